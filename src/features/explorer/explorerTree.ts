import * as vscode from "vscode";
import type { Subscription, TenantFailure } from "../../azure/models";
import { isCancellation } from "../../host/errors";
import type { Log } from "../../host/log";
import { subscriptionOf } from "../../host/chosenSubscription";
import type { ResourceChanges } from "../../host/resourceChanges";
import type { AzureSession } from "../../host/session";
import { changeTargets } from "./changeTargets";
import type { ExplorerNode, SubscriptionNode, VaultNode } from "./explorerNode";
import { loadChildren } from "./loadChildren";
import { emptyNode, errorNode, moreNode } from "./messageNodes";
import { FleetBranches } from "./fleet/fleetBranches";
import { subscriptionLists, subscriptionNodes } from "./subscriptionNodes";
import { tenantNodes } from "./tenantNodes";
import { toTreeItem } from "./toTreeItem";
import { vaultNode } from "./vaultNodes";

/** What the tree needs. */
export interface ExplorerTreeDependencies {
  readonly session: AzureSession;
  /** Brings back the account of the last time, silently. */
  readonly restore: () => Promise<void>;
  /** Tenants that have let nobody in. */
  readonly refusedTenants: () => readonly TenantFailure[];
  readonly changes: ResourceChanges;
  readonly log: Log;
  /** Told until when (milliseconds since 1970) Azure makes requests wait, and with undefined when they go on. */
  readonly onThrottled?: ((until: number | undefined) => void) | undefined;
}

/** What is known below a node: the pages so far, and what went wrong with the last one. */
interface Loaded {
  readonly node: VaultNode;
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
  /** Nodes that have changed while something is being revealed; undefined when changes are shown at once. */
  #held: Set<ExplorerNode | undefined> | undefined;
  readonly #listeners: vscode.Disposable;
  /** The lists of vaults and VMs. */
  public readonly fleet: FleetBranches;

  public readonly onDidChangeTreeData = this.#changed.event;

  public constructor(dependencies: ExplorerTreeDependencies) {
    this.#deps = dependencies;
    this.fleet = new FleetBranches({ ...dependencies, changed: (node) => this.#show(node) });
    this.#listeners = vscode.Disposable.from(
      dependencies.session.onDidChange(() => {
        this.fleet.reset();
        this.#forget(undefined);
      }),
      dependencies.changes.onDidChange((id) => void this.follow(id)),
    );
  }

  /** Lets VS Code walk down to a node undisturbed: it gives up when the tree changes on the way. */
  public async undisturbed(reveal: () => PromiseLike<void>): Promise<void> {
    this.#held ??= new Set();
    try {
      await reveal();
    } finally {
      const held = this.#held;
      this.#held = undefined;
      held.forEach((node) => this.#show(node));
    }
  }

  #show(node: ExplorerNode | undefined): void {
    if (this.#held === undefined) {
      this.#changed.fire(node);
    } else {
      this.#held.add(node);
    }
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
    if (node.kind === "subscription") {
      return [...subscriptionLists(node, this.fleet.inventory)];
    }
    if ("subscription" in node) {
      return [...(await this.fleet.children(node))];
    }
    if ("vault" in node) {
      return node.kind === "items" ? this.#items(node) : this.#listed(node);
    }
    return [];
  }

  async #items(node: VaultNode): Promise<ExplorerNode[]> {
    const items = this.fleet.items(node);
    if (items === undefined) {
      return this.#listed(node);
    }
    return items.length === 0 ? [emptyNode(node)] : [...items];
  }

