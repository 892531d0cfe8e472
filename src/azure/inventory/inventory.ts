import type { CallOptions } from "../connection";
import type { ProtectedItem, ProtectionState, Subscription, Vault, VirtualMachine } from "../models";

/** The kinds of protection state, for counting and choosing. */
export type StateKind = ProtectionState["kind"];

/** Why parts of a subscription are not all known, though nothing has failed; what is left out is known whole, or not in doubt. */
export interface Unseen {
  readonly vaults?: Error | undefined;
  /** Protected items: a VM without one may have one all the same. */
  readonly items?: Error | undefined;
  readonly machines?: Error | undefined;
  readonly jobs?: Error | undefined;
}

/** How the reading of a subscription stands. */
export interface SubscriptionStatus {
  /** When all of it was last read, ISO time; undefined while it never was. */
  readonly readAt: string | undefined;
  /** It is being read, or waits for its turn. */
  readonly reading: boolean;
  /** Why the last reading failed; what was known before it still is. */
  readonly error: Error | undefined;
  /** What the last reading could not see. */
  readonly unseen: Unseen;
  /** Vaults, VMs and protected items without VM that are known so far. */
  readonly known: number;
}

/** How far a reading is: rows of all subscriptions. */
export interface InventoryProgress {
  readonly rows: number;
  /** Undefined until Azure has said it. */
  readonly total: number | undefined;
}

/** A part of a subscription's VMs, by name. */
export interface MachineChoice {
  /** Only VMs that this says yes to. Asked for each kind of summary, not for each VM. */
  readonly where?: ((vm: MachineSummary) => boolean) | undefined;
  /** How many at most, from the start of the list. */
  readonly limit?: number | undefined;
}

/** What VMs are chosen and counted by. */
export interface MachineSummary {
  readonly state: StateKind;
  readonly lastBackupFailed: boolean;
}

/** How everything is read. */
export interface ReadOptions extends CallOptions {
  readonly first?: string | undefined;
  readonly keepOthers?: boolean | undefined;
}

/**
 * Vaults, VMs and protected items of the chosen subscriptions, kept in memory. Reading from it never asks Azure: `read`
 * and `reread` do.
 */
export interface Inventory {
  /**
   * Reads everything: one query of Resource Graph per tenant and page, or the lists of the subscriptions that it does
   * not show. What is known stays until it is found changed. A subscription that fails is told by its status.
   * Ends the reading that is under way, if it is for other subscriptions; joins it otherwise. A reading that several wait
   * for goes on until the last of them has cancelled.
   * @param options.first the subscription that somebody waits for
   * @param options.keepOthers reads the given subscriptions only, beside what is known of others
   * @throws AbortError when cancelled; what has been read stays
   */
  read(subscriptions: readonly Subscription[], options?: ReadOptions): Promise<void>;
  /** Reads one VM or vault again, live; forgets it when it is gone. Other ids are left alone. */
  reread(id: string, options?: CallOptions): Promise<void>;
  status(subscriptionId: string): SubscriptionStatus;
  /** How far the reading is; undefined while nothing is being read. */
  progress(): InventoryProgress | undefined;
  /** Vaults by name. */
  vaults(subscriptionId: string): readonly Vault[];
  /** VMs by name. */
  machines(subscriptionId: string, choice?: MachineChoice): readonly VirtualMachine[];
  /** Number of VMs by state. */
  counts(subscriptionId: string, where?: MachineChoice["where"]): ReadonlyMap<StateKind, number>;
  /** How many of the VMs that are chosen come before this one; undefined when it is not known. */
  before(vmId: string, where?: MachineChoice["where"]): number | undefined;
  /** Protected items of a vault by name, those without VM included; undefined while not all of them are known. */
  items(vaultId: string): readonly ProtectedItem[] | undefined;
  machine(id: string): VirtualMachine | undefined;
  vault(id: string): Vault | undefined;
  /** Calls back with the ids of subscriptions (in lower case) of which something has changed. @returns ends that */
  onDidChange(listener: (subscriptionIds: ReadonlySet<string>) => void): () => void;
}

/** A VM or vault that a search has found. */
export interface FoundResource {
  readonly kind: "vm" | "vault";
  readonly id: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly location: string;
}

/** What a search has found, and where it could not look. */
export interface FoundResources {
  readonly resources: readonly FoundResource[];
  /** There are more than were asked for. */
  readonly more: boolean;
  /** Subscriptions that could not be searched, with the reason. */
  readonly failures: readonly { readonly subscriptions: readonly Subscription[]; readonly error: Error }[];
}

/** The whole estate at once. */
export interface InventoryCalls {
  /** What this connection knows of the chosen subscriptions; always the same object. */
  inventory(): Inventory;
  /** VMs and vaults whose name contains a text, searched by Resource Graph, or in lists where it is refused. */
  findResources(subscriptions: readonly Subscription[], text: string, options?: CallOptions): Promise<FoundResources>;
  /**
   * Calls back with the moment (milliseconds since 1970) until which requests wait because Azure asks for it, whoever
   * sends them, and with undefined when they go on. @returns ends that
   */
  watchThrottling(listener: (until: number | undefined) => void): () => void;
}
