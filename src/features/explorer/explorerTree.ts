import * as vscode from "vscode";
import { isCancellation } from "../../host/errors/errors";
import type { Log } from "../../host/log";
import { subscriptionOf } from "../../host/resources/chosenSubscription";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import type { AzureSession } from "../../host/session";
import { changeTargets } from "./changeTargets";
import type { ExplorerNode, SubscriptionNode } from "./nodes/explorerNode";
import { FleetBranches } from "./fleet/fleetBranches";
import { FleetReading } from "./fleet/fleetReading";
import { errorNode } from "./nodes/messageNodes";
import { PagedLists } from "./pagedLists";
import type { Concerned } from "./redrawing";
import { Redrawing } from "./redrawing";
import { subscriptionLists, subscriptionNodes } from "./nodes/subscriptionNodes";
import { tenantNodes } from "./nodes/tenantNodes";
import { tooltipOf, toTreeItem } from "./nodes/toTreeItem";
import { vaultLists, vaultNode } from "./nodes/vaultNodes";

/** What the tree needs. */
export interface ExplorerTreeDependencies {
  readonly session: AzureSession;
  /** Brings back the account of the last time, silently. */
  readonly restore: () => Promise<void>;
  readonly changes: ResourceChanges;
  readonly log: Log;
  /** Told when something of the inventory, or what is shown of it, has changed. */
  readonly onChanged?: (() => void) | undefined;
}

/** Feeds the tree view: says what is below a node when it is opened, and what has to be drawn anew when something changes. */
export class ExplorerTree implements vscode.TreeDataProvider<ExplorerNode>, vscode.Disposable {
  readonly #deps: ExplorerTreeDependencies;
  readonly #redrawing = new Redrawing((parent) => this.#linesNow(parent));
  readonly #pages: PagedLists;
  readonly #listeners: vscode.Disposable;
  /** When the inventory is read. */
  public readonly reading: FleetReading;
  /** The lists of vaults and VMs. */
  public readonly fleet: FleetBranches;

  public readonly onDidChangeTreeData = this.#redrawing.onDidChangeTreeData;

  public constructor(dependencies: ExplorerTreeDependencies) {
    this.#deps = dependencies;
    this.#pages = new PagedLists(dependencies);
    const changed = (concerned: Concerned): void => {
      this.#redrawing.compare(concerned);
      dependencies.onChanged?.();
    };
    this.reading = new FleetReading({ ...dependencies, changed });
    this.fleet = new FleetBranches({ reading: this.reading, changed });
    this.#listeners = vscode.Disposable.from(
      dependencies.session.onDidChange(() => this.#followSession()),
      dependencies.changes.onDidChange((id) => void this.follow(id)),
    );
  }

  /** Lets VS Code walk down to a node undisturbed: it gives up when the tree changes on the way. */
  public undisturbed(reveal: () => PromiseLike<void>): Promise<void> {
    return this.#redrawing.undisturbed(reveal);
  }

  public getTreeItem(node: ExplorerNode): vscode.TreeItem {
    return toTreeItem(this.#redrawing.now(node));
  }

  /** A list has hundreds of lines, and the mouse rests on few: what it shows then is made then. */
  public resolveTreeItem(item: vscode.TreeItem, node: ExplorerNode): vscode.TreeItem {
    const tooltip = tooltipOf(this.#redrawing.now(node));
    if (tooltip !== undefined) {
      item.tooltip = tooltip;
    }
    return item;
  }

  public getParent(node: ExplorerNode): ExplorerNode | undefined {
    return node.parent;
  }

  public getChildren(node?: ExplorerNode): Promise<ExplorerNode[]> {
    return this.#redrawing.give(node, () => this.#lines(node));
  }

  async #lines(node: ExplorerNode | undefined): Promise<readonly ExplorerNode[]> {
    if (node === undefined) {
      return this.#restoredRoots();
    }
    if ("vault" in node && node.kind !== "vault") {
      return this.#linesNow(node) ?? (await this.#pages.lines(node));
    }
    if ("subscription" in node && node.kind !== "subscription") {
      try {
        await this.reading.ready(node.subscription.subscriptionId);
      } catch (error) {
        return isCancellation(error) ? [] : [errorNode(node, error)];
      }
    }
    return this.#linesNow(node) ?? [];
  }

  /** What is below a node as far as nobody has to be asked; undefined where somebody has to. */
  #linesNow(node: ExplorerNode | undefined): readonly ExplorerNode[] | undefined {
    if (node === undefined) {
      return this.#roots();
    }
    if (node.kind === "subscription") {
      return subscriptionLists(node, this.reading.inventory, this.fleet.onlyUnprotected);
    }
    if ("subscription" in node) {
      return this.fleet.lines(node);
    }
    if (node.kind === "vault") {
      return vaultLists(node);
    }
    if ("vault" in node) {
      return node.kind === "items" ? this.fleet.items(node) : undefined;
    }
    return [];
  }

