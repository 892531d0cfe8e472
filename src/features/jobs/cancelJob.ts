import * as vscode from "vscode";
import type { BackupJob } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import { runWithProgress } from "../../host/operations/progress";
import { pick } from "../../host/prompts/prompts";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import { resourceNameOf } from "../../host/resources/resourceId";
import type { AzureSession } from "../../host/session";
import { jobStatusText, operationText } from "../../wording/jobText";
import { addressOf, jobOfArgument } from "./jobArgument";
import type { JobAddress } from "./page/jobDocuments";
import { progressText } from "./jobText";

/** What the command works with. */
export interface CancelJobServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The jobs of the chosen subscriptions. */
  readonly monitor: { readonly known: { readonly all: readonly BackupJob[] }; refresh(): Promise<void> };
}

async function chooseJob(services: CancelJobServices): Promise<JobAddress> {
  await services.monitor.refresh();
  const running = services.monitor.known.all.filter((job) => job.status === "InProgress");
  if (running.length === 0) {
    throw new OperationError(vscode.l10n.t("No job is running."));
  }
  return pick({
    title: vscode.l10n.t("Cancel Job"),
    placeholder: vscode.l10n.t("Choose a job that runs"),
    choices: running.map((job) => ({
      label: `${operationText(job.operation)} · ${job.vmName}`,
      description: progressText(job, services.now()),
      detail: resourceNameOf(job.vaultId),
      unsuitable: job.cancellable ? undefined : vscode.l10n.t("Azure does not allow it to be cancelled."),
      value: addressOf(job),
    })),
  });
}

/** What became of the wish, in a sentence. */
function outcome(job: BackupJob): string {
  const name = vscode.l10n.t("{0} of {1}", operationText(job.operation), job.vmName);
  return job.status === "Cancelling" || job.status === "InProgress"
    ? vscode.l10n.t("{0}: Azure is cancelling the job.", name)
    : vscode.l10n.t("{0}: the job has ended: {1}.", name, jobStatusText(job.status));
}

/**
 * The command *Cancel Job*. A job that Azure does not allow to be cancelled says so.
 * @param argument a node of a job, `{ vaultId, jobName }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function cancelJob(argument: unknown, services: CancelJobServices): Promise<void> {
  const { vaultId, jobName, region } = jobOfArgument(argument) ?? (await chooseJob(services));
  if (region !== undefined) {
    // Azure's own command line, 2024: jobs of a paired region cannot be cancelled.
    throw new OperationError(vscode.l10n.t("A restore in the paired region cannot be cancelled."));
  }
  const connection = await services.session.connection();
  try {
    const job = await runWithProgress(
      {
        title: vscode.l10n.t("Cancelling a job of {0}", resourceNameOf(vaultId)),
        cancelSays: vscode.l10n.t("Cancel stops the waiting; what Azure has begun, Azure finishes."),
      },
      ({ signal }) => connection.cancelJob(vaultId, jobName, { signal }),
    );
    void vscode.window.showInformationMessage(outcome(job));
  } finally {
    services.changes.announce(`${vaultId}/backupJobs/${jobName}`);
    void services.monitor.refresh();
  }
}
