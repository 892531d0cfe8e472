import * as vscode from "vscode";
import type { Progress } from "../../azure/connection";
import type { TenantFailure } from "../../azure/models";
import { isCancellation } from "../../host/errors";
import type { Log } from "../../host/log";
import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import { changeTargets } from "./changeTargets";
import type { ExplorerNode } from "./explorerNode";
import { loadChildren } from "./loadChildren";
import { emptyNode, errorNode, moreNode } from "./messageNodes";
import { subscriptionNodes } from "./subscriptionNodes";
import { tenantNodes } from "./tenantNodes";
import { toTreeItem } from "./toTreeItem";
import { vmNode } from "./vmNode";

/** What the tree needs. */
export interface ExplorerTreeDependencies {
  readonly session: AzureSession;
  /** Brings back the account of the last time, silently. */
  readonly restore: () => Promise<void>;
  /** Tenants that have let nobody in. */
  readonly refusedTenants: () => readonly TenantFailure[];
  readonly changes: ResourceChanges;
  readonly log: Log;
  /** Called with what Azure is waiting for, undefined when it goes on. */
  readonly onWaiting?: (seconds: number | undefined) => void;
}

/** What is known below a node: the pages so far, and what went wrong with the last one. */
interface Loaded {
  readonly node: ExplorerNode;
  readonly nodes: readonly ExplorerNode[];
  readonly next: string | undefined;
  readonly error: Error | undefined;
}

/** A page that is being loaded. */
interface Loading {
  readonly node: ExplorerNode;
  readonly controller: AbortController;
  /** Undefined when it was given up. */
  readonly result: Promise<Loaded | undefined>;
}

/** Feeds the tree view: loads below a node when it is opened, page by page, and forgets what has changed. */
export class ExplorerTree implements vscode.TreeDataProvider<ExplorerNode>, vscode.Disposable {
  readonly #deps: ExplorerTreeDependencies;
  readonly #changed = new vscode.EventEmitter<ExplorerNode | undefined>();
  readonly #loaded = new Map<string, Loaded>();
  readonly #loading = new Map<string, Loading>();
  readonly #listeners: vscode.Disposable;

  public readonly onDidChangeTreeData = this.#changed.event;

