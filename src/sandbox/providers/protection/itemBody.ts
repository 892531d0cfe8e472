import type { Call } from "../../http/call";
import { digitsOf, dotNetSpan, isoTime } from "../../http/formats";
import type { JsonObject } from "../../http/json";
import type { ItemRecord } from "../../state/records";
import { healthy } from "../../state/backups/troubles";

const day = 86_400_000;

/**
 * A protected item as Azure shows it; `extended` for a GET that expands `extendedinfo`.
 * @param softDeleteDays how long its vault keeps it; left out, the vault itself says so
 */
export function describeItem(
  item: ItemRecord,
  { estate, now, settings }: Pick<Call, "estate" | "now" | "settings">,
  extended: boolean,
  softDeleteDays = estate.vaults.get(item.vaultId)?.softDeleteDays ?? 14,
): JsonObject {
  const { points } = item;
  const latest = points.at(-1);
  const oldest = points.at(0);
  return {
    id: item.id,
    name: `VM;${item.key}`,
    type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    properties: {
      friendlyName: item.vmName,
      virtualMachineId: item.vmId,
      protectionStatus: item.state === "ProtectionError" ? "Unhealthy" : "Healthy",
      protectionState: item.state,
      healthStatus: item.trouble === undefined ? "Passed" : "ActionRequired",
      ...healthDetails(item),
      lastBackupStatus: item.lastBackupStatus,
      lastBackupTime: item.lastBackupTime === undefined ? "2001-01-01T00:00:00Z" : isoTime(item.lastBackupTime),
      protectedItemDataId: digitsOf(item.id),
      sourceSideScanning: 0,
      ...(item.diskExclusion === undefined
        ? {}
        : { extendedProperties: { diskExclusionProperties: item.diskExclusion } }),
      ...(extended
        ? {
            extendedInfo: {
              ...(oldest === undefined ? {} : { oldestRecoveryPoint: isoTime(oldest.time) }),
              recoveryPointCount: points.length,
              policyInconsistent: item.policyInconsistent === true,
            },
          }
        : {}),
      protectedItemType: "Microsoft.Compute/virtualMachines",
      backupManagementType: "AzureIaasVM",
      workloadType: "VM",
      containerName: item.key,
      sourceResourceId: item.vmId,
      policyId: item.policyName === "" ? "" : `${item.vaultId}/backupPolicies/${item.policyName}`,
      policyName: item.policyName,
      ...(latest === undefined ? {} : { lastRecoveryPoint: isoTime(latest.time) }),
      vaultId: `${settings.publicOrigin}${item.vaultId}`,
      ...softDeletion(item, softDeleteDays, now),
      isArchiveEnabled: false,
    },
  };
}

function healthDetails(item: ItemRecord): JsonObject {
  const detail = item.trouble ?? (item.points.length > 0 ? healthy : undefined);
  return detail === undefined ? {} : { healthDetails: [{ ...detail }] };
}

function softDeletion(item: ItemRecord, days: number, now: number): JsonObject {
  if (item.softDeletedAt === undefined) {
    return { softDeleteRetentionPeriod: 0 };
  }
  return {
    deferredDeleteTimeInUTC: isoTime(item.softDeletedAt),
    isScheduledForDeferredDelete: true,
    deferredDeleteTimeRemaining: dotNetSpan(item.softDeletedAt + days * day - now),
    softDeleteRetentionPeriod: days,
  };
}
