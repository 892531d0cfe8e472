import { objectAt, type Json } from "./json";
import { broken, in2015, kept, type ParityCase, type ParityCases } from "./parityCase";
import { around, enhancedPolicy, item, ref, vault, vm, type Declared } from "./parts";

const north = { location: "northeurope" };
const bound = [enhancedPolicy(), item()];

/** A rule about a setting of the vault that protects the machine. */
function ofVault(what: string, properties: Json, other: Json = {}): readonly ParityCase[] {
  return [
    broken(what, vm(), ...around, vault(properties), ...bound),
    kept("another setting", vm(), ...around, vault(other), ...bound),
  ];
}

const redundancy = (standardTierStorageRedundancy: string, crossRegionRestore = "Disabled"): Json => ({
  redundancySettings: { standardTierStorageRedundancy, crossRegionRestore },
});
const softDelete = (settings: Json): Json => ({ securitySettings: { softDeleteSettings: settings } });
const immutable = (state: string): Json => ({ securitySettings: { immutabilitySettings: { state } } });
const crossSubscription = (crossSubscriptionRestoreState: string): Json => ({
  restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState } },
});

/** The cases of the rules about vaults, regions and redundancy. */
export const vaultCases: ParityCases = {
  "region-mismatch": [
    broken("a vault elsewhere", vm(), ...around, vault({}, north), ...bound),
    kept("a vault in the same region", vm(), ...around, vault(), ...bound),
    kept("a vault of which nothing is known", vm(), ...around, item()),
  ],
  "cross-region-backup": [
    broken("the only vault is elsewhere", vm(), ...around, vault({}, north)),
    kept("a vault is in the same region", vm(), ...around, vault(), vault({}, { ...north, name: "other" })),
  ],
  "region-support": [
    in2015(broken("a closed cloud", vm({}, { location: "usgovvirginia" }), ...around)),
    in2015(kept("West Europe", vm(), ...around)),
  ],
  "vault-soft-delete": [
    ...ofVault("switched off", softDelete({ softDeleteState: "Disabled" }), softDelete({ softDeleteState: "Enabled" })),
    broken("switched off by its configuration", vm(), ...around, vault(), ...bound, backupConfig("Disabled")),
  ],
  "vault-soft-delete-retention": ofVault(
    "200 days",
    softDelete({ softDeleteState: "Enabled", softDeleteRetentionPeriodInDays: 200 }),
    softDelete({ softDeleteState: "Enabled", softDeleteRetentionPeriodInDays: 180 }),
  ),
  "vault-immutability": ofVault("locked", immutable("Locked"), immutable("Unlocked")),
  "vault-cross-region-restore": ofVault(
    "a locally redundant vault",
    redundancy("LocallyRedundant", "Enabled"),
    redundancy("GeoRedundant", "Enabled"),
  ),
  "vault-cross-subscription-restore": ofVault(
    "switched off for good",
    crossSubscription("PermanentlyDisabled"),
    crossSubscription("Disabled"),
  ),
  "vault-cmk": ofVault("a customer's key", {
    encryption: { keyVaultProperties: { keyUri: "https://keys.vault.azure.net/keys/backup" } },
  }),
  "vault-zrs-region": [
    broken(
      "a region without",
      vm({}, { location: "westindia" }),
      ...around,
      vault(redundancy("ZoneRedundant"), { location: "westindia" }),
      ...bound,
    ),
    kept("West Europe", vm(), ...around, vault(redundancy("ZoneRedundant")), ...bound),
  ],
  "vault-private-endpoint": [
    ...ofVault("closed to the public", { publicNetworkAccess: "Disabled" }),
    broken("an endpoint", vm(), ...around, vault(), ...bound, privateEndpoint()),
  ],
  "vault-name": [
    broken("an underscore", vm(), ...around, ...renamed("my_vault")),
    kept("letters", vm(), ...around, ...renamed("myvault")),
  ],
  "subscription-mismatch": [
    broken("a vault of another subscription", vm(), ...around, elsewhere()),
    kept("a vault of the same one", vm(), ...around, vault(), ...bound),
  ],
  "resource-group-lock": [
    broken("a lock on the snapshots' group", vm(), ...around, vault(), ...bound, lockOn("AzureBackupRG_westeurope_1")),
    kept("a lock on another group", vm(), ...around, vault(), ...bound, lockOn("other")),
  ],
};

function backupConfig(softDeleteFeatureState: string): Declared {
  return {
    type: "Microsoft.RecoveryServices/vaults/backupconfig",
    apiVersion: "2024-04-01",
    name: "backups/vaultconfig",
    properties: { softDeleteFeatureState, enhancedSecurityState: "Enabled" },
  };
}

function privateEndpoint(): Declared {
  const vaultId = ref("Microsoft.RecoveryServices/vaults", "backups");
  return {
    type: "Microsoft.Network/privateEndpoints",
    apiVersion: "2024-05-01",
    name: "to-backups",
    location: "West Europe",
    properties: {
      subnet: { id: ref("Microsoft.Network/virtualNetworks/subnets", "net", "vms") },
      privateLinkServiceConnections: [
        { name: "backups", properties: { privateLinkServiceId: vaultId, groupIds: ["AzureBackup"] } },
      ],
    },
  };
}

/** The vault, policy and item under another name of the vault. */
function renamed(name: string): readonly Declared[] {
  return [vault(), ...bound].map((each) => {
    const resource: unknown = JSON.parse(JSON.stringify(each).replaceAll("backups", name));
    return objectAt({ resource }, "resource");
  });
}

/** Vault, policy and item in another subscription, which a deployment into that one makes. */
function elsewhere(): Declared {
  const place = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers";
  const there = "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg/providers";
  const policyId = `${there}/Microsoft.RecoveryServices/vaults/backups/backupPolicies/nightly`;
  const sourceResourceId = `${place}/Microsoft.Compute/virtualMachines/web`;
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    name: "protection",
    subscriptionId: "22222222-2222-2222-2222-222222222222",
    resourceGroup: "rg",
    properties: {
      mode: "Incremental",
      template: nested(vault(), enhancedPolicy(), item({ policyId, sourceResourceId })),
    },
  };
}

function nested(...resources: readonly Declared[]): Json {
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  return { $schema, contentVersion: "1.0.0.0", resources };
}

/** A lock on a whole resource group, which a deployment into that group makes. */
function lockOn(resourceGroup: string): Declared {
  const lock = {
    type: "Microsoft.Authorization/locks",
    apiVersion: "2020-05-01",
    name: "keep",
    properties: { level: "CanNotDelete" },
  };
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    name: "locks",
    resourceGroup,
    properties: { mode: "Incremental", template: nested(lock) },
  };
}
