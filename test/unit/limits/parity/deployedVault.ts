import { listAt, textAt, valueAt } from "../../../../src/azure/http/jsonRead";
import type { AzureResource, Deployment } from "./deployed";
import { merged, objectAt } from "./json";

const vaultDefaults = {
  privateEndpointStateForBackup: "None",
  privateEndpointStateForSiteRecovery: "None",
  publicNetworkAccess: "Enabled",
  securitySettings: {
    softDeleteSettings: {
      softDeleteState: "Enabled",
      softDeleteRetentionPeriodInDays: 14,
      enhancedSecurityState: "Enabled",
    },
    multiUserAuthorization: "Disabled",
  },
  redundancySettings: { standardTierStorageRedundancy: "GeoRedundant", crossRegionRestore: "Disabled" },
  restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: "Enabled" } },
};

/** A vault with its two configurations, which tell the same settings by other names. */
export function deployedVault(vault: AzureResource, deployment: Deployment): readonly AzureResource[] {
  const child = (kind: string): unknown =>
    deployment.ofType(`${vault.type}/${kind}`).find(({ id }) => id.toLowerCase().startsWith(vault.id.toLowerCase()))
      ?.properties;
  const storage = child("backupstorageconfig");
  const chosen = textAt(storage, "storageModelType") ?? textAt(storage, "storageType");
  const crossRegion = valueAt(storage, "crossRegionRestoreFlag") === true;
  const byStorage = {
    ...(chosen === undefined ? {} : { standardTierStorageRedundancy: chosen }),
    ...(crossRegion ? { crossRegionRestore: "Enabled" } : {}),
  };
  const backup = child("backupconfig");
  const softDelete = textAt(backup, "softDeleteFeatureState");
  const bySoftDelete = softDelete === undefined ? {} : { softDeleteState: softDelete };
  const defaults = merged(vaultDefaults, {
    redundancySettings: byStorage,
    securitySettings: { softDeleteSettings: bySoftDelete },
  });
  const properties = merged(merged(defaults, vault.properties), endpointsOf(vault, deployment));
  const redundancy = textAt(properties, "redundancySettings", "standardTierStorageRedundancy");
  return [
    { sku: { name: "RS0", tier: "Standard" }, ...vault, properties },
    configuration(vault, "backupstorageconfig/vaultstorageconfig", {
      storageModelType: redundancy,
      storageType: redundancy,
      storageTypeState: "Unlocked",
      crossRegionRestoreFlag: textAt(properties, "redundancySettings", "crossRegionRestore") === "Enabled",
    }),
    configuration(vault, "backupconfig/vaultconfig", {
      softDeleteFeatureState: valueAt(properties, "securitySettings", "softDeleteSettings", "softDeleteState"),
      softDeleteRetentionPeriodInDays: valueAt(
        properties,
        "securitySettings",
        "softDeleteSettings",
        "softDeleteRetentionPeriodInDays",
      ),
      enhancedSecurityState: "Enabled",
      isSoftDeleteFeatureStateEditable: true,
    }),
  ];
}

function configuration(vault: AzureResource, path: string, properties: AzureResource["properties"]): AzureResource {
  const [kind = "", name = ""] = path.split("/");
  return { id: `${vault.id}/${path}`, name, type: `${vault.type}/${kind}`, properties };
}

/** A vault lists the private endpoints that lead to it. */
function endpointsOf(vault: AzureResource, deployment: Deployment): AzureResource["properties"] {
  const connections = deployment.ofType("Microsoft.Network/privateEndpoints").flatMap((endpoint) =>
    listAt(endpoint.properties, "privateLinkServiceConnections")
      .filter((each) => textAt(each, "properties", "privateLinkServiceId")?.toLowerCase() === vault.id.toLowerCase())
      .map((each) => ({
        id: `${vault.id}/privateEndpointConnections/${endpoint.name}`,
        name: endpoint.name,
        type: `${vault.type}/privateEndpointConnections`,
        properties: {
          provisioningState: "Succeeded",
          groupIds: listAt(each, "properties", "groupIds"),
          privateEndpoint: { id: endpoint.id },
        },
      })),
  );
  return connections.length === 0 ? {} : { privateEndpointConnections: connections };
}

/** A policy, with the defaults of its kind and the number of its items. */
export function deployedPolicy(policy: AzureResource, deployment: Deployment): readonly AzureResource[] {
  const schedule = textAt(policy.properties, "schedulePolicy", "schedulePolicyType");
  const enhanced = textAt(policy.properties, "policyType") === "V2" || schedule === "SimpleSchedulePolicyV2";
  const weekly = textAt(policy.properties, "schedulePolicy", "scheduleRunFrequency") === "Weekly";
  const users = items(deployment).filter(
    ({ properties }) => textAt(properties, "policyId")?.toLowerCase() === policy.id.toLowerCase(),
  );
  const defaults = {
    backupManagementType: "AzureIaasVM",
    instantRPDetails: {},
    // What the policies have that a new vault brings; weekly ones take no other number.
    instantRpRetentionRangeInDays: weekly ? 5 : 2,
    timeZone: "UTC",
    policyType: enhanced ? "V2" : "V1",
    protectedItemsCount: users.length,
    tieringPolicy: { ArchivedRP: { tieringMode: "DoNotTier", duration: 0, durationType: "Invalid" } },
  };
  return [{ ...policy, properties: merged(defaults, policy.properties) }];
}

function items(deployment: Deployment): readonly AzureResource[] {
  return deployment.ofType("Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems");
}

/** A protected item that waits for its first backup. */
export function deployedItem(item: AzureResource): readonly AzureResource[] {
  const source = textAt(item.properties, "sourceResourceId") ?? "";
  const defaults = {
    friendlyName: source.split("/").at(-1),
    virtualMachineId: source,
    protectionState: "IRPending",
    protectionStatus: "Healthy",
    healthStatus: "Passed",
    lastBackupStatus: "",
    lastBackupTime: "2001-01-01T00:00:00Z",
    backupManagementType: "AzureIaasVM",
    workloadType: "VM",
    policyName: textAt(item.properties, "policyId")?.split("/").at(-1),
    extendedProperties: {},
  };
  const properties = { ...objectAt(item, "properties"), protectedItemType: "Microsoft.Compute/virtualMachines" };
  return [{ ...item, properties: merged(defaults, properties) }];
}
