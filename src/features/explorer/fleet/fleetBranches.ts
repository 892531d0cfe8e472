import type * as vscode from "vscode";
import type { Inventory, MachineChoice, StateKind } from "../../../azure/inventory/inventory";
import type { Subscription } from "../../../azure/models";
import { isCancellation } from "../../../host/errors";
import type { Log } from "../../../host/log";
import type { AzureSession } from "../../../host/session";
import type { ExplorerNode, GroupNode, SubscriptionNode, VaultNode } from "../explorerNode";
import { emptyNode, errorNode, loadingNode, moreNode, pausedNode } from "../messageNodes";
import { vaultNode } from "../vaultNodes";
import { itemNode, vmNode } from "../vmNode";
import { groupNode, groupOrder } from "./groupNodes";
import { isUnprotected } from "./unprotected";

/** A list of VMs that is longer is shown by state. */
const longestFlatList = 200;
/** VMs that "Load more…" adds. */
const pageSize = 200;

/** A list that is fed by the inventory. */
export type FleetNode = SubscriptionNode | GroupNode;

/** What the branches need. */
export interface FleetDependencies {
  readonly session: AzureSession;
  readonly log: Log;
  /** Shows a node anew, or everything. */
  readonly changed: (node: ExplorerNode | undefined) => void;
  /** Told until when (milliseconds since 1970) Azure makes requests wait, and with undefined when they go on. */
  readonly onThrottled?: ((until: number | undefined) => void) | undefined;
}

/** The lists of vaults and VMs in the tree: what the inventory knows of them, while it is being read and afterwards. */
export class FleetBranches implements vscode.Disposable {
  readonly #deps: FleetDependencies;
  /** Lists that the tree has asked for, by id: those are shown anew when something changes. */
  readonly #lists = new Map<string, FleetNode>();
  /** How many VMs of a long list are shown, by id of its node. */
  readonly #limits = new Map<string, number>();
  #inventory: Inventory | undefined;
  #stopListening: (() => void) | undefined;
  #reading: AbortController | undefined;
  #onlyUnprotected = false;
  /** The subscription that is read first. */
  #first: string | undefined;
  /** Reading was stopped by the user; only they make it go on. */
  #paused = false;

  public constructor(dependencies: FleetDependencies) {
    this.#deps = dependencies;
  }

  /** Whether only VMs that are not backed up are shown. */
  public get onlyUnprotected(): boolean {
    return this.#onlyUnprotected;
  }

  public set onlyUnprotected(only: boolean) {
    this.#onlyUnprotected = only;
    this.#limits.clear();
    this.#deps.changed(undefined);
  }

  /** What is known; undefined before anything was asked for. */
  public get inventory(): Inventory | undefined {
    return this.#inventory;
  }

  /** The lines of a list; starts reading when nothing is known of it yet. */
  public async children(node: FleetNode): Promise<readonly ExplorerNode[]> {
    this.#lists.set(node.id, node);
    let inventory: Inventory;
    try {
      inventory = await this.open();
    } catch (error) {
      return isCancellation(error) ? [] : [errorNode(node, error)];
    }
    const { subscriptionId } = node.subscription;
    const { readAt, reading, error, known } = inventory.status(subscriptionId);
    if (readAt === undefined && !reading && error === undefined && !this.#paused) {
      void this.#read(inventory, subscriptionId, undefined);
    }
    // The tree shows that it is busy until the first rows are there; lists that wait for their turn say so themselves.
    if (known === 0 && this.#first === subscriptionId) {
      await firstRows(inventory, subscriptionId);
    }
    return this.#lines(node, inventory);
  }

  /** Protected items of a vault; undefined where the inventory does not have them. */
  public items(node: VaultNode): readonly ExplorerNode[] | undefined {
    const { vault } = node;
    const status = this.#inventory?.status(vault.subscriptionId);
    const items = status?.readAt === undefined ? undefined : this.#inventory?.items(vault.id);
    return items?.map((item) => itemNode(node, item));
  }