  public constructor(dependencies: ExplorerTreeDependencies) {
    this.#deps = dependencies;
    this.#listeners = vscode.Disposable.from(
      dependencies.session.onDidChange(() => this.refresh()),
      dependencies.changes.onDidChange((id) => void this.follow(id)),
    );
  }

  public getTreeItem(node: ExplorerNode): vscode.TreeItem {
    return toTreeItem(node);
  }

  public getParent(node: ExplorerNode): ExplorerNode | undefined {
    return node.parent;
  }

  public async getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    if (node === undefined) {
      return this.#roots();
    }
    if (node.view.children === "none") {
      return [];
    }
    const known = this.#loaded.get(node.id) ?? (await this.#load(node, undefined));
    return known === undefined ? [] : [...shown(known)];
  }

  /** Forgets everything below a node, or everything, and shows it anew. Loads that are going on are given up. */
  public refresh(node?: ExplorerNode): void {
    const target = node?.kind === "error" ? node.parent : node;
    if (target?.kind === "vm") {
      void this.follow(target.id);
      return;
    }
    // What has no children of its own is part of its list.
    const list = target?.view.children === "none" ? target.parent : target;
    for (const known of [...this.#loaded.values()]) {
      if (list === undefined || isWithin(known.node, list)) {
        this.#loaded.delete(known.node.id);
      }
    }
    for (const loading of [...this.#loading.values()]) {
      if (list === undefined || isWithin(loading.node, list)) {
        this.#giveUp(loading);
      }
    }
    this.#changed.fire(list);
  }

  /** Appends the next page to the list that ends with this "Load more…". */
  public async loadMore(more: ExplorerNode): Promise<void> {
    const list = more.parent;
    if (list === undefined) {
      return;
    }
    const known = this.#loaded.get(list.id);
    if (known?.next !== undefined) {
      await this.#load(list, known);
      this.#changed.fire(list);
    }
  }

  /** Gives up loading below a node that has been closed; it is loaded when it is opened again. */
  public collapsed(node: ExplorerNode): void {
    const loading = this.#loading.get(node.id);
    if (loading !== undefined) {
      this.#giveUp(loading);
      this.#changed.fire(node);
    }
  }

  /** Shows anew what a changed resource is part of, and nothing else. */
  public async follow(changedId: string): Promise<void> {
    const targets = changeTargets(changedId);
    if (targets.vm !== undefined) {
      await this.#reloadVm(targets.vm.listId, targets.vm.vmId);
    }
    for (const id of targets.lists) {
      const known = this.#loaded.get(id);
      if (known !== undefined) {
        this.#loaded.delete(id);
        this.#changed.fire(known.node);
      }
    }
  }

  public dispose(): void {
    for (const loading of [...this.#loading.values()]) {
      this.#giveUp(loading);
    }
    this.#listeners.dispose();
    this.#changed.dispose();
  }

  async #roots(): Promise<ExplorerNode[]> {
    const { session } = this.#deps;
    if (session.state === "signedOut") {
      try {
        await this.#deps.restore();
      } catch (error) {
        if (isCancellation(error)) {
          return [];
        }
        this.#deps.log.error("Restoring the account", error);
        return [errorNode(undefined, error)];
      }
    }
    return [...subscriptionNodes(session.subscriptions), ...tenantNodes(this.#deps.refusedTenants())];
  }

  /** Whoever asks while a node is being loaded gets the same answer; Azure is asked once. */
  #load(node: ExplorerNode, before: Loaded | undefined): Promise<Loaded | undefined> {
    const going = this.#loading.get(node.id);
    if (going !== undefined) {
      return going.result;
    }
    const controller = new AbortController();
    const result = this.#loadPage(node, before, controller.signal).finally(() => {
      if (this.#loading.get(node.id)?.controller === controller) {
        this.#loading.delete(node.id);
      }
    });
    this.#loading.set(node.id, { node, controller, result });
    return result;
  }

  #giveUp(loading: Loading): void {
    this.#loading.delete(loading.node.id);
    loading.controller.abort();
  }

  async #loadPage(node: ExplorerNode, before: Loaded | undefined, signal: AbortSignal): Promise<Loaded | undefined> {
    const { session, log, onWaiting } = this.#deps;
    const nodes = before?.nodes ?? [];
    const onProgress = (progress: Progress): void => {
      onWaiting?.(progress.kind === "throttled" ? progress.waitSeconds : undefined);
    };
    try {
      const page = await loadChildren(node, before?.next, () => session.connection(), { signal, onProgress });
      return this.#keep(signal, { node, nodes: [...nodes, ...page.items], next: page.next, error: undefined });
    } catch (error) {
      if (signal.aborted || isCancellation(error)) {
        return undefined;
      }
      log.error(`Loading ${node.view.spoken}`, error);
      const failure = error instanceof Error ? error : new Error(String(error));
      return this.#keep(signal, { node, nodes, next: before?.next, error: failure });
    } finally {
      onWaiting?.(undefined);
    }
  }

  #keep(signal: AbortSignal, loaded: Loaded): Loaded | undefined {
    if (signal.aborted) {
      return undefined;
    }
    this.#loaded.set(loaded.node.id, loaded);
    return loaded;
  }

  /** Reads one VM again; where that fails its whole list is, which then says what is wrong. */
  async #reloadVm(listId: string, vmId: string): Promise<void> {
    const before = this.#loaded.get(listId);
    if (before === undefined) {
      return;
    }
    try {
      const connection = await this.#deps.session.connection();
      const vm = await connection.getVirtualMachine(before.nodes.find((node) => node.id === vmId)?.resourceId ?? vmId);
      const fresh = vmNode(before.node, vm);
      const now = this.#loaded.get(listId);
      if (now?.nodes.some((node) => node.id === fresh.id) === true) {
        this.#loaded.set(listId, { ...now, nodes: now.nodes.map((node) => (node.id === fresh.id ? fresh : node)) });
      } else {
        this.#loaded.delete(listId);
      }
    } catch (error) {
      this.#deps.log.error("Reading a virtual machine again", error);
      this.#loaded.delete(listId);
    }
    this.#changed.fire(before.node);
  }
}

/** The lines of a list: what is there, then what comes next or what went wrong. */
function shown(known: Loaded): readonly ExplorerNode[] {
  if (known.error !== undefined) {
    return [...known.nodes, errorNode(known.node, known.error)];
  }
  if (known.nodes.length === 0 && known.next === undefined) {
    return [emptyNode(known.node)];
  }
  return known.next === undefined ? known.nodes : [...known.nodes, moreNode(known.node)];
}

function isWithin(node: ExplorerNode, ancestor: ExplorerNode): boolean {
  for (let current: ExplorerNode | undefined = node; current !== undefined; current = current.parent) {
    if (current.id === ancestor.id) {
      return true;
    }
  }
  return false;
}
