import * as vscode from "vscode";
import type { BackupJob } from "../../../azure/models";
import { localTime } from "../../../host/localTime";
import { sameId, resourceNameOf } from "../../../host/resources/resourceId";
import type { Clock } from "../../../host/clock";
import { addressOf } from "../jobArgument";
import type { JobAddress } from "../page/jobDocuments";
import type { ListFailure } from "../list/jobLists";
import { filterText, lets } from "./jobsFilter";
import type { JobsFilter } from "./jobsFilter";
import type { JobsMonitor } from "../list/jobsMonitor";
import { operationText } from "../../../wording/jobText";
import { progressText, statusIcon } from "../jobText";

/** A line of the Jobs view. A job's node carries its ARM id, as every node of a resource does, and where the job is. */
export type JobsNode =
  | ({ readonly kind: "job"; readonly resourceId: string; readonly job: BackupJob } & JobAddress)
  | { readonly kind: "failure"; readonly failure: ListFailure }
  | { readonly kind: "asking" }
  | { readonly kind: "leftOut"; readonly label: string };

/** The Jobs view: running jobs first, then the newest; lists that could not be read say why. */
export class JobsTree implements vscode.TreeDataProvider<JobsNode>, vscode.Disposable {
  readonly #monitor: JobsMonitor;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #vaultId: string | undefined;
  #filter: JobsFilter = {};

  public readonly onDidChangeTreeData = this.#changed.event;

  public constructor(monitor: JobsMonitor, clock: Clock) {
    this.#monitor = monitor;
    this.#clock = clock;
    this.#subscription = monitor.onDidChange(() => this.#changed.fire());
  }

  /** Shows the jobs of one vault, or of all. */
  public filter(vaultId: string | undefined): void {
    this.#vaultId = vaultId;
    this.#changed.fire();
  }

  /** Shows only jobs that a filter lets through. */
  public narrow(filter: JobsFilter): void {
    this.#filter = filter;
    this.#changed.fire();
  }

  public getChildren(node?: JobsNode): JobsNode[] {
    if (node !== undefined) {
      return [];
    }
    const vaultId = this.#vaultId;
    const jobs = this.#monitor.known.found.filter(
      (job) => (vaultId === undefined || sameId(job.vaultId, vaultId)) && lets(this.#filter, job, this.#clock.now()),
    );
    return [
      ...(this.#monitor.isFirstAsked ? [{ kind: "asking" } as const] : []),
      ...this.#monitor.known.failures.map((failure): JobsNode => ({ kind: "failure", failure })),
      ...jobs.map((job): JobsNode => ({ kind: "job", resourceId: job.id, job, ...addressOf(job) })),
      ...(jobs.length === 0 ? this.#noMatch() : []).map((label): JobsNode => ({ kind: "leftOut", label })),
      ...this.#leftOut().map((label): JobsNode => ({ kind: "leftOut", label })),
    ];
  }

  public getTreeItem(node: JobsNode): vscode.TreeItem {
    switch (node.kind) {
      case "job":
        return this.#jobItem(node);
      case "failure":
        return this.#failureItem(node.failure);
      case "asking":
        return askingItem();
      case "leftOut":
        return leftOutItem(node.label);
    }
  }

  public dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** An empty list would say that there are no jobs, where they only are not those that were asked for. */
  #noMatch(): readonly string[] {
    const narrowed = this.#vaultId !== undefined || filterText(this.#filter) !== undefined;
    return narrowed && this.#monitor.known.loadedAt !== undefined ? [vscode.l10n.t("No jobs match the filter.")] : [];
  }

  /** What is not among the jobs. */
  #leftOut(): readonly string[] {
    const { more, unasked } = this.#monitor.known.leftOut;
    return [
      ...(more ? [vscode.l10n.t("Older jobs are left out: filter the jobs to find them.")] : []),
      ...(unasked > 0
        ? [
            unasked === 1
              ? vscode.l10n.t("Restores in the paired region of 1 vault are left out: show its jobs.")
              : vscode.l10n.t(
                  "Restores in the paired regions of {0} vaults are left out: show the jobs of one.",
                  unasked,
                ),
          ]
        : []),
    ];
  }

  #jobItem(node: Extract<JobsNode, { readonly kind: "job" }>): vscode.TreeItem {
    const { job } = node;
    const now = this.#clock.now();
    const item = new vscode.TreeItem(
      `${operationText(job.operation)} · ${job.vmName}`,
      vscode.TreeItemCollapsibleState.None,
    );
    item.id = job.id.toLowerCase();
    // Of the same VM there is a job every night: the time tells them apart.
    const told = [progressText(job, now), localTime(job.startTime)].join(", ");
    item.description = told;
    item.iconPath = statusIcon(job.status);
    item.contextValue = job.cancellable ? "job canCancel" : "job";
    item.tooltip = [
      `${operationText(job.operation)} · ${job.vmName}`,
      progressText(job, now),
      vscode.l10n.t("Vault: {0}", resourceNameOf(job.vaultId)),
      ...(job.region === undefined ? [] : [vscode.l10n.t("Region: {0}", job.region)]),
      vscode.l10n.t("Started: {0}", localTime(job.startTime)),
    ].join("\n");
    item.accessibilityInformation = {
      label: vscode.l10n.t(
        "{0} of {1}, {2}, vault {3}",
        operationText(job.operation),
        job.vmName,
        told,
        resourceNameOf(job.vaultId),
      ),
    };
    item.command = { command: "azureVmBackup.showJob", title: vscode.l10n.t("Show Job Details"), arguments: [node] };
    return item;
  }

  #failureItem(failure: ListFailure): vscode.TreeItem {
    const item = new vscode.TreeItem(
      failure.name === "" ? failure.message : vscode.l10n.t("{0}: {1}", failure.name, failure.message),
      vscode.TreeItemCollapsibleState.None,
    );
    item.iconPath = new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground"));
    item.tooltip = vscode.l10n.t("{0}\nSelect to try again.", failure.message);
    item.command = { command: "azureVmBackup.showJobs", title: vscode.l10n.t("Retry") };
    return item;
  }
}

function askingItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t("Asking Azure for jobs…"), vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon("loading~spin");
  return item;
}

function leftOutItem(label: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.iconPath = new vscode.ThemeIcon("info");
  item.tooltip = vscode.l10n.t("{0}\nSelect to change the filter.", label);
  item.command = { command: "azureVmBackup.filterJobs", title: vscode.l10n.t("Filter Jobs") };
  return item;
}