  /**
   * Vaults and VMs are read again behind what is shown; other lists are forgotten, and their loads that are going on are
   * given up. @param node undefined for everything
   */
  public refresh(node?: ExplorerNode): void {
    const target = node?.kind === "error" || node?.kind === "paused" ? node.parent : node;
    if (target?.kind === "vm") {
      void this.follow(target.id);
      return;
    }
    // What has no children of its own is part of its list.
    const list = target?.view.children === "none" ? target.parent : target;
    this.#pages.forget(list).forEach((id) => this.#redrawing.show(id));
    if (list === undefined && this.#deps.session.state === "signedOut") {
      this.#redrawing.showRoots();
    } else if (list !== undefined && this.reading.inventory === undefined) {
      this.#redrawing.show(list.id);
    }
    void this.#readAgain(list);
  }

  async #readAgain(list: ExplorerNode | undefined): Promise<void> {
    if (this.reading.inventory === undefined) {
      return;
    }
    if (list === undefined) {
      await this.reading.readAll();
    } else if (list.kind === "vault") {
      await this.reading.reread(list.vault.id);
    } else if (list.kind === "items" || "subscription" in list) {
      const subscription = "vault" in list ? subscriptionOf(this.#deps.session, list.vault.id) : list.subscription;
      await (subscription === undefined ? undefined : this.reading.readOne(subscription));
    }
  }

  /** Appends the next page to the list that ends with this "Load more…". */
  public async loadMore(more: ExplorerNode): Promise<void> {
    const list = more.parent;
    if (list !== undefined && !this.fleet.more(list)) {
      await this.#pages.more(list.id);
      this.#redrawing.show(list.id);
    }
  }

  /** Gives up loading below a node that has been closed; it is loaded when it is opened again. */
  public collapsed(node: ExplorerNode): void {
    if (this.#pages.giveUp(node.id)) {
      this.#redrawing.show(node.id);
    }
  }

  /** Shows anew what a changed resource is part of, and nothing else. */
  public async follow(changedId: string): Promise<void> {
    const targets = changeTargets(changedId);
    if (targets.reread !== undefined) {
      await this.reading.reread(targets.reread);
    }
    for (const id of targets.lists) {
      if (this.#pages.forgetOne(id)) {
        this.#redrawing.show(id);
      }
    }
  }

  /** The node of a VM or vault of a chosen subscription, for revealing it; undefined when Azure has it no more. */
  public async nodeOf(id: string): Promise<ExplorerNode | undefined> {
    const inventory = await this.reading.open();
    const subscription = subscriptionOf(this.#deps.session, id);
    const parent = this.#subscriptions().find((node) => node.subscription === subscription);
    if (parent === undefined) {
      return undefined;
    }
    const [vaults, vms] = subscriptionLists(parent, inventory, this.fleet.onlyUnprotected);
    await this.reading.ready(parent.subscription.subscriptionId);
    if (/\/vaults\/[^/]+$/i.test(id)) {
      await this.#known(id, () => inventory.vault(id) !== undefined);
      const vault = inventory.vault(id);
      return vault === undefined ? undefined : vaultNode(vaults, vault);
    }
    await this.#known(id, () => inventory.machine(id) !== undefined);
    return this.fleet.nodeOfVm(vms, id);
  }

  /** Asks for the one thing that is wanted now, which may come late or be new. */
  async #known(id: string, isKnown: () => boolean): Promise<void> {
    if (!isKnown()) {
      await this.reading.reread(id);
    }
  }

  public dispose(): void {
    this.#pages.forget(undefined);
    this.#listeners.dispose();
    this.reading.dispose();
    this.#redrawing.dispose();
  }

  async #restoredRoots(): Promise<readonly ExplorerNode[]> {
    if (this.#deps.session.state === "signedOut") {
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
    return this.#roots();
  }

  #roots(): readonly ExplorerNode[] {
    return [...this.#subscriptions(), ...tenantNodes(this.#deps.session.refusedTenants)];
  }

  #subscriptions(): readonly SubscriptionNode[] {
    const { session } = this.#deps;
    return subscriptionNodes(session.subscriptions, this.reading.inventory, session.account?.identities);
  }

  /** Another account, other subscriptions, or the same with other names: everything is forgotten only where it has to be. */
  #followSession(): void {
    const drawn = this.#redrawing.roots;
    const roots = this.#roots();
    if (drawn?.map(({ id }) => id).join("\n") !== roots.map(({ id }) => id).join("\n")) {
      this.#startOver();
      return;
    }
    this.#redrawing.compare("all");
    if (this.reading.inventory !== undefined && this.#deps.session.state === "ready") {
      void this.#followAccount();
    }
  }

  async #followAccount(): Promise<void> {
    try {
      if (await this.reading.isOfAccount()) {
        return;
      }
    } catch (error) {
      this.#deps.log.error("Looking at the account again", error);
    }
    this.#startOver();
  }

  #startOver(): void {
    this.reading.reset();
    this.fleet.reset();
    this.#pages.forget(undefined);
    this.#redrawing.showRoots();
  }
}
