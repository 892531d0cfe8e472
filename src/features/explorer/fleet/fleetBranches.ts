import type { Inventory, MachineChoice, StateKind } from "../../../azure/inventory/inventory";
import type { ExplorerNode, GroupNode, SubscriptionNode, VaultListNode } from "../nodes/explorerNode";
import { emptyNode, errorNode, loadingNode, moreNode, pausedNode, unseenNode } from "../nodes/messageNodes";
import type { Concerned } from "../redrawing";
import { sum } from "../nodes/subscriptionNodes";
import { vaultNode } from "../nodes/vaultNodes";
import { itemNode, vmNode } from "../nodes/vmNode";
import type { FleetReading } from "./fleetReading";
import { groupNode, groupOrder } from "./groupNodes";
import { isUnprotected, summaryOf } from "./unprotected";

/** A list of VMs that is longer is shown by state. */
const longestFlatList = 200;
/** Lines that "Load more…" adds. */
const pageSize = 200;

/** What the branches need. */
export interface FleetDependencies {
  readonly reading: FleetReading;
  /** Told of subscriptions whose lines are others now. */
  readonly changed: (concerned: Concerned) => void;
}

/** The lists of vaults and VMs in the tree: what the inventory knows of them, while it is being read and afterwards. */
export class FleetBranches {
  readonly #deps: FleetDependencies;
  /** How many lines of a long list are shown, by id of its node. */
  readonly #limits = new Map<string, number>();
  #onlyUnprotected = false;

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
    this.#deps.changed("all");
  }

  /** The lines of a list of a subscription; undefined before anything was asked for. */
  public lines(node: SubscriptionNode | GroupNode): readonly ExplorerNode[] | undefined {
    const { inventory } = this.#deps.reading;
    if (inventory === undefined) {
      return undefined;
    }
    return node.kind === "group" ? this.#machines(node, inventory, node.state) : this.#listLines(node, inventory);
  }

  /** Protected items of a vault; undefined where the inventory does not have them. */
  public items(node: VaultListNode): readonly ExplorerNode[] | undefined {
    const { inventory } = this.#deps.reading;
    const { vault } = node;
    const items = inventory?.status(vault.subscriptionId).readAt === undefined ? undefined : inventory.items(vault.id);
    if (items === undefined) {
      return undefined;
    }
    const limit = this.#limitOf(node.id);
    const lines = items.slice(0, limit).map((item) => itemNode(node, item));
    return items.length === 0 ? [emptyNode(node)] : items.length > limit ? [...lines, moreNode(node)] : lines;
  }

  /** Shows the next part of a long list. @returns false for lists that are not fed by the inventory */
  public more(list: ExplorerNode): boolean {
    const isFed =
      list.kind === "vms" || list.kind === "group" || (list.kind === "items" && this.items(list) !== undefined);
    if (isFed) {
      this.#limits.set(list.id, this.#limitOf(list.id) + pageSize);
      const { subscriptionId } = "vault" in list ? list.vault : list.subscription;
      this.#deps.changed(new Set([subscriptionId.toLowerCase()]));
    }
    return isFed;
  }

  /** Whether a VM is not shown because it is backed up. */
  public hides(id: string): boolean {
    const vm = this.#onlyUnprotected ? this.#deps.reading.inventory?.machine(id) : undefined;
    return vm !== undefined && !isUnprotected(summaryOf(vm));
  }

  /** Forgets how much of the lists is shown: another account may be signed in. */
  public reset(): void {
    this.#limits.clear();
  }

  /** The node of a VM below its list, made visible; undefined when the VM is not known. */
  public nodeOfVm(list: SubscriptionNode, id: string): ExplorerNode | undefined {
    const { inventory } = this.#deps.reading;
    const vm = inventory?.machine(id);
    if (vm === undefined || inventory === undefined) {
      return undefined;
    }
    const { subscriptionId } = list.subscription;
    const counts = inventory.counts(subscriptionId, this.#where());
    if (sum(counts) <= longestFlatList) {
      return vmNode(list, vm);
    }
    const state = vm.protection.kind;
    const group = groupNode(list, state, counts.get(state) ?? 0, this.#onlyUnprotected);
    const before = inventory.before(id, this.#where(state)) ?? 0;
    this.#limits.set(group.id, Math.max(this.#limitOf(group.id), Math.ceil((before + 1) / pageSize) * pageSize));
    this.#deps.changed(new Set([subscriptionId.toLowerCase()]));
    return vmNode(group, vm);
  }

  #limitOf(id: string): number {
    return this.#limits.get(id) ?? pageSize;
  }

  #where(state?: StateKind): MachineChoice["where"] {
    const only = this.#onlyUnprotected;
    return (vm) => (state === undefined || vm.state === state) && (!only || isUnprotected(vm));
  }

  #listLines(node: SubscriptionNode, inventory: Inventory): readonly ExplorerNode[] {
    const { subscriptionId } = node.subscription;
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
    const unseen = node.kind === "vaults" ? status.unseen.vaults : status.unseen.machines;
    if (unseen !== undefined) {
      return [...lines, unseenNode(node, unseen)];
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

  #machines(
    node: SubscriptionNode | GroupNode,
    inventory: Inventory,
    state: StateKind | undefined,
  ): readonly ExplorerNode[] {
    const limit = this.#limitOf(node.id);
    const { subscriptionId } = node.subscription;
    const found = inventory.machines(subscriptionId, { where: this.#where(state), limit: limit + 1 });
    const nodes = found.slice(0, limit).map((vm) => vmNode(node, vm));
    return found.length > limit ? [...nodes, moreNode(node)] : nodes;
  }
}
