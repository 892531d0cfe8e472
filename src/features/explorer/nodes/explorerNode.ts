import type { StateKind } from "../../../azure/inventory/inventory";
import type { Subscription, TenantFailure, Vault } from "../../../azure/models";

/** How a node looks and reads: plain data, from which a tree item is made. */
export interface NodeView {
  readonly label: string;
  readonly description?: string | undefined;
  /** Codicon and theme colour. */
  readonly icon: string;
  readonly color?: string | undefined;
  /**
   * Pairs of name and value, shown one a line; a pair with an empty name is a sentence. Long lists put them together when
   * they are asked for: few lines are ever hovered over.
   */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Words for the `when` clauses of package.json. */
  readonly context: string;
  /** What a screen reader says: everything that the look tells, in words. */
  readonly spoken: string;
  readonly children: "none" | "collapsed" | "expanded";
  /** Command that a click runs, with the node as its argument. */
  readonly onClick?: string | undefined;
}

interface Node<Kind extends string> {
  readonly kind: Kind;
  /** Stable over reloads, lower-case; VS Code keeps selection and expansion by it. */
  readonly id: string;
  readonly parent: ExplorerNode | undefined;
  /** For commands: the ARM id that the node stands for. */
  readonly resourceId?: string;
  readonly view: NodeView;
}

/** A subscription, or one of the two lists below it. */
export interface SubscriptionNode extends Node<"subscription" | "vaults" | "vms"> {
  readonly subscription: Subscription;
}

/** The VMs of a subscription that are in one state. */
export interface GroupNode extends Node<"group"> {
  readonly subscription: Subscription;
  readonly state: StateKind;
  readonly parent: SubscriptionNode;
}

/** A vault. */
export interface VaultNode extends Node<"vault"> {
  readonly vault: Vault;
}

/** A list of a vault. */
export interface VaultListNode extends Node<"items" | "policies" | "jobs"> {
  readonly vault: Vault;
}

/** A resource without anything below it; commands ask Azure for it by its id. */
export type ResourceNode = Node<"item" | "policy" | "job" | "vm"> & { readonly resourceId: string };

/** A tenant that has let nobody in. */
export interface TenantNode extends Node<"tenant"> {
  readonly failure: TenantFailure;
}

/** Stands where there is more to load, where something failed, or where there is nothing. */
export type MessageNode = Node<"more" | "error" | "empty" | "loading" | "paused">;

/** One line of the tree. */
export type ExplorerNode =
  SubscriptionNode | GroupNode | VaultNode | VaultListNode | ResourceNode | TenantNode | MessageNode;
