import { randomUUID } from "node:crypto";
import type { Call } from "../../http/call";
import { partsOf } from "../ids";
import type { ItemRecord, JobRecord, RecoveryPointRecord, RestorePlan, TaskPlan } from "../records";
import { remember } from "./startJob";

/** Milliseconds at speed 1. */
const fromSnapshotLasts = 6000;
const fromVaultLasts = 12_000;
const machineLasts = 5000;
const archiveLasts = 8000;

const jobTypes = {
  RestoreDisks: "Recover disks",
  AlternateLocation: "Recover VM to an alternate location",
  OriginalLocation: "Replace disks",
} as const satisfies Record<RestorePlan["type"], string>;

/** Starts a restore. From a snapshot it is faster than from the vault; what it makes appears when the job is done. */
export function startRestore(
  call: Call,
  item: ItemRecord,
  point: RecoveryPointRecord,
  plan: RestorePlan,
  storageAccountId: string,
): JobRecord {
  const speed = call.settings.speed;
  const transfer = call.now < point.snapshotUntil ? fromSnapshotLasts : fromVaultLasts;
  const second =
    plan.type === "AlternateLocation"
      ? "Create the restored virtual machine"
      : plan.type === "OriginalLocation"
        ? "Update the virtual machine"
        : undefined;
  const tasks: readonly TaskPlan[] = [
    { name: "Transfer data from vault", lasts: transfer / speed },
    ...(second === undefined ? [] : [{ name: second, lasts: machineLasts / speed }]),
  ];
  const account = partsOf(storageAccountId)?.name;
  return remember(call, item, {
    operation: "Restore",
    lasts: tasks.reduce((sum, { lasts }) => sum + lasts, 0),
    tasks,
    failure: undefined,
    warning: undefined,
    bag: {
      "Job Type": jobTypes[plan.type],
      "Target VM Name": targetName(item, plan),
      ...(account === undefined ? {} : { "Target Storage Account Name": account }),
      ...(plan.diskGroupId === undefined ? {} : { "Target resource group": plan.diskGroupId.split("/").at(-1) ?? "" }),
      // The space at the end is Azure's.
      "Recovery point time ": new Date(point.time).toLocaleString("en-US", { timeZone: "UTC" }).replace(",", ""),
    },
    ...(account === undefined || plan.type !== "RestoreDisks" ? {} : { doneBag: blobsOf(item, account) }),
    sizeMB: 0,
    effect: { kind: "restore", plan },
  });
}

function targetName(item: ItemRecord, plan: RestorePlan): string {
  if (plan.type === "OriginalLocation") {
    return item.vmName;
  }
  // Azure writes this placeholder where only disks are restored.
  return (plan.newVmId === undefined ? undefined : partsOf(plan.newVmId)?.name) ?? "vmName";
}

/** The files that a restore of disks leaves in the staging storage account: the VM's settings, and a template. */
function blobsOf(item: ItemRecord, account: string): Readonly<Record<string, string>> {
  const id = randomUUID();
  const container = `${item.vmName.toLowerCase()}-${id.replaceAll("-", "")}`;
  const uri = `https://${account}.blob.core.windows.net/${container}`;
  const config = `config-${item.vmName.toLowerCase()}-${id}.json`;
  return {
    "Config Blob Container Name": container,
    "Config Blob Name": config,
    "Config Blob Uri": `${uri}/${config}`,
    "Template Blob Uri": `${uri}/azuredeploy${id}.json`,
  };
}

/** Starts the move of a recovery point from the vault to the archive tier. */
export function startMove(call: Call, item: ItemRecord, point: RecoveryPointRecord): JobRecord {
  const lasts = archiveLasts / call.settings.speed;
  return remember(call, item, {
    operation: "MoveRecoveryPoint",
    lasts,
    tasks: [{ name: "Move recovery point", lasts }],
    failure: undefined,
    warning: undefined,
    bag: { "VM Name": item.vmName, "Source tier": "HardenedRP", "Target tier": "ArchivedRP" },
    sizeMB: 0,
    effect: { kind: "archive", point: point.name },
  });
}
