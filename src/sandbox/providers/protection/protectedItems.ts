import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok, versionOf } from "../../http/call";
import { at, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { allows } from "../../http/odataFilter";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { containerId, itemId, partsOf } from "../../state/ids";
import { pollHeaders, startOperation } from "../../state/jobs/operations";
import { obstacleOf } from "../../state/backups/protectability";
import type {
  BackupTrouble,
  ItemRecord,
  JobRecord,
  PolicyRecord,
  ResourceRecord,
  VaultRecord,
} from "../../state/records";
import { startBackup, startChange } from "../../state/jobs/startJob";
import { troubles } from "../../state/backups/troubles";
import { backupFilter, isOfVms } from "../backupFilters";
import { refuseWhileBusy } from "../busy";
import { describeItem } from "./itemBody";
import { guardRequestsIn, requireGuard, requireUnlocked } from "../vaults/guardedOperations";
import { refuseDeletion, refuseShorter, refuseSuspension } from "../policies/immutability";
import { keepsShorter } from "../policies/policyRules";
import { badProtectionRequest, findItem, itemOf, keyOf, liveItemOf, paths, softDeleted, vaultOf } from "../scope";

const type = "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems";
const rowsPerPage = 10;
/** Milliseconds until a started backup counts as accepted. */
const acceptanceLasts = 1000;

/** Protected items: list, get, protect, change, stop, resume, undelete, delete, and a backup now. */
export const protectedItemRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${paths.vault}/backupProtectedItems`,
    versions,
    action: "Microsoft.RecoveryServices/vaults/backupProtectedItems/read",
    handle: list,
  },
  {
    method: "GET",
    path: paths.item,
    versions,
    action: `${type}/read`,
    handle: get,
  },
  { method: "PUT", path: paths.item, versions, action: `${type}/write`, handle: put },
  { method: "DELETE", path: paths.item, versions, action: `${type}/delete`, handle: remove },
  { method: "POST", path: `${paths.item}/backup`, versions, action: `${type}/backup/action`, handle: backUp },
];

function list(call: Call): Answer {
  const vault = vaultOf(call);
  const filter = backupFilter(call, "protectedItem");
  const items = call.estate.items
    .below(`${vault.id}/`)
    .filter(
      (item) =>
        item.configured &&
        isOfVms(filter) &&
        allows(filter, "backupManagementType", "AzureIaasVM") &&
        allows(filter, "itemType", "VM") &&
        allows(filter, "friendlyName", item.vmName) &&
        allows(filter, "policyName", item.policyName) &&
        allows(filter, "healthState", item.trouble === undefined ? "Passed" : "ActionRequired") &&
        (allows(filter, "containerName", item.key) || allows(filter, "containerName", `IaasVMContainer;${item.key}`)),
    );
  return page(
    call,
    items.map((item) => describeItem(item, call, false)),
    rowsPerPage,
  );
}

function get(call: Call): Answer {
  backupFilter(call, "oneProtectedItem");
  return ok(describeItem(itemOf(call), call, true));
}

/** 202 with an empty body; the operation's two URLs are those below the item, in the caller's spelling. */
function accepted(call: Call, vault: VaultRecord, job: JobRecord, lasts: number): Answer {
  const operation = startOperation(call, vault.id, {
    lasts: lasts * call.settings.speed,
    jobName: job.name,
    error:
      job.failure === undefined || job.operation === "Backup"
        ? undefined
        : { code: job.failure.trouble.title, message: job.failure.trouble.message },
  });
  const item = `${containerId(vault.id, keyOf(call))}/protectedItems/${call.param("item")}`;
  return {
    status: 202,
    headers: pollHeaders(
      call,
      `${item}/operationsStatus/${operation.name}`,
      `${item}/operationResults/${operation.name}`,
    ),
  };
}

function put(call: Call): Answer {
  const vault = vaultOf(call);
  const key = keyOf(call);
  const properties = objectAt(call.body, "properties");
  const kind = textAt(properties, "protectedItemType") ?? "";
  if (kind !== "Microsoft.Compute/virtualMachines" && kind !== "AzureIaaSVMProtectedItem") {
    throw badProtectionRequest();
  }
  const item = findItem(call);
  refuseWhileBusy(call, itemId(vault.id, key));
  if (properties["isRehydrate"] === true) {
    return undelete(call, vault);
  }
  const state = textAt(properties, "protectionState");
  if (state === "ProtectionStopped" || state === "BackupsSuspended") {
    const stopped = liveItemOf(call);
    if (state === "BackupsSuspended") {
      refuseSuspension(vault);
    }
    requireGuard(call, vault, "stopProtection", guardRequestsIn(properties));
    const job = startChange(call, stopped, "DisableBackup", { kind: "stop", state }, { "Policy Name": "" });
    return accepted(call, vault, job, job.lasts);
  }
  return configure(call, vault, key, item, properties);
}

function undelete(call: Call, vault: VaultRecord): Answer {
  const item = itemOf(call);
  if (item.softDeletedAt === undefined) {
    throw new ArmFault(
      400,
      "BMSUserErrorConflictingProtectionOperation",
      "The item is not in soft deleted state: there is nothing to undelete.",
    );
  }
  const job = startChange(call, item, "Undelete", { kind: "undelete" }, { "Undelete flag": "True" });
  return accepted(call, vault, job, job.lasts);
}

function configure(
  call: Call,
  vault: VaultRecord,
  key: string,
  item: ItemRecord | undefined,
  properties: JsonObject,
): Answer {
  const vmId = textAt(properties, "sourceResourceId") ?? item?.vmId ?? "";
  const vm = machineFor(call, vault, key, vmId);
  const policy = policyFor(call, vault, textAt(properties, "policyId") ?? "");
  if (item?.softDeletedAt !== undefined) {
    throw softDeleted();
  }
  const before = call.estate.policies.get(`${vault.id}/backupPolicies/${item?.policyName ?? ""}`);
  if (before !== undefined) {
    refuseDowngrade(before, policy);
    refuseShorter(vault, policy.properties, before.properties);
    if (keepsShorter(policy.properties, before.properties)) {
      requireGuard(call, vault, "changeProtection", guardRequestsIn(properties));
    }
  }
  // Extended properties without an exclusion take away the former one.
  const extended = properties["extendedProperties"];
  const exclusion = extended === undefined ? undefined : (at(extended, "diskExclusionProperties") ?? null);
  const record: ItemRecord = item ?? newItem(vault, key, vm.id, vm.name);
  call.estate.items.set(record.id, record);
  const job = startChange(
    call,
    record,
    "ConfigureBackup",
    { kind: "configure", policyName: policy.name, diskExclusion: exclusion },
    { "Policy Name": policy.name },
    configureTrouble(call, record, vm, policy, exclusion === undefined ? record.diskExclusion : exclusion),
  );
  return accepted(call, vault, job, job.lasts);
}

/** "Back up an Azure VM using Enhanced policy" (Microsoft Learn, 2025): there is no way back. Azure's code is not documented. */
function refuseDowngrade(before: PolicyRecord, policy: PolicyRecord): void {
  if (textAt(before.properties, "policyType") === "V2" && textAt(policy.properties, "policyType") !== "V2") {
    throw new ArmFault(
      400,
      "BMSUserErrorInvalidInput",
      "An item that is protected with an Enhanced policy cannot be protected with a Standard policy any more.",
    );
  }
}

/** What makes the configuration *job* fail; what is wrong with the request itself is refused before. */
function configureTrouble(
  call: Call,
  item: Pick<ItemRecord, "id" | "vmId">,
  vm: ResourceRecord,
  policy: PolicyRecord,
  exclusion: Json | undefined,
): BackupTrouble | undefined {
  // A vault that keeps the backups of a VM, stopped, lets another one protect it.
  const elsewhere = call.estate
    .itemsOf(item.vmId)
    .some((other) => other.id.toLowerCase() !== item.id.toLowerCase() && !isKeptStopped(other));
  return elsewhere ? troubles.registeredElsewhere : obstacleOf(call.estate, vm, policy, exclusion, versionOf(call));
}

function isKeptStopped(item: ItemRecord): boolean {
  return item.softDeletedAt === undefined && (item.state === "ProtectionStopped" || item.state === "BackupsSuspended");
}

/** The VM to protect. A vault knows only the VMs of its own region and subscription, under the names of the path. */
function machineFor(call: Call, vault: VaultRecord, key: string, vmId: string): ResourceRecord {
  const parts = partsOf(vmId);
  const vm = call.estate.resources.get(vmId);
  const named = `iaasvmcontainerv2;${parts?.group ?? ""};${parts?.name ?? ""}`.toLowerCase() === key.toLowerCase();
  const near =
    parts?.subscriptionId.toLowerCase() === vault.subscriptionId.toLowerCase() && vm?.location === vault.location;
  if (vm === undefined || !named || !near) {
    throw badProtectionRequest();
  }
  return vm;
}

function policyFor(call: Call, vault: VaultRecord, id: string): PolicyRecord {
  const policy = call.estate.policies.get(id);
  if (policy?.vaultId.toLowerCase() !== vault.id.toLowerCase()) {
    throw new ArmFault(
      400,
      "BMSUserErrorPolicyNotFound",
      "The specified backup policy could not be found in the vault.",
    );
  }
  if (textAt(policy.properties, "backupManagementType") !== "AzureIaasVM") {
    throw badProtectionRequest();
  }
  return policy;
}

function newItem(vault: VaultRecord, key: string, vmId: string, vmName: string): ItemRecord {
  return {
    id: itemId(vault.id, key),
    vaultId: vault.id,
    vmId,
    vmName,
    key,
    policyName: "",
    configured: false,
    state: "IRPending",
    lastBackupStatus: "",
    lastBackupTime: undefined,
    trouble: undefined,
    softDeletedAt: undefined,
    diskExclusion: undefined,
    points: [],
  };
}

function remove(call: Call): Answer {
  const vault = vaultOf(call);
  const item = findItem(call);
  if (item === undefined) {
    return { status: 204 };
  }
  refuseWhileBusy(call, item.id);
  if (item.softDeletedAt !== undefined) {
    // Its time does not begin anew; to delete it for good, it is undeleted first.
    throw softDeleted();
  }
  refuseDeletion(vault, item);
  requireUnlocked(call, vault, "deleteItem", item.id);
  const job = startChange(
    call,
    item,
    "DeleteBackupData",
    { kind: "delete" },
    {
      "Number of Recovery Points": String(item.points.length),
    },
  );
  const operation = startOperation(call, vault.id, { lasts: job.lasts * call.settings.speed, jobName: job.name });
  return {
    status: 202,
    headers: pollHeaders(
      call,
      `${vault.id}/backupOperations/${operation.name}`,
      `${vault.id}/backupOperationResults/${operation.name}`,
    ),
  };
}

function backUp(call: Call): Answer {
  const vault = vaultOf(call);
  const item = itemOf(call);
  if (item.state === "ProtectionStopped" || item.state === "BackupsSuspended") {
    throw new ArmFault(
      400,
      "BMSUserErrorConflictingProtectionOperation",
      "Backup cannot be triggered: protection of the selected item is stopped.",
    );
  }
  refuseWhileBusy(call, item.id);
  const expiry = textAt(call.body, "properties", "recoveryPointExpiryTimeInUTC");
  const until = expiry === undefined ? call.now + 30 * 86_400_000 : Date.parse(expiry);
  if (Number.isNaN(until)) {
    throw new ArmFault(400, "BMSUserErrorInvalidInput", "The expiry time of the recovery point is not a time.");
  }
  // Azure's code for it is not documented.
  if (until <= call.now) {
    throw new ArmFault(400, "BMSUserErrorInvalidInput", "The expiry time of the recovery point must be in the future.");
  }
  const job = startBackup(call, item, until);
  return accepted(call, vault, job, Math.min(acceptanceLasts / call.settings.speed, job.lasts));
}
