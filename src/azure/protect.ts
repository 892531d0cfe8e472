import * as l10n from "@vscode/l10n";
import type { ProtectedItemResource } from "@azure/arm-recoveryservicesbackup";
import type { Arm } from "./armPipeline";
import { AzureError } from "./azureError";
import { reportProgress } from "./call";
import { makeDiscoverable } from "./discovery";
import { findProtection } from "./findProtection";
import { normalLocation, parseResourceId, sameId, vaultIdOf } from "./ids";
import { itemNamesOf } from "./itemNames";
import type { ItemNames } from "./itemNames";
import { getJob, hasEnded } from "./jobs";
import { booleanAt, listAt, textAt, valueAt } from "./jsonRead";
import { acceptedFrom, failureKind, OperationFailed, waitForOperation } from "./longRunning";
import type { Accepted } from "./longRunning";
import type { BackupJob } from "./models";
import { getProtectedItem } from "./protectedItems";
import { protectionStateOf } from "./protectionState";
import { startJob } from "./startJob";
import { getVault } from "./vaults";

/** Seconds between two looks at a job that outlives its operation. */
const jobPause = 5;

type ItemProperties = ProtectedItemResource["properties"] & object;

interface Plan {
  readonly vmId: string;
  readonly vaultId: string;
  readonly policyId: string;
  readonly itemId: string;
  readonly names: ItemNames;
}

/**
 * Protects a VM with a policy of a vault, from whatever state it is in: new, stopped, soft-deleted, or protected with
 * another policy. Nothing is sent when it is protected that way already. Cancelling stops the waiting only.
 * Needs `…/protectedItems/write` in the vault and `Microsoft.Compute/virtualMachines/write` on the VM.
 * @returns the name of the ConfigureBackup job
 * @throws AzureError `conflict` when another vault has the VM, `invalid` when the vault is in another region
 */
export async function protect(
  arm: Arm,
  vmId: string,
  policyId: string,
): Promise<{ readonly jobName: string | undefined }> {
  const vaultId = vaultIdOf(policyId);
  const names = itemNamesOf(vmId);
  const itemId = `${vaultId}/backupFabrics/Azure/protectionContainers/${names.container}/protectedItems/${names.item}`;
  const plan = { vmId, vaultId, policyId, itemId, names };
  await refuseOtherRegion(arm, plan);
  const item = await getProtectedItem(arm, itemId);
  const properties = valueAt(item, "properties");
  if (item === undefined) {
    await makeDiscoverable(arm, vaultId, vmId);
    return configure(arm, plan, undefined);
  }
  const state = protectionStateOf(properties).kind;
  if (state === "protected" && sameId(textAt(properties, "policyId"), policyId)) {
    return { jobName: undefined };
  }
  if (state === "softDeleted") {
    await undelete(arm, plan);
  }
  return configure(arm, plan, properties);
}

/** A vault protects VMs of its own region only, and a VM has one vault. Azure tells both late, in a failed job. */
async function refuseOtherRegion(arm: Arm, { vmId, vaultId }: Plan): Promise<void> {
  const vm = parseResourceId(vmId);
  const [machine, vault] = await Promise.all([
    arm.compute(vm.subscriptionId).virtualMachines.get(vm.resourceGroup, vm.name),
    getVault(arm, vaultId),
  ]);
  const location = normalLocation(machine.location);
  if (location !== vault.location) {
    throw new AzureError(
      l10n.t(
        "The VM '{0}' is in '{1}' and the vault '{2}' in '{3}': a vault protects VMs of its own region only.",
        vm.name,
        location,
        vault.name,
        vault.location,
      ),
      { kind: "invalid", code: "VmInAnotherRegion" },
    );
  }
  const { vaultId: other } = await findProtection(arm, vmId, location);
  if (other !== undefined && !sameId(other, vaultId)) {
    throw new AzureError(
      l10n.t("The VM '{0}' is protected by the vault '{1}' already.", vm.name, parseResourceId(other).name),
      { kind: "conflict", code: "VirtualMachineAlreadyProtected" },
    );
  }
}

