/** What a restore makes: a VM, disks in a resource group, or other disks under a VM. */
export interface JobResult {
  readonly kind: "vm" | "disks" | "replaced";
  /** Of the VM, or of the resource group. */
  readonly resourceId: string;
}

/** A job whose end the user wants to hear of. */
export interface FollowedJob {
  readonly vaultId: string;
  readonly jobName: string;
  /** The paired region, for a job that runs there. */
  readonly region?: string | undefined;
  readonly vmName: string;
  /** The VM, for trying again and for refreshing views. */
  readonly vmId?: string | undefined;
  /** Where the message at the end leads to. */
  readonly result?: JobResult | undefined;
}

/** True of what can be followed after a reload of the window. */
export function isFollowedJob(value: unknown): value is FollowedJob {
  return isFollowable(value) && "jobName" in value && typeof value.jobName === "string";
}

/** True of what is known of a job before it has its name. */
export function isFollowable(value: unknown): value is Omit<FollowedJob, "jobName"> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { vaultId, region, vmName, vmId, result }: Partial<Record<keyof FollowedJob, unknown>> = value;
  return (
    [vaultId, vmName].every((text) => typeof text === "string") &&
    [region, vmId].every((text) => text === undefined || typeof text === "string") &&
    (result === undefined || isJobResult(result))
  );
}

function isJobResult(value: unknown): value is JobResult {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    (value.kind === "vm" || value.kind === "disks" || value.kind === "replaced") &&
    "resourceId" in value &&
    typeof value.resourceId === "string"
  );
}
