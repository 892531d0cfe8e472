import * as vscode from "vscode";
import type { BackupJob, JobStatus } from "../../azure/models";

/** True while a job may still change. */
export function isRunning(job: Pick<BackupJob, "status">): boolean {
  return job.status === "InProgress" || job.status === "Cancelling";
}

export function statusText(status: JobStatus): string {
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

/** Azure's name of an operation in the user's words; one that is not known stays as Azure spells it. */
export function operationText(operation: string): string {
  switch (operation) {
    case "Backup":
      return vscode.l10n.t("Backup");
    case "ConfigureBackup":
      return vscode.l10n.t("Configure backup");
    case "Restore":
      return vscode.l10n.t("Restore");
    case "DisableBackup":
      return vscode.l10n.t("Stop backup");
    case "DeleteBackupData":
      return vscode.l10n.t("Delete backup data");
    default:
      return operation;
  }
}

export function statusIcon(status: JobStatus): vscode.ThemeIcon {
  switch (status) {
    case "InProgress":
    case "Cancelling":
      return new vscode.ThemeIcon("sync~spin");
    case "Completed":
      return new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
    case "CompletedWithWarnings":
      return new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"));
    case "Failed":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "Cancelled":
      return new vscode.ThemeIcon("circle-slash");
  }
}

/** "40 s", "12 min", "3 h 5 min". */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return vscode.l10n.t("{0} s", seconds);
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? vscode.l10n.t("{0} min", minutes)
    : vscode.l10n.t("{0} h {1} min", Math.floor(minutes / 60), minutes % 60);
}

/** How long a job took, or has been running. */
export function jobDuration(job: BackupJob, now: number): string {
  const end = job.endTime === undefined ? now : Date.parse(job.endTime);
  return durationText(end - Date.parse(job.startTime));
}

/** "In progress, 40 %, 2 min". */
export function progressText(job: BackupJob, now: number): string {
  const percent =
    isRunning(job) && job.percent !== undefined ? vscode.l10n.t("{0} %", Math.round(job.percent)) : undefined;
  return [statusText(job.status), percent, jobDuration(job, now)].filter((part) => part !== undefined).join(", ");
}
