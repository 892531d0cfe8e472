import * as vscode from "vscode";
import type { BackupJob, JobStatus } from "../../azure/models";
import type { ExplorerNode, JobNode } from "./explorerNode";
import { localTime } from "../../host/localTime";

/** A job of a vault. */
export function jobNode(parent: ExplorerNode, job: BackupJob): JobNode {
  const look = looks[job.status];
  const status = statusWord(job.status);
  const percent = job.status === "InProgress" && job.percent !== undefined ? ` ${Math.round(job.percent)}%` : "";
  const started = localTime(job.startTime);
  return {
    kind: "job",
    id: job.id.toLowerCase(),
    parent,
    resourceId: job.id,
    job,
    view: {
      label: `${operationWord(job.operation)} · ${job.vmName}`,
      description: `${status}${percent} · ${started}`,
      icon: look.icon,
      color: look.color,
      facts: [
        [vscode.l10n.t("Job"), operationWord(job.operation)],
        [vscode.l10n.t("Virtual machine"), job.vmName],
        [vscode.l10n.t("Status"), `${status}${percent}`],
        [vscode.l10n.t("Started"), started],
        ...(job.endTime === undefined ? [] : [[vscode.l10n.t("Ended"), localTime(job.endTime)] as const]),
        ...job.errors.map((error) => ["", `${error.message} (${error.code})`] as const),
      ],
      context: "job",
      spoken: [
        operationWord(job.operation),
        job.vmName,
        `${status}${percent}`,
        vscode.l10n.t("started {0}", started),
      ].join(", "),
      children: "none",
      onClick: "azureVmBackup.showJob",
    },
  };
}

const looks: Readonly<Record<JobStatus, { readonly icon: string; readonly color?: string }>> = {
  InProgress: { icon: "loading~spin" },
  Completed: { icon: "pass", color: "testing.iconPassed" },
  CompletedWithWarnings: { icon: "warning", color: "list.warningForeground" },
  Failed: { icon: "error", color: "list.errorForeground" },
  Cancelling: { icon: "loading~spin" },
  Cancelled: { icon: "circle-slash" },
};

function statusWord(status: JobStatus): string {
  switch (status) {
    case "InProgress":
      return vscode.l10n.t("In progress");
    case "Completed":
      return vscode.l10n.t("Completed");
    case "CompletedWithWarnings":
      return vscode.l10n.t("Completed with warnings");
    case "Failed":
      return vscode.l10n.t("Failed");
    case "Cancelling":
      return vscode.l10n.t("Cancelling");
    case "Cancelled":
      return vscode.l10n.t("Cancelled");
  }
}

/** Azure's names of operations, for those that everybody meets; others are shown as Azure spells them. */
function operationWord(operation: string): string {
  switch (operation) {
    case "Backup":
      return vscode.l10n.t("Backup");
    case "Restore":
      return vscode.l10n.t("Restore");
    case "ConfigureBackup":
      return vscode.l10n.t("Configure backup");
    case "DisableBackup":
      return vscode.l10n.t("Stop backup");
    case "DeleteBackupData":
      return vscode.l10n.t("Delete backup data");
    default:
      return operation;
  }
}
