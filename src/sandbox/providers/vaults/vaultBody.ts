import type { Call } from "../../http/call";
import { guidOf, isoTime } from "../../http/formats";
import type { JsonObject } from "../../http/json";
import type { VaultRecord } from "../../state/records";

/** The alerts of a vault of which nobody has said anything. */
export const usualMonitoring = {
  azureMonitorAlertSettings: {
    alertsForAllJobFailures: "Enabled",
    alertsForAllReplicationIssues: "Enabled",
    alertsForAllFailoverIssues: "Enabled",
  },
  classicAlertSettings: { alertsForCriticalOperations: "Disabled", emailNotificationsForSiteRecovery: "Disabled" },
};

/** Changes with each change of the vault, and once more when the change is carried out. */
export function vaultEtag({ readyAt, changedAt }: VaultRecord, now: number): string {
  const time = now >= readyAt ? Math.max(readyAt, changedAt) : changedAt;
  return `W/"datetime'${encodeURIComponent(isoTime(time))}'"`;
}

/** A vault as its GET shows it. */
export function describeVault(vault: VaultRecord, { estate, now }: Pick<Call, "estate" | "now">): JsonObject {
  const ready = now >= vault.readyAt;
  return {
    location: vault.location,
    name: vault.name,
    etag: vaultEtag(vault, now),
    tags: vault.tags,
    ...(vault.identity === undefined ? {} : { identity: vault.identity }),
    properties: {
      provisioningState: vault.goneAt !== undefined ? "Deleting" : ready ? "Succeeded" : vault.busy,
      privateEndpointStateForBackup: vault.privateEndpoints === undefined ? "None" : "Enabled",
      ...connectionsOf(vault),
      privateEndpointStateForSiteRecovery: "None",
      monitoringSettings: vault.monitoring ?? usualMonitoring,
      ...(ready ? settledProperties(vault, hasPoints(vault, estate)) : {}),
      redundancySettings: {
        standardTierStorageRedundancy: vault.redundancy,
        crossRegionRestore: vault.crossRegionRestore ? "Enabled" : "Disabled",
      },
      secureScore: "None",
      bcdrSecurityLevel: "Poor",
      publicNetworkAccess: vault.publicNetworkAccess,
      restoreSettings: {
        crossSubscriptionRestoreSettings: {
          crossSubscriptionRestoreState: vault.crossSubscriptionRestore ?? "Enabled",
        },
      },
      ...(vault.encryption === undefined ? {} : { encryption: vault.encryption }),
    },
    id: vault.id,
    type: "Microsoft.RecoveryServices/vaults",
    sku: { name: vault.sku },
  };
}

/** Looks no further than the first item with a recovery point. */
function hasPoints(vault: VaultRecord, estate: Call["estate"]): boolean {
  for (const item of estate.items.each(`${vault.id}/`)) {
    if (item.points.length > 0) {
      return true;
    }
  }
  return false;
}

/** The private endpoints that have been approved: those of a deployment are. */
function connectionsOf(vault: VaultRecord): JsonObject {
  const rows = vault.privateEndpoints?.map((endpoint) => {
    const name = `${endpoint.split("/").at(-1) ?? ""}.${guidOf(endpoint)}.backup`;
    return {
      id: `${vault.id}/privateEndpointConnections/${name}`,
      name,
      type: "Microsoft.RecoveryServices/vaults/privateEndpointConnections",
      location: vault.location,
      properties: {
        provisioningState: "Succeeded",
        privateEndpoint: { id: endpoint },
        privateLinkServiceConnectionState: { status: "Approved", description: "None", actionsRequired: "None" },
        groupIds: ["AzureBackup"],
      },
    };
  });
  return rows === undefined ? {} : { privateEndpointConnections: rows };
}

/** What a vault has only once it is provisioned. */
function settledProperties(vault: VaultRecord, hasPoints: boolean): JsonObject {
  return {
    backupStorageVersion: hasPoints ? "V2" : "Unassigned",
    securitySettings: {
      immutabilitySettings: vault.immutability === undefined ? null : { state: vault.immutability },
      softDeleteSettings: {
        softDeleteRetentionPeriodInDays: vault.softDeleteDays,
        softDeleteState: vault.softDelete,
        enhancedSecurityState: vault.enhancedSecurity,
      },
      multiUserAuthorization: vault.guard === undefined ? "Disabled" : "Enabled",
    },
  };
}