  /** The inventory of the account, and from now on the tree follows it. */
  public async open(): Promise<Inventory> {
    const connection = await this.#deps.session.connection();
    const inventory = connection.inventory();
    if (inventory !== this.#inventory) {
      this.#stopListening?.();
      this.#inventory = inventory;
      const stops = [
        inventory.onDidChange((ids) => this.#follow(ids)),
        connection.watchThrottling((until) => this.#deps.onThrottled?.(until)),
      ];
      this.#stopListening = () => stops.forEach((stop) => stop());
    }
    return inventory;
  }

  /**
   * Reads everything again, behind what is shown. Never rejects: the lists say what went wrong.
   * @param first the subscription that somebody waits for
   */
  public async readAll(first?: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.#read(await this.open(), first, signal);
    } catch (error) {
      if (!isCancellation(error)) {
        this.#deps.log.error("Reading the inventory", error);
      }
    }
  }

  /** Reads one subscription again, behind what is shown. Never rejects. */
  public async readOne(subscription: Subscription): Promise<void> {
    try {
      const inventory = await this.open();
      await inventory.read([subscription], { keepOthers: true });
    } catch (error) {
      if (!isCancellation(error)) {
        this.#deps.log.error("Reading a subscription again", error);
      }
    }
  }

  /** Reads one VM or vault again, if it is in what is known. Never rejects: what is shown stays, and the log says why. */
  public async reread(id: string): Promise<void> {
    try {
      await this.#inventory?.reread(id);
    } catch (error) {
      if (!isCancellation(error)) {
        this.#deps.log.error("Reading a resource again", error);
      }
    }
  }

  /** Gives up reading; what has been read stays. */
  public stop(): void {
    this.#paused = this.#reading !== undefined;
    this.#reading?.abort();
  }

  /** Shows the next part of a long list. */
  public more(list: ExplorerNode): boolean {
    if (!this.#lists.has(list.id)) {
      return false;
    }
    this.#limits.set(list.id, this.#limitOf(list.id) + pageSize);
    this.#deps.changed(list);
    return true;
  }

  /** Forgets the account's inventory: another one may be signed in. */
  public reset(): void {
    this.stop();
    this.#paused = false;
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#inventory = undefined;
    this.#lists.clear();
    this.#limits.clear();
  }

  /** The node of a VM below its list, made visible; undefined when the VM is not known. */
  public nodeOfVm(list: SubscriptionNode, id: string): ExplorerNode | undefined {
    const vm = this.#inventory?.machine(id);
    if (vm === undefined || this.#inventory === undefined) {
      return undefined;
    }
    const { subscriptionId } = list.subscription;
    const total = sum(this.#inventory.counts(subscriptionId, this.#where()));
    if (total <= longestFlatList) {
      return vmNode(list, vm);
    }
    const state = vm.protection.kind;
    const inGroup = this.#inventory.machines(subscriptionId, { where: this.#where(state) });
    const group = groupNode(list, state, inGroup.length, this.#onlyUnprotected);
    const index = inGroup.findIndex((one) => one.id === vm.id);
    this.#limits.set(group.id, Math.max(this.#limitOf(group.id), Math.ceil((index + 1) / pageSize) * pageSize));
    return vmNode(group, vm);
  }

  public dispose(): void {
    this.reset();
  }

  async #read(inventory: Inventory, first: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    signal?.addEventListener("abort", abort, { once: true });
    this.#reading = controller;
    this.#first = first;
    this.#paused = false;
    try {
      await inventory.read(this.#deps.session.subscriptions, { signal: controller.signal, first });
    } catch (error) {
      if (!isCancellation(error)) {
        this.#deps.log.error("Reading the inventory", error);
      }
    } finally {
      signal?.removeEventListener("abort", abort);
      if (this.#reading === controller) {
        this.#reading = undefined;
        this.#first = undefined;
        // Numbers and ages stand beside the lists too.
        this.#deps.changed(undefined);
      }
    }
  }

  #limitOf(id: string): number {
    return this.#limits.get(id) ?? pageSize;
  }

  #where(state?: StateKind): MachineChoice["where"] {
    const only = this.#onlyUnprotected;
    return (vm) => (state === undefined || vm.protection.kind === state) && (!only || isUnprotected(vm));
  }

  #lines(node: FleetNode, inventory: Inventory): readonly ExplorerNode[] {
    const { subscriptionId } = node.subscription;
    if (node.kind === "group") {
      return this.#machines(node, inventory, node.state);
    }
    const status = inventory.status(subscriptionId);
    const lines =
      node.kind === "vaults"
        ? inventory.vaults(subscriptionId).map((vault) => vaultNode(node, vault))
        : this.#machineLines(node, inventory);
    if (status.error !== undefined) {
      return [...lines, errorNode(node, status.error)];
    }
    if (status.readAt === undefined) {
      return [...lines, status.reading ? loadingNode(node, inventory.progress()) : pausedNode(node)];
    }
    return lines.length === 0 ? [emptyNode(node, this.#onlyUnprotected && node.kind === "vms")] : lines;
  }

  #machineLines(node: SubscriptionNode, inventory: Inventory): readonly ExplorerNode[] {
    const counts = inventory.counts(node.subscription.subscriptionId, this.#where());
    if (sum(counts) <= longestFlatList) {
      return this.#machines(node, inventory, undefined);
    }
    return groupOrder.flatMap((state) => {
      const count = counts.get(state) ?? 0;
      return count === 0 ? [] : [groupNode(node, state, count, this.#onlyUnprotected)];
    });
  }

  #machines(node: FleetNode, inventory: Inventory, state: StateKind | undefined): readonly ExplorerNode[] {
    const limit = this.#limitOf(node.id);
    const { subscriptionId } = node.subscription;
    const found = inventory.machines(subscriptionId, { where: this.#where(state), limit: limit + 1 });
    const nodes = found.slice(0, limit).map((vm) => vmNode(node, vm));
    return found.length > limit ? [...nodes, moreNode(node)] : nodes;
  }

  #follow(subscriptionIds: ReadonlySet<string>): void {
    for (const node of this.#lists.values()) {
      // A group is shown with the list that it is in.
      if (node.kind !== "group" && subscriptionIds.has(node.subscription.subscriptionId.toLowerCase())) {
        this.#deps.changed(node);
      }
    }
  }
}

/** Resolves when something of a subscription is known, or will not be. */
function firstRows(inventory: Inventory, subscriptionId: string): Promise<void> {
  return new Promise((resolve) => {
    const isOver = (): boolean => {
      const { known, reading, readAt, error } = inventory.status(subscriptionId);
      return (
        known > 0 || readAt !== undefined || error !== undefined || (!reading && inventory.progress() === undefined)
      );
    };
    if (isOver()) {
      resolve();
      return;
    }
    const stop = inventory.onDidChange(() => {
      if (isOver()) {
        stop();
        resolve();
      }
    });
  });
}

/** Number of VMs in all states. */
export function sum(counts: ReadonlyMap<StateKind, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}
