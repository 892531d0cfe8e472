import { at, listAt, objectAt, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { policyOf } from "./archiveTier";
import type { Estate } from "../estate";
import { pointDisksOf } from "./pointDisks";
import { isCrashConsistentOnly, obstacleOf } from "./protectability";
import type {
  BackupTrouble,
  GuestRecord,
  ItemRecord,
  PolicyRecord,
  PointDisks,
  RecoveryPointRecord,
  ResourceRecord,
} from "../records";
import { troubles } from "./troubles";

const dayLasts = 86_400_000;

/** How a backup of an item would go at a moment: what its policy wants, and what its VM and that which runs in it allow. */
export interface Outlook {
  readonly policy: PolicyRecord | undefined;
  /** Why it would fail. */
  readonly trouble: BackupTrouble | undefined;
  readonly consistency: RecoveryPointRecord["consistency"];
  /** Set where disks were selected. */
  readonly disks: PointDisks | undefined;
  /** What it would move. */
  readonly sizeMB: number;
}

/** Decides how a backup of an item goes, on demand or by the schedule, from the estate as it is now. */
export function outlookOf(
  estate: Estate,
  item: Pick<ItemRecord, "vaultId" | "vmId" | "policyName" | "diskExclusion">,
): Outlook {
  const guest = estate.guests.get(item.vmId);
  const vm = estate.resources.get(item.vmId);
  const policy = policyOf(estate, item);
  // A VM may have become unfit after it was protected: Write Accelerator turned on, one disk too many.
  const obstacle =
    vm === undefined || policy === undefined
      ? troubles.notDesirableState
      : obstacleOf(estate, vm, policy, item.diskExclusion);
  const crashOnly = policy !== undefined && isCrashConsistentOnly(policy);
  return {
    policy,
    trouble: obstacle ?? backupTrouble(vm, guest, crashOnly),
    consistency: crashOnly ? "CrashConsistent" : consistencyOf(estate, item.vmId, guest),
    disks: pointDisksOf(estate, item),
    sizeMB: sizeOf(estate, item.vmId),
  };
}

/** The recovery point of a backup that goes as an outlook says. */
export function newPoint(
  { policy, consistency, disks }: Outlook,
  own: Pick<RecoveryPointRecord, "name" | "time" | "vaultedAt">,
): RecoveryPointRecord {
  return {
    ...own,
    consistency,
    snapshotUntil: own.time + instantDaysOf(policy?.properties) * dayLasts,
    policyType: textAt(policy?.properties, "policyType") === "V2" ? "V2" : "V1",
    ...(disks === undefined ? {} : { disks }),
  };
}

/**
 * Why a backup of a VM will fail, given what runs in it. A VM that is shut down needs no agent.
 * @param crashOnly for a crash-consistent snapshot, which asks nothing of what runs in the VM
 */
function backupTrouble(
  vm: ResourceRecord | undefined,
  guest: GuestRecord | undefined,
  crashOnly: boolean,
): BackupTrouble | undefined {
  if (guest === undefined || guest.power === "starting") {
    return troubles.notDesirableState;
  }
  if (guest.power !== "running" || crashOnly) {
    return undefined;
  }
  if (guest.agent !== "ready" && guest.agent !== "starting") {
    return troubles.agentUnavailable;
  }
  if (at(vm, "properties", "osProfile", "allowExtensionOperations") === false) {
    return troubles.extensionsForbidden;
  }
  return guest.trouble === undefined ? undefined : troubles[guest.trouble];
}

/** Running Windows: VSS; running Linux: file system freeze; shut down: as after a power cut. */
function consistencyOf(
  estate: Estate,
  vmId: string,
  guest: GuestRecord | undefined,
): RecoveryPointRecord["consistency"] {
  if (guest?.power !== "running") {
    return "CrashConsistent";
  }
  return textAt(estate.resources.get(vmId), "properties", "storageProfile", "osDisk", "osType") === "Windows"
    ? "AppConsistent"
    : "FileSystemConsistent";
}

/** Days that a snapshot stays next to the VM: "instant restore". */
function instantDaysOf(policy: JsonObject | undefined): number {
  const days = policy?.["instantRpRetentionRangeInDays"];
  return typeof days === "number" ? days : 2;
}

/** MB that a backup moves: a ninth of what the disks could hold. */
function sizeOf(estate: Estate, vmId: string): number {
  const storage = objectAt(estate.resources.get(vmId), "properties", "storageProfile");
  const sizes = [storage["osDisk"], ...listAt(storage, "dataDisks")].map((disk) => objectAt(disk)["diskSizeGB"]);
  const total = sizes.reduce<number>((sum, size) => sum + (typeof size === "number" ? size : 32), 0);
  return Math.round((total * 1024) / 9);
}
