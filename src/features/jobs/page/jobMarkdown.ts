import * as vscode from "vscode";
import type { BackupJob } from "../../../azure/models";
import { localTime } from "../../../host/localTime";
import { resourceNameOf } from "../../../host/resources/resourceId";
import { jobStatusText, operationText, taskStatusText } from "../../../wording/jobText";
import { isRunning, jobDuration } from "../jobText";

/** Azure's texts as plain text: nothing of them becomes a link, an image or HTML. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+\-.!|<>~&:]/g, "\\$&");
}

function facts(job: BackupJob, now: number): readonly string[] {
  const t = vscode.l10n.t;
  const rows: (readonly [string, string])[] = [
    [t("Status"), jobStatusText(job.status)],
    [t("Vault"), resourceNameOf(job.vaultId)],
    ...(job.region === undefined ? [] : [[t("Region"), job.region] as const]),
    [t("Started"), localTime(job.startTime)],
    [t("Ended"), job.endTime === undefined ? t("not yet") : localTime(job.endTime)],
    [t("Duration"), jobDuration(job, now)],
  ];
  // Azure calls a failed job, too, done to 100 %.
  if (job.percent !== undefined && isRunning(job)) {
    rows.push([t("Progress"), t("{0} %", Math.round(job.percent))]);
  }
  return ["| | |", "|---|---|", ...rows.map(([name, value]) => `| ${plain(name)} | ${plain(value)} |`)];
}

function tasks(job: BackupJob): readonly string[] {
  if (job.tasks.length === 0) {
    return [];
  }
  return [
    "",
    `## ${vscode.l10n.t("Sub-tasks")}`,
    "",
    `| ${vscode.l10n.t("Task")} | ${vscode.l10n.t("Status")} |`,
    "|---|---|",
    ...job.tasks.map((task) => `| ${plain(task.name)} | ${plain(taskStatusText(task.status))} |`),
  ];
}

function errors(job: BackupJob): readonly string[] {
  if (job.errors.length === 0) {
    return [];
  }
  return [
    "",
    `## ${vscode.l10n.t("Errors")}`,
    ...job.errors.flatMap((error) => [
      "",
      `**${plain(error.code)}** ${plain(error.message)}`,
      ...(error.recommendations.length === 0 ? [] : ["", vscode.l10n.t("What Azure recommends:"), ""]),
      ...error.recommendations.map((recommendation) => `- ${plain(recommendation)}`),
    ]),
  ];
}

/** A job with its sub-tasks, errors and recommendations, as a Markdown page. */
export function jobMarkdown(job: BackupJob, now: number): string {
  return [
    `# ${plain(operationText(job.operation))} · ${plain(job.vmName)}`,
    "",
    ...facts(job, now),
    ...tasks(job),
    ...errors(job),
    "",
  ].join("\n");
}
