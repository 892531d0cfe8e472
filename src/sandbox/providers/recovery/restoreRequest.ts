import type { Call } from "../../http/call";
import { isJsonObject, listAt, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { findRegion } from "../../estate/regions";
import { partsOf } from "../../state/ids";
import { endOf } from "../../state/jobs/jobProgress";
import type { ItemRecord, RecoveryPointRecord, RestorePlan, VaultRecord } from "../../state/records";

/** Why a restore would not work, in the shape of Azure's validation results. */
export interface RestoreProblem {
  readonly code: string;
  readonly message: string;
  readonly recommendations: readonly string[];
}

/** A restore that was read: what it would make, and what speaks against it. */
export interface ReadRestore {
  readonly plan: RestorePlan;
  readonly problems: readonly RestoreProblem[];
}

const requestTypes = ["IaasVMRestoreRequest", "IaasVMRestoreWithRehydrationRequest"];
const types = ["RestoreDisks", "AlternateLocation", "OriginalLocation"] as const;

/** A request for a restore, with all that it is held against. */
export interface RestoreReading {
  readonly call: Call;
  readonly vault: VaultRecord;
  readonly item: ItemRecord;
  readonly point: RecoveryPointRecord;
  readonly request: JsonObject;
  /** Where the restore is to be made: the region of the vault, or its pair. */
  readonly region: string;
}

/**
 * Reads `IaasVMRestoreRequest`. Storage accounts, networks and groups are held against the request only where the sandbox
 * knows them: a resource that it does not emulate is taken on trust.
 */
export function readRestore(reading: RestoreReading): ReadRestore {
  const type = types.find((each) => each === textAt(reading.request, "recoveryType"));
  const problems = [
    ...shapeProblems(reading, type),
    ...deletionProblems(reading),
    ...placeProblems(reading),
    ...tierProblems(reading),
    ...diskProblems(reading, type),
    ...keyProblems(reading),
    ...accessProblems(reading),
    ...(type === "AlternateLocation" ? machineProblems(reading) : []),
    ...(type === "OriginalLocation" ? originalProblems(reading) : []),
  ];
  return { plan: planOf(reading, type ?? "RestoreDisks"), problems };
}

function planOf({ call, item, point, request, region }: RestoreReading, type: RestorePlan["type"]): RestorePlan {
  const vmGroup = item.vmId.split("/providers/")[0] ?? "";
  const target = nonEmpty(textAt(request, "targetResourceGroupId"));
  const zones = listAt(request, "zones").filter(
    (zone): zone is string => typeof zone === "string" && zone !== "NoZone",
  );
  const luns = request["restoreDiskLunList"];
  const source = call.estate.resources.get(item.vmId);
  return {
    type,
    diskGroupId: type === "OriginalLocation" ? vmGroup : target,
    region: findRegion(textAt(request, "region") ?? "")?.name ?? region,
    // Disks that replace others stay in the zone of their machine.
    zones: type === "OriginalLocation" ? listAt(source, "zones").map(String) : zones,
    luns: keptLuns(point, isList(luns) ? luns.filter((lun): lun is number => typeof lun === "number") : undefined),
    newVmId: type === "AlternateLocation" ? nonEmpty(textAt(request, "targetVirtualMachineId")) : undefined,
    subnetId: nonEmpty(textAt(request, "subnetId")),
    encryptionSetId: nonEmpty(textAt(request, "diskEncryptionSetId")),
    diskAccess: diskAccessOf(request),
  };
}

function diskAccessOf(request: JsonObject): RestorePlan["diskAccess"] {
  const settings = objectAt(request, "targetDiskNetworkAccessSettings");
  const id = nonEmpty(textAt(settings, "targetDiskAccessId"));
  const way = textAt(settings, "targetDiskNetworkAccessOption");
  if (way === "SameAsOnSourceDisks") {
    return "same";
  }
  return way === "EnablePrivateAccessForAllDisks" && id !== undefined ? { id } : undefined;
}

/** "Encrypt backup data by using customer-managed keys" (Microsoft Learn, 2024-06-12): sets are for such vaults only. */
function keyProblems({ call, vault, request, region }: RestoreReading): readonly RestoreProblem[] {
  const id = nonEmpty(textAt(request, "diskEncryptionSetId"));
  if (id === undefined) {
    return [];
  }
  if (vault.encryption === undefined) {
    return [input("A disk encryption set is taken only of a vault with a customer-managed key.")];
  }
  const location = call.estate.resources.get(id)?.location;
  return location === undefined || location === region
    ? []
    : [input(`The disk encryption set must be in the region of the restore, '${region}'.`)];
}

/** How the disks are reached. What the service's own command line refuses (azure-cli 2.65, 2024), the service does. */
function accessProblems({ vault, request, region }: RestoreReading): readonly RestoreProblem[] {
  const way = textAt(request, "targetDiskNetworkAccessSettings", "targetDiskNetworkAccessOption");
  const id = nonEmpty(textAt(request, "targetDiskNetworkAccessSettings", "targetDiskAccessId"));
  if (way === "SameAsOnSourceDisks" && region !== vault.location) {
    return [input("In the secondary region, disks cannot be reached as those of the source.")];
  }
  return way === "EnablePrivateAccessForAllDisks" && id === undefined
    ? [input("Private access to the disks needs the id of a disk access.")]
    : [];
}

/** The LUNs that are wanted, of those that the recovery point holds. */
function keptLuns(
  { disks }: RecoveryPointRecord,
  wanted: readonly number[] | undefined,
): readonly number[] | undefined {
  const held = disks?.included.map(({ lun }) => lun);
  return held === undefined ? wanted : (wanted ?? held).filter((lun) => held.includes(lun));
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function problem(code: string, message: string, recommendation: string): RestoreProblem {
  return { code, message, recommendations: [recommendation] };
}

function input(message: string): RestoreProblem {
  return problem("BMSUserErrorInvalidInput", message, "Correct the request and try again.");
}

function shapeProblems({ item, point, request }: RestoreReading, type: string | undefined): readonly RestoreProblem[] {
  const found: RestoreProblem[] = [];
  if (!requestTypes.includes(textAt(request, "objectType") ?? "")) {
    found.push(input("The type of the restore request is not supported for virtual machines."));
  }
  if (type === undefined) {
    found.push(input(`The recovery type '${textAt(request, "recoveryType") ?? ""}' is not supported.`));
  }
  if ((textAt(request, "recoveryPointId") ?? point.name) !== point.name) {
    found.push(input("The recovery point of the request is not the one that its address names."));
  }
  if ((textAt(request, "sourceResourceId") ?? "").toLowerCase() !== item.vmId.toLowerCase()) {
    found.push(input("The source of the request is not the virtual machine that the item protects."));
  }
  return found;
}

/** The staging account: a restore with the vault's identity names it among the details of the identity. */
export function stagingAccountId(request: JsonObject): string {
  return (
    nonEmpty(textAt(request, "storageAccountId")) ??
    textAt(request, "identityBasedRestoreDetails", "targetStorageAccountId") ??
    ""
  );
}

/** Region, staging account and target group must fit together. */
function placeProblems(reading: RestoreReading): readonly RestoreProblem[] {
  const { call, vault, request, region } = reading;
  const found: RestoreProblem[] = [];
  const where = region === vault.location ? "the vault" : "its pair";
  if (findRegion(textAt(request, "region") ?? "")?.name !== region) {
    found.push(input(`The region of the restore must be that of ${where}, '${region}'.`));
  }
  const accountId = stagingAccountId(request);
  const account = call.estate.resources.get(accountId);
  if (isJsonObject(request["identityInfo"]) && vault.identity === undefined) {
    found.push(input("The vault has no managed identity that could reach the staging storage account."));
  }
  if (partsOf(accountId)?.type.toLowerCase().endsWith("/storageaccounts") !== true) {
    found.push(input("A restore needs a staging storage account."));
  } else if (account !== undefined && account.location !== region) {
    found.push(input(`The staging storage account must be in the region of ${where}, '${region}'.`));
  }
  return [...found, ...groupProblems(reading)];
}

/** The target group must be there, and in a subscription that the vault allows. */
function groupProblems({ call, vault, request }: RestoreReading): readonly RestoreProblem[] {
  const found: RestoreProblem[] = [];
  const groupId = textAt(request, "targetResourceGroupId") ?? "";
  if (isElsewhere(groupId, vault) && (vault.crossSubscriptionRestore ?? "Enabled") !== "Enabled") {
    found.push(input("The vault does not allow restores to another subscription."));
  }
  if (groupId !== "" && call.estate.groups.get(groupId) === undefined) {
    found.push(
      problem(
        "UserErrorTargetResourceGroupNotFound",
        `The target resource group '${groupId.split("/").at(-1) ?? ""}' could not be found.`,
        "Create the resource group, or choose another one.",
      ),
    );
  }
  return found;
}

/** Whether a resource group is of another subscription than the vault. */
function isElsewhere(groupId: string, { subscriptionId }: VaultRecord): boolean {
  return groupId !== "" && groupId.split("/")[2]?.toLowerCase() !== subscriptionId.toLowerCase();
}

/** "Soft delete for virtual machines" (Microsoft Learn, 24 September 2025). Azure's code is not documented. */
function deletionProblems({ item }: RestoreReading): readonly RestoreProblem[] {
  return item.softDeletedAt === undefined
    ? []
    : [
        problem(
          "BMSUserErrorConflictingProtectionOperation",
          "The item is in soft deleted state. Undelete it first.",
          "Undelete the item, then restore it.",
        ),
      ];
}

function tierProblems({ call, point, request }: RestoreReading): readonly RestoreProblem[] {
  const archived = point.archivedAt !== undefined && !((point.rehydratedUntil ?? 0) > call.now);
  const rehydrates = isJsonObject(request["recoveryPointRehydrationInfo"]);
  return archived && !rehydrates
    ? [
        problem(
          "UserErrorRecoveryPointInArchiveTier",
          "The recovery point is in the archive tier and must be rehydrated before it can be restored.",
          "Ask for a restore with rehydration.",
        ),
      ]
    : [];
}

/**
 * Where disks were selected for the backup, only disks can be restored ("Selective disk backup and restore for Azure virtual
 * machines", Microsoft Learn, 2026: selective disk restore, limitations). Azure's code for it is not documented.
 */
function diskProblems({ point }: RestoreReading, type: string | undefined): readonly RestoreProblem[] {
  return point.disks === undefined || type === "RestoreDisks"
    ? []
    : [
        problem(
          "UserErrorRestoreOptionNotSupportedForSelectedDisks",
          "The recovery point holds selected disks only: a virtual machine cannot be created from it, and no disks replaced.",
          "Restore its disks, and attach them.",
        ),
      ];
}

function machineProblems(reading: RestoreReading): readonly RestoreProblem[] {
  const { request } = reading;
  const { estate } = reading.call;
  const found: RestoreProblem[] = [];
  const target = textAt(request, "targetVirtualMachineId") ?? "";
  if (partsOf(target)?.type.toLowerCase() !== "microsoft.compute/virtualmachines") {
    found.push(input("A restore to an alternate location needs the id of the virtual machine to create."));
  } else if (estate.resources.get(target) !== undefined || isBeingRestored(reading.call, target)) {
    found.push(
      problem(
        "UserErrorVmAlreadyExists",
        `A virtual machine named '${partsOf(target)?.name ?? ""}' exists in the target resource group.`,
        "Choose another name for the virtual machine.",
      ),
    );
  }
  if ((textAt(request, "targetResourceGroupId") ?? "") === "") {
    found.push(input("A restore to an alternate location needs a target resource group."));
  }
  return [...found, ...networkProblems(reading)];
}

/** Whether another restore is making the VM of an id: of two, one would find the name taken at its end. */
function isBeingRestored({ estate, now }: Call, vmId: string): boolean {
  return estate.jobs.own.some(
    (job) =>
      endOf(job) > now &&
      job.cancelledAt === undefined &&
      job.effect.kind === "restore" &&
      job.effect.plan.newVmId?.toLowerCase() === vmId.toLowerCase(),
  );
}

/** "Restore VMs by using the Azure portal" (Microsoft Learn, 2026): disks of a VM that is gone cannot be replaced. */
function originalProblems({ call, item }: RestoreReading): readonly RestoreProblem[] {
  return call.estate.resources.get(item.vmId) === undefined
    ? [input(`The virtual machine '${item.vmName}' does not exist any more: its disks cannot be replaced.`)]
    : [];
}

function networkProblems({ call, request, region }: RestoreReading): readonly RestoreProblem[] {
  const subnetId = textAt(request, "subnetId") ?? "";
  const network = call.estate.resources.get(
    textAt(request, "virtualNetworkId") ?? subnetId.split("/subnets/")[0] ?? "",
  );
  if (subnetId === "") {
    return [input("A restore to an alternate location needs a subnet.")];
  }
  if (network !== undefined && network.location !== region) {
    return [input(`The virtual network must be in the region of the restore, '${region}'.`)];
  }
  if (network !== undefined && !hasSubnet(network, subnetId)) {
    return [input(`The virtual network has no subnet '${subnetId.split("/").at(-1) ?? ""}'.`)];
  }
  return [];
}

function hasSubnet(network: JsonObject, subnetId: string): boolean {
  return listAt(network, "properties", "subnets").some(
    (subnet) => textAt(subnet, "id")?.toLowerCase() === subnetId.toLowerCase(),
  );
}
