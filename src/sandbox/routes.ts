import type { Route } from "./http/router";
import { anyResourceRoutes } from "./providers/resources/anyResource";
import { computeRoutes } from "./providers/compute/compute";
import { computeSkuRoutes } from "./providers/compute/computeSkus";
import { containerRoutes } from "./providers/protection/containers";
import { crossRegionRoutes } from "./providers/recovery/crossRegion";
import { deletedVaultRoutes } from "./providers/vaults/deletedVaults";
import { deploymentRoutes } from "./providers/resources/deployments";
import { diagnosticSettingRoutes } from "./providers/resources/diagnosticSettings";
import { discoveryRoutes } from "./providers/protection/discovery";
import { diskRoutes } from "./providers/compute/disks";
import { genericResourceRoutes } from "./providers/resources/genericResources";
import { jobRoutes } from "./providers/protection/jobs";
import { lockRoutes } from "./providers/resources/locks";
import { machineImageRoutes } from "./providers/compute/machineImages";
import { machinePowerRoutes } from "./providers/compute/machinePower";
import { machinePutRoutes } from "./providers/compute/machinePut";
import { managementGroupRoutes } from "./providers/resources/managementGroups";
import { managedIdentityRoutes } from "./providers/resources/managedIdentities";
import { networkRoutes } from "./providers/network/network";
import { networkPutRoutes } from "./providers/network/networkPut";
import { operationResultRoutes } from "./providers/operationResults";
import { operationRoutes } from "./providers/protection/operations";
import { permissionRoutes } from "./providers/resources/permissions";
import { policyRoutes } from "./providers/policies/policies";
import { providerOperationRoutes } from "./providers/resources/providerOperations";
import { protectionIntentRoutes } from "./providers/protection/protectionIntents";
import { protectedItemRoutes } from "./providers/protection/protectedItems";
import { recoveryPointActionRoutes } from "./providers/recovery/recoveryPointActions";
import { recoveryPointRoutes } from "./providers/recovery/recoveryPoints";
import { restoreRoutes } from "./providers/recovery/restores";
import { resourceGraphRoutes } from "./providers/resources/resourceGraph";
import { resourceProviderRoutes } from "./providers/resources/resourceProviders";
import { resourceGuardRoutes } from "./providers/vaults/resourceGuards";
import { resourceGroupRoutes } from "./providers/resources/resourceGroups";
import { storageRoutes } from "./providers/resources/storage";
import { subscriptionRoutes } from "./providers/resources/subscriptions";
import { tagNameRoutes } from "./providers/resources/tagNames";
import { vaultExtraRoutes } from "./providers/vaults/vaultExtras";
import { vaultRoutes } from "./providers/vaults/vaults";
import { vaultSettingRoutes } from "./providers/vaults/vaultSettings";

const emulated: readonly Route[] = [
  ...subscriptionRoutes,
  ...managementGroupRoutes,
  ...resourceProviderRoutes,
  ...tagNameRoutes,
  ...resourceGroupRoutes,
  ...genericResourceRoutes,
  ...operationResultRoutes,
  ...lockRoutes,
  ...permissionRoutes,
  ...diagnosticSettingRoutes,
  ...resourceGraphRoutes,
  ...deploymentRoutes,
  ...computeRoutes,
  ...computeSkuRoutes,
  ...machinePutRoutes,
  ...machinePowerRoutes,
  ...machineImageRoutes,
  ...diskRoutes,
  ...networkRoutes,
  ...networkPutRoutes,
  ...storageRoutes,
  ...vaultRoutes,
  ...vaultSettingRoutes,
  ...vaultExtraRoutes,
  ...deletedVaultRoutes,
  ...resourceGuardRoutes,
  ...managedIdentityRoutes,
  ...policyRoutes,
  ...discoveryRoutes,
  ...containerRoutes,
  ...protectionIntentRoutes,
  ...protectedItemRoutes,
  ...crossRegionRoutes,
  ...recoveryPointRoutes,
  ...recoveryPointActionRoutes,
  ...restoreRoutes,
  ...jobRoutes,
  ...operationRoutes,
];

/** Everything that the sandbox emulates. What is not here is answered with 501 `SandboxNotEmulated`. */
export const routes: readonly Route[] = [
  ...emulated,
  ...providerOperationRoutes(emulated),
  // What no other table knows comes last.
  ...anyResourceRoutes,
];
