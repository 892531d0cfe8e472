import * as vscode from "vscode";
import type { BackupJob, JobStatus } from "../../azure/models";
import type { ExplorerNode, JobNode } from "./explorerNode";
import { localTime } from "./localTime";

/** A job of a vault. */
export function jobNode(parent: ExplorerNode, job: BackupJob): JobNode {
  const t = vscode.l10n.t;
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
        [t("Job"), operationWord(job.operation)],
        [t("Virtual machine"), job.vmName],
        [t("Status"), `${status}${percent}`],
        [t("Started"), started],
        ...(job.endTime === undefined ? [] : [[t("Ended"), localTime(job.endTime)] as const]),
        ...job.errors.map((error) => ["", `${error.message} (${error.code})`] as const),
      ],
      context: "job",
      spoken: [operationWord(job.operation), job.vmName, `${status}${percent}`, t("started {0}", started)].join(", "),
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
  const t = vscode.l10n.t;
  switch (status) {
    case "InProgress":
      return t("In progress");
    case "Completed":
      return t("Completed");
    case "CompletedWithWarnings":
      return t("Completed with warnings");
    case "Failed":
      return t("Failed");
    case "Cancelling":
      return t("Cancelling");
    case "Cancelled":
      return t("Cancelled");
  }
}

/** Azure's names of operations, for those that everybody meets; others are shown as Azure spells them. */
function operationWord(operation: string): string {
  const t = vscode.l10n.t;
  switch (operation) {
    case "Backup":
      return t("Backup");
    case "Restore":
      return t("Restore");
    case "ConfigureBackup":
      return t("Configure backup");
    case "DisableBackup":
      return t("Stop backup");
    case "DeleteBackupData":
      return t("Delete backup data");
    default:
      return operation;
  }
}
