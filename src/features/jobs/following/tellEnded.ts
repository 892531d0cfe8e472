import * as vscode from "vscode";
import type { BackupJob } from "../../../azure/models";
import type { FollowedJob, JobResult } from "./followedJobs";
import { operationText } from "../../../wording/jobText";
import { resourceNameOf } from "../../../host/resources/resourceId";
import { jobDuration } from "../jobText";

interface Button {
  readonly title: string;
  readonly command: string;
  readonly argument: unknown;
}

/** The command that starts such a job again; a restore is known by what it was to make. */
function retryCommand(operation: string, result: JobResult | undefined): string | undefined {
  switch (operation) {
    case "Backup":
      return "azureVmBackup.backUpNow";
    case "ConfigureBackup":
      return "azureVmBackup.protectVm";
    case "Restore":
    case "CrossRegionRestore":
      return result === undefined ? undefined : restoreCommands[result.kind];
    default:
      return undefined;
  }
}

const restoreCommands = {
  vm: "azureVmBackup.restoreToNewVm",
  disks: "azureVmBackup.restoreDisks",
  replaced: "azureVmBackup.replaceDisks",
} as const satisfies Record<JobResult["kind"], string>;

function retryButton(job: BackupJob, followed: FollowedJob): readonly Button[] {
  const command = retryCommand(job.operation, followed.result);
  return command === undefined || followed.vmId === undefined
    ? []
    : [{ title: vscode.l10n.t("Retry"), command, argument: { resourceId: followed.vmId } }];
}

/** Leads to what a restore has made: a new VM has no backups yet; the sandbox has no portal. */
function resultButtons({ result }: FollowedJob, hasPortal: boolean): readonly Button[] {
  if (result === undefined) {
    return [];
  }
  const argument = { resourceId: result.resourceId };
  return [
    ...(result.kind === "vm"
      ? [{ title: vscode.l10n.t("Protect VM"), command: "azureVmBackup.protectVm", argument }]
      : []),
    ...(hasPortal ? [{ title: vscode.l10n.t("Open in Portal"), command: "azureVmBackup.openInPortal", argument }] : []),
  ];
}

/** What a restore that went well has made. */
function resultSentence(name: string, { kind, resourceId }: JobResult): string {
  switch (kind) {
    case "vm":
      return vscode.l10n.t("The VM {0} is restored from the backup of {1}.", resourceNameOf(resourceId), name);
    case "disks":
      return vscode.l10n.t(
        "The disks of {0} are restored into the resource group {1}.",
        name,
        resourceNameOf(resourceId),
      );
    case "replaced":
      return vscode.l10n.t("The disks of {0} are replaced with those of the recovery point.", name);
  }
}

function show(job: BackupJob, sentence: string, buttons: readonly string[]): Thenable<string | undefined> {
  switch (job.status) {
    case "Failed":
      return vscode.window.showErrorMessage(sentence, ...buttons);
    case "CompletedWithWarnings":
      return vscode.window.showWarningMessage(sentence, ...buttons);
    case "Completed":
    case "Cancelled":
    case "Cancelling":
    case "InProgress":
      return vscode.window.showInformationMessage(sentence, ...buttons);
  }
}

/** What to say when a followed job has ended: one sentence, with the first error of one that has not gone well. */
function endSentence(job: BackupJob, followed: FollowedJob, now: number): string {
  const t = vscode.l10n.t;
  const name = job.vmName === "" ? followed.vmName : job.vmName;
  const operation = operationText(job.operation);
  const reason = job.errors[0]?.message;
  switch (job.status) {
    case "Failed":
      return reason === undefined
        ? t("{0} of {1} failed.", operation, name)
        : t("{0} of {1} failed: {2}", operation, name, reason);
    case "CompletedWithWarnings":
      return reason === undefined
        ? t("{0} of {1} completed with warnings.", operation, name)
        : t("{0} of {1} completed with warnings: {2}", operation, name, reason);
    case "Cancelled":
      return t("{0} of {1} was cancelled.", operation, name);
    case "Completed":
      return followed.result === undefined
        ? t("{0} of {1} completed in {2}.", operation, name, jobDuration(job, now))
        : resultSentence(name, followed.result);
    case "Cancelling":
    case "InProgress":
      return t("{0} of {1} completed in {2}.", operation, name, jobDuration(job, now));
  }
}

/**
 * Tells the user that a followed job has ended, with the buttons that help. Resolves when the message is closed.
 * @param hasPortal false for the sandbox, whose resources no portal shows
 */
export async function tellEnded(
  job: BackupJob,
  followed: FollowedJob,
  now: number,
  execute: (command: string, argument: unknown) => unknown,
  hasPortal = true,
): Promise<void> {
  const buttons: readonly Button[] = [
    ...(job.status === "Failed" ? retryButton(job, followed) : []),
    ...(job.status === "Completed" || job.status === "CompletedWithWarnings" ? resultButtons(followed, hasPortal) : []),
    {
      title: vscode.l10n.t("Show Job"),
      command: "azureVmBackup.showJob",
      argument: { vaultId: followed.vaultId, jobName: followed.jobName, region: followed.region },
    },
  ];
  const chosen = await show(
    job,
    endSentence(job, followed, now),
    buttons.map((button) => button.title),
  );
  const button = buttons.find((one) => one.title === chosen);
  if (button !== undefined) {
    await execute(button.command, button.argument);
  }
}