  async #listed(node: VaultNode): Promise<ExplorerNode[]> {
    const known = this.#loaded.get(node.id) ?? (await this.#load(node, undefined));
    return known === undefined ? [] : [...shown(known)];
  }

  /**
   * Shows a node, or everything, anew. Vaults and VMs are read again behind what is shown; other lists are forgotten, and
   * their loads that are going on are given up.
   */
  public refresh(node?: ExplorerNode): void {
    const target = node?.kind === "error" || node?.kind === "paused" ? node.parent : node;
    if (target?.kind === "vm") {
      void this.follow(target.id);
      return;
    }
    // What has no children of its own is part of its list.
    const list = target?.view.children === "none" ? target.parent : target;
    this.#forget(list);
    void this.#readAgain(list);
  }

  async #readAgain(list: ExplorerNode | undefined): Promise<void> {
    if (this.fleet.inventory === undefined) {
      return;
    }
    if (list === undefined) {
      await this.fleet.readAll();
    } else if (list.kind === "vault") {
      await this.fleet.reread(list.vault.id);
    } else if (list.kind === "items") {
      const subscription = subscriptionOf(this.#deps.session, list.vault.id);
      await (subscription === undefined ? undefined : this.fleet.readOne(subscription));
    } else if ("subscription" in list) {
      await this.#readSubscription(list.subscription);
    }
  }

  /** Alone, when all of it is known; with all others, when reading has not come that far. */
  async #readSubscription(subscription: Subscription): Promise<void> {
    const whole = this.fleet.inventory?.status(subscription.subscriptionId).readAt !== undefined;
    await (whole ? this.fleet.readOne(subscription) : this.fleet.readAll(subscription.subscriptionId));
  }

  #forget(list: ExplorerNode | undefined): void {
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
    this.#show(list);
  }

  /** Appends the next page to the list that ends with this "Load more…". */
  public async loadMore(more: ExplorerNode): Promise<void> {
    const list = more.parent;
    if (list === undefined || this.fleet.more(list)) {
      return;
    }
    const known = this.#loaded.get(list.id);
    if (known?.next !== undefined) {
      await this.#load(known.node, known);
      this.#show(list);
    }
  }

  /** Gives up loading below a node that has been closed; it is loaded when it is opened again. */
  public collapsed(node: ExplorerNode): void {
    const loading = this.#loading.get(node.id);
    if (loading !== undefined) {
      this.#giveUp(loading);
      this.#show(node);
    }
  }

  /** Shows anew what a changed resource is part of, and nothing else. */
  public async follow(changedId: string): Promise<void> {
    const targets = changeTargets(changedId);
    if (targets.reread !== undefined) {
      await this.fleet.reread(targets.reread);
    }
    for (const id of targets.lists) {
      const known = this.#loaded.get(id);
      if (known !== undefined) {
        this.#loaded.delete(id);
        this.#show(known.node);
      }
    }
  }

  /** The node of a VM or vault of a chosen subscription, for revealing it; undefined when Azure has it no more. */
  public async nodeOf(id: string): Promise<ExplorerNode | undefined> {
    const inventory = await this.fleet.open();
    const subscription = subscriptionOf(this.#deps.session, id);
    const parent = subscriptionNodes(this.#deps.session.subscriptions, inventory).find(
      (node) => node.subscription === subscription,
    );
    if (parent === undefined) {
      return undefined;
    }
    const [vaults, vms] = subscriptionLists(parent, inventory);
    if (/\/vaults\/[^/]+$/i.test(id)) {
      await this.#known(vaults, id, () => inventory.vault(id) !== undefined);
      const vault = inventory.vault(id);
      return vault === undefined ? undefined : vaultNode(vaults, vault);
    }
    await this.#known(vms, id, () => inventory.machine(id) !== undefined);
    return this.fleet.nodeOfVm(vms, id);
  }

  /** Opens a list, and asks for the one thing in it that is wanted now, which may come late or be new. */
  async #known(list: SubscriptionNode, id: string, isKnown: () => boolean): Promise<void> {
    await this.fleet.children(list);
    if (!isKnown()) {
      await this.fleet.reread(id);
    }
  }

  public dispose(): void {
    for (const loading of [...this.#loading.values()]) {
      this.#giveUp(loading);
    }
    this.#listeners.dispose();
    this.fleet.dispose();
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
    return [
      ...subscriptionNodes(session.subscriptions, this.fleet.inventory, session.account?.identities),
      ...tenantNodes(this.#deps.refusedTenants()),
    ];
  }

  /** Whoever asks while a node is being loaded gets the same answer; Azure is asked once. */
  #load(node: VaultNode, before: Loaded | undefined): Promise<Loaded | undefined> {
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

  async #loadPage(node: VaultNode, before: Loaded | undefined, signal: AbortSignal): Promise<Loaded | undefined> {
    const { session, log } = this.#deps;
    const nodes = before?.nodes ?? [];
    try {
      const page = await loadChildren(node, before?.next, () => session.connection(), { signal });
      return this.#keep(signal, { node, nodes: [...nodes, ...page.items], next: page.next, error: undefined });
    } catch (error) {
      if (signal.aborted || isCancellation(error)) {
        return undefined;
      }
      log.error(`Loading ${node.view.spoken}`, error);
      const failure = error instanceof Error ? error : new Error(String(error));
      return this.#keep(signal, { node, nodes, next: before?.next, error: failure });
    }
  }

  #keep(signal: AbortSignal, loaded: Loaded): Loaded | undefined {
    if (signal.aborted) {
      return undefined;
    }
    this.#loaded.set(loaded.node.id, loaded);
    return loaded;
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
