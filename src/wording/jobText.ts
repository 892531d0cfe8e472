import * as vscode from "vscode";
import type { JobStatus } from "../azure/models";

/** A job's status in the user's words. */
export function jobStatusText(status: JobStatus): string {
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

/** A sub-task's status: that of a job, or one that only sub-tasks have; one that is not known stays as Azure spells it. */
export function taskStatusText(status: string): string {
  switch (status) {
    case "InProgress":
    case "Completed":
    case "Failed":
    case "Cancelled":
      return jobStatusText(status);
    case "NotStarted":
      return vscode.l10n.t("Not started");
    case "Skipped":
      return vscode.l10n.t("Skipped");
    default:
      return status;
  }
}

/** Azure's name of an operation in the user's words; one that is not known stays as Azure spells it. */
export function operationText(operation: string): string {
  switch (operation) {
    case "Backup":
      return vscode.l10n.t("Backup");
    case "ConfigureBackup":
      return vscode.l10n.t("Configure backup");
    case "Restore":
      return vscode.l10n.t("Restore");
    case "CrossRegionRestore":
      return vscode.l10n.t("Cross-region restore");
    case "DisableBackup":
      return vscode.l10n.t("Stop backup");
    case "DeleteBackupData":
      return vscode.l10n.t("Delete backup data");
    case "Undelete":
      return vscode.l10n.t("Undelete");
    case "MoveRecoveryPoint":
      return vscode.l10n.t("Move to archive");
    default:
      return operation;
  }
}

/** The look of a status: the id of a codicon, and of a theme colour where the status has one. */
export interface JobLook {
  readonly icon: string;
  readonly color?: string;
}

const looks: Readonly<Record<JobStatus, JobLook>> = {
  InProgress: { icon: "sync~spin" },
  Completed: { icon: "pass", color: "charts.green" },
  CompletedWithWarnings: { icon: "warning", color: "problemsWarningIcon.foreground" },
  Failed: { icon: "error", color: "problemsErrorIcon.foreground" },
  Cancelling: { icon: "sync~spin" },
  Cancelled: { icon: "circle-slash" },
};

/** How a job of this status is drawn, the same in every view. */
export function jobLook(status: JobStatus): JobLook {
  return looks[status];
}
