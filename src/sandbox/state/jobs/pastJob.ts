import type { ItemRecord, JobRecord } from "../records";

/** The protected item that a job of the past was about. */
export type JobItem = Pick<ItemRecord, "id" | "vaultId" | "vmName" | "key">;

/** A job that ended before the sandbox started: whatever it did to the estate is done. */
export function pastJob(
  item: JobItem,
  own: Pick<JobRecord, "name" | "operation" | "startTime" | "lasts" | "sizeMB"> &
    Partial<Pick<JobRecord, "tasks" | "failure" | "bag">>,
): JobRecord {
  return {
    id: `${item.vaultId}/backupJobs/${own.name}`,
    vaultId: item.vaultId,
    itemId: item.id,
    vmName: item.vmName,
    key: item.key,
    tasks: [],
    failure: undefined,
    warning: undefined,
    cancelledAt: undefined,
    bag: { "VM Name": item.vmName },
    effect: { kind: "none" },
    applied: "all",
    ...own,
  };
}

/** A nightly backup: the snapshot, in which it may have failed, and the way of the data into the vault. */
export function pastBackup(
  item: JobItem,
  own: Pick<JobRecord, "name" | "startTime" | "sizeMB"> & {
    /** Milliseconds. */
    readonly snapshot: number;
    /** Milliseconds. */
    readonly transfer: number;
    readonly trouble: NonNullable<JobRecord["failure"]>["trouble"] | undefined;
  },
): JobRecord {
  const { name, startTime, sizeMB, snapshot, transfer, trouble } = own;
  return pastJob(item, {
    name,
    startTime,
    sizeMB,
    operation: "Backup",
    lasts: trouble === undefined ? snapshot + transfer : snapshot,
    tasks: [
      { name: "Take Snapshot", lasts: snapshot },
      { name: "Transfer data to vault", lasts: transfer },
    ],
    failure: trouble === undefined ? undefined : { task: 0, trouble },
  });
}
