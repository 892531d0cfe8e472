import * as vscode from "vscode";
import type { BackupJob, JobStatus } from "../../azure/models";
import { jobLook, jobStatusText } from "../../wording/jobText";

/** True while a job may still change. */
export function isRunning(job: Pick<BackupJob, "status">): boolean {
  return job.status === "InProgress" || job.status === "Cancelling";
}

/** The icon of a job's status. */
export function statusIcon(status: JobStatus): vscode.ThemeIcon {
  const { icon, color } = jobLook(status);
  return color === undefined ? new vscode.ThemeIcon(icon) : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
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
  return [jobStatusText(job.status), percent, jobDuration(job, now)].filter((part) => part !== undefined).join(", ");
}