/** PUT of the protected item: new protection, another policy and resuming are the same request. */
async function configure(arm: Arm, plan: Plan, before: unknown): Promise<{ readonly jobName: string | undefined }> {
  const jobName = await putItem(arm, plan, "ConfigureBackup", {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    sourceResourceId: plan.vmId,
    policyId: plan.policyId,
    ...keptExclusions(before),
  });
  return { jobName };
}

/** PUT with `isRehydrate`: a soft-deleted item comes back stopped, with its recovery points. */
async function undelete(arm: Arm, plan: Plan): Promise<void> {
  await putItem(arm, plan, "Undelete", {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    sourceResourceId: plan.vmId,
    policyId: "",
    protectionState: "ProtectionStopped",
    isRehydrate: true,
  });
}

/** Disks that were left out stay out. */
function keptExclusions(before: unknown) {
  const exclusion = valueAt(before, "extendedProperties", "diskExclusionProperties");
  if (exclusion === undefined) {
    return {};
  }
  const diskLunList = listAt(exclusion, "diskLunList").filter((lun) => typeof lun === "number");
  const isInclusionList = booleanAt(exclusion, "isInclusionList") === true;
  return { extendedProperties: { diskExclusionProperties: { diskLunList, isInclusionList } } };
}

/** Sends the PUT and waits for its operation and its job. */
async function putItem(
  arm: Arm,
  plan: Plan,
  operation: string,
  properties: ItemProperties,
): Promise<string | undefined> {
  // Also when the waiting is cancelled, or fails: whatever becomes of it, the graph does not know.
  arm.recent.note(plan.vmId);
  const started = await startJob(arm, plan.itemId, operation, () => sendItem(arm, plan, properties));
  const jobName = "jobName" in started ? started.jobName : await waitForAccepted(arm, plan.vaultId, started.accepted);
  if (jobName !== undefined) {
    await waitForJob(arm, plan.vaultId, jobName);
  }
  return jobName;
}

/** The SDK's call resolves at 202 with nothing. */
async function sendItem(arm: Arm, { vaultId, names }: Plan, properties: ItemProperties): Promise<Accepted> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  let accepted = acceptedFrom(() => undefined);
  await arm
    .backup(subscriptionId)
    .protectedItems.createOrUpdate(
      name,
      resourceGroup,
      "Azure",
      names.container,
      names.item,
      { properties },
      { onResponse: (raw) => (accepted = acceptedFrom((header) => raw.headers.get(header))) },
    );
  return accepted;
}

/** The operation of a configuration lasts as long as its job; when it fails, the job knows better why. */
async function waitForAccepted(arm: Arm, vaultId: string, accepted: Accepted): Promise<string | undefined> {
  try {
    const { jobId } = await waitForOperation(arm, parseResourceId(vaultId).subscriptionId, accepted);
    return jobId;
  } catch (error) {
    if (!(error instanceof OperationFailed) || error.jobId === undefined) {
      throw error;
    }
    throw jobError(await getJob(arm, vaultId, error.jobId)) ?? error;
  }
}

async function waitForJob(arm: Arm, vaultId: string, jobName: string): Promise<void> {
  let job = await getJob(arm, vaultId, jobName);
  while (job !== undefined && !hasEnded(job)) {
    reportProgress({ kind: "working", percent: job.percent });
    await arm.sleep(jobPause);
    job = await getJob(arm, vaultId, jobName);
  }
  const failure = jobError(job);
  if (failure !== undefined) {
    throw failure;
  }
}

/** The error of a job that did not do what it was for; undefined for a good end. */
function jobError(job: BackupJob | undefined): AzureError | undefined {
  if (job === undefined || (job.status !== "Failed" && job.status !== "Cancelled")) {
    return undefined;
  }
  const [error] = job.errors;
  if (job.status === "Cancelled") {
    return new AzureError(l10n.t("The job was cancelled."), { kind: "conflict", code: error?.code });
  }
  return new AzureError(error?.message ?? l10n.t("The job failed and does not say why."), {
    kind: failureKind(`${error?.code ?? ""} ${error?.message ?? ""}`),
    code: error?.code,
  });
}
