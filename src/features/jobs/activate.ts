import * as vscode from "vscode";
import type { CommandRegistry } from "../../host/commands";
import { OperationError } from "../../host/errors/errors";
import type { Log } from "../../host/log";
import { pick } from "../../host/prompts/prompts";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import { resourceNameOf } from "../../host/resources/resourceId";
import type { AzureSession } from "../../host/session";
import type { AwaitedChange } from "./following/awaitedChanges";
import { cancelJob } from "./cancelJob";
import { systemClock } from "../../host/clock";
import type { FollowedJob } from "./following/followedJobs";
import { Following } from "./following/following";
import { addressOf, jobOfArgument } from "./jobArgument";
import type { JobAddress } from "./page/jobDocuments";
import { JobDocuments, jobScheme, jobUri } from "./page/jobDocuments";
import { JobsMonitor } from "./list/jobsMonitor";
import { JobsView } from "./view/jobsView";
import { operationText } from "../../wording/jobText";
import { progressText } from "./jobText";
import { tellEnded } from "./following/tellEnded";

/** What the jobs need from the rest. */
export interface JobsDependencies {
  readonly commands: CommandRegistry;
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
  readonly log: Log;
  /** Keeps which jobs are followed over a reload of the window: the workspace's, so that only this window tells of them. */
  readonly memento: vscode.Memento;
}

/** What others may ask of the jobs. */
export interface JobsFeature {
  dispose(): void;
  /** Tells the user when a job ends, also after a reload of the window. */
  follow(job: FollowedJob): void;
  /** Waits with somebody for a change whose job is not known yet; after a reload of the window, finds it and tells its end. */
  during<T>(change: AwaitedChange, work: () => Promise<T>): Promise<T>;
  /** Reads all lists of jobs again. */
  refresh(): Promise<void>;
}

async function openJob(job: JobAddress, title: string): Promise<void> {
  const uri = jobUri(job, title);
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    // The built-in Markdown extension may be disabled: its source is readable too.
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

async function chooseJob(monitor: JobsMonitor): Promise<JobAddress> {
  await monitor.refresh();
  if (monitor.known.all.length === 0) {
    throw new OperationError(vscode.l10n.t("The vaults of the selected subscriptions have no jobs of the last days."));
  }
  return pick({
    title: vscode.l10n.t("Show Job Details"),
    choices: monitor.known.all.map((job) => ({
      label: `${operationText(job.operation)} · ${job.vmName}`,
      description: progressText(job, systemClock.now()),
      detail: resourceNameOf(job.vaultId),
      value: addressOf(job),
    })),
  });
}

function execute(command: string, argument: unknown): unknown {
  return vscode.commands.executeCommand(command, argument);
}

/** Nothing stays of an account that has gone. */
function forget(session: AzureSession, monitor: JobsMonitor, view: JobsView): void {
  if (session.state === "signedOut") {
    void view.reset();
  }
  monitor.forget();
}

/** The Jobs view, the pages of jobs, and the messages when jobs end. */
export function activateJobs(dependencies: JobsDependencies): JobsFeature {
  const { commands, session, changes, log, memento } = dependencies;
  const documents = new JobDocuments(session, systemClock, log);
  const following = new Following({
    session,
    memento,
    log,
    now: systemClock.now,
    onEnded: (job, followed) => {
      for (const id of [followed.vaultId, followed.vmId, followed.result?.resourceId]) {
        if (id !== undefined) {
          changes.announce(id);
        }
      }
      const hasPortal = session.account?.kind !== "sandbox";
      void tellEnded(job, followed, systemClock.now(), execute, hasPortal);
    },
  });
  const monitor = new JobsMonitor({ session, following, clock: systemClock, log });
  const view = new JobsView(monitor, systemClock);
  const showJob = async (argument: unknown): Promise<void> => {
    const job = jobOfArgument(argument) ?? (await chooseJob(monitor));
    const known = monitor.known.all.find((one) => one.name === job.jobName);
    const title = known === undefined ? vscode.l10n.t("Job") : `${operationText(known.operation)} ${known.vmName}`;
    await openJob(job, title);
  };
  const parts = vscode.Disposable.from(
    monitor,
    following,
    view,
    documents,
    vscode.workspace.registerTextDocumentContentProvider(jobScheme, documents),
    session.onDidChange(() => forget(session, monitor, view)),
    monitor.onDidChange(() => documents.renew()),
    commands.register("azureVmBackup.showJobs", (argument) => view.show(argument)),
    commands.register("azureVmBackup.showJob", showJob),
    commands.register("azureVmBackup.filterJobs", () => view.askFilter()),
    commands.register("azureVmBackup.cancelJob", (argument) =>
      cancelJob(argument, { session, changes, now: systemClock.now, monitor }),
    ),
  );
  void monitor.start();
  return {
    follow: (job) => void monitor.follow(job),
    during: async (change, work) => {
      const place = { vaultId: change.vaultId };
      monitor.touch(place);
      try {
        return await following.during(change, work);
      } finally {
        // It may have taken longer than Resource Graph lags.
        monitor.touch(place);
      }
    },
    refresh: () => monitor.refresh(),
    dispose: () => {
      parts.dispose();
    },
  };
}
