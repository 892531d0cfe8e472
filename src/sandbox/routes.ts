import type { Route } from "./http/router";
import { anyResourceRoutes } from "./providers/anyResource";
import { computeRoutes } from "./providers/compute";
import { computeSkuRoutes } from "./providers/computeSkus";
import { containerRoutes } from "./providers/containers";
import { crossRegionRoutes } from "./providers/crossRegion";
import { deletedVaultRoutes } from "./providers/deletedVaults";
import { deploymentRoutes } from "./providers/deployments";
import { diagnosticSettingRoutes } from "./providers/diagnosticSettings";
import { discoveryRoutes } from "./providers/discovery";
import { diskRoutes } from "./providers/disks";
import { genericResourceRoutes } from "./providers/genericResources";
import { jobRoutes } from "./providers/jobs";
import { lockRoutes } from "./providers/locks";
import { machineImageRoutes } from "./providers/machineImages";
import { machinePowerRoutes } from "./providers/machinePower";
import { machinePutRoutes } from "./providers/machinePut";
import { managedIdentityRoutes } from "./providers/managedIdentities";
import { networkRoutes } from "./providers/network";
import { networkPutRoutes } from "./providers/networkPut";
import { operationResultRoutes } from "./providers/operationResults";
import { operationRoutes } from "./providers/operations";
import { policyRoutes } from "./providers/policies";
import { providerOperationRoutes } from "./providers/providerOperations";
import { protectionIntentRoutes } from "./providers/protectionIntents";
import { protectedItemRoutes } from "./providers/protectedItems";
import { recoveryPointActionRoutes } from "./providers/recoveryPointActions";
import { recoveryPointRoutes } from "./providers/recoveryPoints";
import { restoreRoutes } from "./providers/restores";
import { resourceGraphRoutes } from "./providers/resourceGraph";
import { resourceProviderRoutes } from "./providers/resourceProviders";
import { resourceGuardRoutes } from "./providers/resourceGuards";
import { resourceGroupRoutes } from "./providers/resourceGroups";
import { storageRoutes } from "./providers/storage";
import { subscriptionRoutes } from "./providers/subscriptions";
import { tagNameRoutes } from "./providers/tagNames";
import { vaultExtraRoutes } from "./providers/vaultExtras";
import { vaultRoutes } from "./providers/vaults";
import { vaultSettingRoutes } from "./providers/vaultSettings";

const emulated: readonly Route[] = [
  ...subscriptionRoutes,
  ...resourceProviderRoutes,
  ...tagNameRoutes,
  ...resourceGroupRoutes,
  ...genericResourceRoutes,
  ...operationResultRoutes,
  ...lockRoutes,
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
