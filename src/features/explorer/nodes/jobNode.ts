import * as vscode from "vscode";
import type { BackupJob } from "../../../azure/models";
import type { ExplorerNode, ResourceNode } from "./explorerNode";
import { localTime } from "../../../host/localTime";
import { jobLook, jobStatusText, operationText } from "../../../wording/jobText";

/** A job of a vault. */
export function jobNode(parent: ExplorerNode, job: BackupJob): ResourceNode {
  const look = jobLook(job.status);
  const status = jobStatusText(job.status);
  const percent = job.status === "InProgress" && job.percent !== undefined ? ` ${Math.round(job.percent)}%` : "";
  const started = localTime(job.startTime);
  return {
    kind: "job",
    id: job.id.toLowerCase(),
    parent,
    resourceId: job.id,
    view: {
      label: `${operationText(job.operation)} · ${job.vmName}`,
      description: `${status}${percent} · ${started}`,
      icon: look.icon,
      color: look.color,
      facts: [
        [vscode.l10n.t("Job"), operationText(job.operation)],
        [vscode.l10n.t("Virtual machine"), job.vmName],
        [vscode.l10n.t("Status"), `${status}${percent}`],
        [vscode.l10n.t("Started"), started],
        ...(job.endTime === undefined ? [] : [[vscode.l10n.t("Ended"), localTime(job.endTime)] as const]),
        ...job.errors.map((error) => ["", `${error.message} (${error.code})`] as const),
      ],
      context: job.cancellable ? "job canCancel" : "job",
      spoken: [
        operationText(job.operation),
        job.vmName,
        `${status}${percent}`,
        vscode.l10n.t("started {0}", started),
      ].join(", "),
      children: "none",
      onClick: "azureVmBackup.showJob",
    },
  };
}
