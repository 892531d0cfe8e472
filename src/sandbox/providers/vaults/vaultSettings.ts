import { recoveryServices as versions } from "../../http/apiVersions";
import { badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { at, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { progressOf } from "../../state/jobs/jobProgress";
import type { VaultRecord } from "../../state/records";
import { backupFilter, invalidInput } from "../backupFilters";
import { paths, vaultOf } from "../scope";
import { checkRedundancy, crossRegionNeedsGeo, redundancyLocked, softDeleteOf } from "./vaultChange";
import { guardRequestsIn } from "./guardedOperations";
import { encryptionBody } from "./vaultEncryption";
import { hasItems } from "./vaultItems";

const type = "Microsoft.RecoveryServices/vaults";
const storage = `${paths.vault}/backupstorageconfig/vaultstorageconfig`;
const config = `${paths.vault}/backupconfig/vaultconfig`;
const readStorage = `${type}/backupstorageconfig/read`;
const writeStorage = `${type}/backupstorageconfig/write`;

/** Settings of a vault and counts of what it holds. */
export const vaultSettingRoutes: readonly Route[] = [
  {
    method: "GET",
    path: storage,
    versions,
    action: readStorage,
    handle: (call) => ok(storageBody(call, vaultOf(call))),
  },
  {
    method: "PUT",
    path: storage,
    versions,
    action: writeStorage,
    handle: (call) => ok(storageBody(call, setStorage(call))),
  },
  { method: "PATCH", path: storage, versions, action: writeStorage, handle: patchStorage },
  {
    method: "GET",
    path: config,
    versions,
    action: `${type}/backupconfig/read`,
    handle: (call) => ok(configBody(vaultOf(call))),
  },
  { method: "PATCH", path: config, versions, action: `${type}/backupconfig/write`, handle: setConfig },
  { method: "PUT", path: config, versions, action: `${type}/backupconfig/write`, handle: setConfig },
  {
    method: "GET",
    path: `${paths.vault}/backupEncryptionConfigs/backupResourceEncryptionConfig`,
    versions,
    action: `${type}/backupEncryptionConfigs/read`,
    handle: (call) => ok(encryptionBody(vaultOf(call))),
  },
  { method: "GET", path: `${paths.vault}/usages`, versions, action: `${type}/usages/read`, handle: usages },
  {
    method: "GET",
    path: `${paths.vault}/backupUsageSummaries`,
    versions,
    action: `${type}/backupUsageSummaries/read`,
    handle: usageSummaries,
  },
];

function storageBody(call: Call, vault: VaultRecord): JsonObject {
  return {
    id: `${vault.id}/backupstorageconfig/vaultstorageconfig`,
    name: "vaultstorageconfig",
    type: `${type}/backupstorageconfig`,
    properties: {
      storageModelType: vault.redundancy,
      storageType: vault.redundancy,
      storageTypeState: hasItems(call, vault) ? "Locked" : "Unlocked",
      crossRegionRestoreFlag: vault.crossRegionRestore,
    },
  };
}

function setStorage(call: Call): VaultRecord {
  const vault = vaultOf(call);
  const properties = call.body["properties"];
  const wanted = textAt(properties, "storageModelType") ?? textAt(properties, "storageType") ?? vault.redundancy;
  checkRedundancy(wanted);
  if (vault.redundancySetBy === "vault") {
    throw badRequest(
      "BMSUserErrorRedundancySettingsCannotBeModified",
      "Redundancy settings for this vault cannot be modified using this API. Since the Vault API was previously used to update the redundancy settings for this vault, you must again use the Vault API.",
    );
  }
  const flag = at(properties, "crossRegionRestoreFlag");
  // Cross-region restore that is on stays, as it does through the vault's own address.
  if ((wanted !== vault.redundancy || (flag === false && vault.crossRegionRestore)) && hasItems(call, vault)) {
    throw redundancyLocked();
  }
  if (flag === true && wanted !== "GeoRedundant") {
    throw crossRegionNeedsGeo();
  }
  const changed: VaultRecord = {
    ...vault,
    redundancy: wanted,
    crossRegionRestore: (flag ?? vault.crossRegionRestore) === true && wanted === "GeoRedundant",
    redundancySetBy: "storageConfig",
    changedAt: call.now,
  };
  call.estate.vaults.set(vault.id, changed);
  return changed;
}

function patchStorage(call: Call): Answer {
  setStorage(call);
  return { status: 204 };
}

function configBody(vault: VaultRecord): JsonObject {
  return {
    id: `${vault.id}/backupconfig/vaultconfig`,
    name: "vaultconfig",
    type: `${type}/backupconfig`,
    properties: {
      enhancedSecurityState: vault.enhancedSecurity,
      softDeleteFeatureState: vault.softDelete,
      softDeleteRetentionPeriodInDays: vault.softDeleteDays,
      isSoftDeleteFeatureStateEditable: vault.softDelete !== "AlwaysON",
    },
  };
}

function setConfig(call: Call): Answer {
  const vault = vaultOf(call);
  const properties = call.body["properties"];
  // The configuration has other names for the same settings.
  const settings = {
    softDeleteState: textAt(properties, "softDeleteFeatureState"),
    softDeleteRetentionPeriodInDays: at(properties, "softDeleteRetentionPeriodInDays"),
    enhancedSecurityState: textAt(properties, "enhancedSecurityState"),
  };
  const changed: VaultRecord = {
    ...vault,
    ...softDeleteOf(call, vault, settings, guardRequestsIn(properties)),
    changedAt: call.now,
  };
  call.estate.vaults.set(vault.id, changed);
  return ok(configBody(changed));
}

function usage(value: string, localizedValue: string, currentValue: number): JsonObject {
  return { unit: "Count", currentValue, limit: -1, name: { value, localizedValue } };
}

function usages(call: Call): Answer {
  const vault = vaultOf(call);
  const items = call.estate.items.below(`${vault.id}/`).filter((item) => item.configured);
  const critical = items.filter((item) => item.state === "ProtectionError").length;
  const jobs = call.estate.jobs.below(`${vault.id}/`).map((job) => ({ job, ...progressOf(job, call.now) }));
  const recent = jobs.filter(({ job }) => call.now - job.startTime < 86_400_000);
  return ok({
    value: [
      usage("ProtectedItemCount", "Backup items/Azure virtual machine backup", items.length),
      usage("ProtectedItemCriticalCount", "Critical", critical),
      usage("IaaSVMProtectedItemCount", "Azure Virtual Machines", items.length),
      usage("IaaSVMProtectedItemCriticalCount", "Critical", critical),
      usage("InProgressJobsCount", "In progress", recent.filter(({ status }) => status === "InProgress").length),
      usage("FailedJobsCount", "Failed", recent.filter(({ status }) => status === "Failed").length),
      usage("ManagedInstances", "Protected Instances", items.length),
    ],
  });
}

function usageSummaries(call: Call): Answer {
  const vault = vaultOf(call);
  const kind = backupFilter(call, "usageSummary").get("type")?.toLowerCase();
  const items = call.estate.items.below(`${vault.id}/`).filter((item) => item.configured);
  if (kind === "backupprotecteditemcountsummary") {
    return ok({ value: [usage("AzureIaasVM", "Azure Virtual Machine", items.length)] });
  }
  if (kind === "backupprotectioncontainercountsummary") {
    return ok({ value: [usage("AzureIaasVM", "Azure Virtual Machine", items.length)] });
  }
  throw invalidInput();
}
