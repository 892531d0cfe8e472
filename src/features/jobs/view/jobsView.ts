import * as vscode from "vscode";
import { resourceNameOf } from "../../../host/resources/resourceId";
import type { Clock } from "../../../host/clock";
import { vaultOfArgument } from "../jobArgument";
import { askFilter, filterText, questionOf } from "./jobsFilter";
import type { JobsFilter } from "./jobsFilter";
import type { JobsMonitor } from "../list/jobsMonitor";
import { JobsTree } from "./jobsTree";

/** The Jobs view, with what it shows: all jobs, those of a vault, those that a filter lets through. */
export class JobsView implements vscode.Disposable {
  readonly #monitor: JobsMonitor;
  readonly #clock: Clock;
  readonly #tree: JobsTree;
  readonly #view: vscode.TreeView<unknown>;
  readonly #listening: vscode.Disposable;
  #vaultId: string | undefined;
  #filter: JobsFilter = {};

  public constructor(monitor: JobsMonitor, clock: Clock) {
    this.#monitor = monitor;
    this.#clock = clock;
    this.#tree = new JobsTree(monitor, clock);
    this.#view = vscode.window.createTreeView("azureVmBackup.jobs", { treeDataProvider: this.#tree });
    this.#listening = vscode.Disposable.from(
      this.#view.onDidChangeVisibility((event) => monitor.setVisible(event.visible)),
      monitor.onDidChange(() => this.#count()),
    );
    monitor.setVisible(this.#view.visible);
  }

  /** The command *Show Jobs*: of the vault that it is called on, or of all. */
  public async show(argument: unknown): Promise<void> {
    this.#vaultId = vaultOfArgument(argument);
    this.#tree.filter(this.#vaultId);
    this.#monitor.look(this.#vaultId);
    this.#describe();
    await this.#focus();
    await this.#monitor.refresh();
  }

  /** The command *Filter Jobs*: by status, operation, VM and time. @throws CancellationError */
  public async askFilter(): Promise<void> {
    const wanted = await askFilter(this.#filter);
    if (wanted === "all jobs") {
      this.#lookAtAll();
    }
    this.#narrow(wanted === "all jobs" ? {} : wanted);
    await this.#focus();
    await this.#askFiltered();
  }

  /** Nobody is signed in any more: the vault and the filter were of somebody who has gone. */
  public async reset(): Promise<void> {
    this.#lookAtAll();
    this.#narrow({});
    await this.#askFiltered();
  }

  public dispose(): void {
    this.#listening.dispose();
    this.#view.dispose();
    this.#tree.dispose();
  }

  #lookAtAll(): void {
    this.#vaultId = undefined;
    this.#tree.filter(undefined);
    this.#monitor.look(undefined);
  }

  #narrow(filter: JobsFilter): void {
    this.#filter = filter;
    this.#tree.narrow(filter);
    this.#describe();
  }

  async #askFiltered(): Promise<void> {
    const everything = filterText(this.#filter) === undefined;
    await this.#monitor.filter(everything ? undefined : questionOf(this.#filter, this.#clock.now()));
  }

  /** The number of jobs that failed in the last day stands on the view's icon. */
  #count(): void {
    const since = this.#clock.now() - 86_400_000;
    const failed = this.#monitor.known.all.filter(
      ({ status, endTime, startTime }) => status === "Failed" && Date.parse(endTime ?? startTime) >= since,
    ).length;
    this.#view.badge =
      failed === 0 ? undefined : { value: failed, tooltip: failedText(failed, this.#monitor.known.isPart) };
  }

  #describe(): void {
    const vault = this.#vaultId === undefined ? undefined : resourceNameOf(this.#vaultId);
    this.#view.description = [vault, filterText(this.#filter)].filter((part) => part !== undefined).join(" · ");
  }

  async #focus(): Promise<void> {
    await vscode.commands.executeCommand("azureVmBackup.jobs.focus");
  }
}

/** @param isPart only a part of the jobs is known */
function failedText(failed: number, isPart: boolean): string {
  if (isPart) {
    return failed === 1
      ? vscode.l10n.t("At least 1 job failed in the last 24 hours")
      : vscode.l10n.t("At least {0} jobs failed in the last 24 hours", failed);
  }
  return failed === 1
    ? vscode.l10n.t("1 job failed in the last 24 hours")
    : vscode.l10n.t("{0} jobs failed in the last 24 hours", failed);
}
