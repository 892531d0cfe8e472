import type {
  Inventory,
  InventoryProgress,
  MachineChoice,
  ReadOptions,
  StateKind,
  SubscriptionStatus,
  Unseen,
} from "../../../../src/azure/inventory/inventory";
import type { ProtectedItem, Subscription, Vault, VirtualMachine } from "../../../../src/azure/models";

/** What there is in Azure. */
export interface Estate {
  readonly vaults?: readonly Vault[];
  readonly machines?: readonly VirtualMachine[];
}

/** An inventory that knows nothing until it has read `azure`; a test may let pages come one by one. */
export class ListInventory implements Inventory {
  /** Readings so far, by the names of their subscriptions. */
  public readonly readings: string[] = [];
  public azure: Estate;
  /** ISO time of the readings. */
  public now = "2026-11-22T10:00:00.000Z";
  /** Subscriptions that cannot be read, by id. */
  public failures = new Map<string, Error>();
  /** What cannot be seen of subscriptions, by id. */
  public unseen = new Map<string, Unseen>();
  /** Awaited by each reading, when a test sets it; rejects when the reading is aborted. */
  public hold: Promise<void> | undefined;
  /** The signal of the last reading. */
  public signal: AbortSignal | undefined;
  /** A test that cares puts its own here. */
  public reread: Inventory["reread"] = () => Promise.resolve();
  #known: Estate = {};
  #reading = false;
  readonly #readAt = new Map<string, string>();
  readonly #errors = new Map<string, Error>();
  readonly #listeners = new Set<(subscriptionIds: ReadonlySet<string>) => void>();

  public constructor(azure: Estate) {
    this.azure = azure;
  }

  /** Who follows what becomes known. */
  public get listeners(): number {
    return this.#listeners.size;
  }

  public async read(subscriptions: readonly Subscription[], options: ReadOptions = {}): Promise<void> {
    this.readings.push(subscriptions.map(({ name }) => name).join(" "));
    this.signal = options.signal;
    this.#reading = true;
    try {
      await (this.hold ?? Promise.resolve());
      if (options.signal?.aborted === true) {
        throw new DOMException("stopped", "AbortError");
      }
    } finally {
      this.#reading = false;
      this.#tell();
    }
    this.#known = this.azure;
    for (const { subscriptionId } of subscriptions) {
      const failure = this.failures.get(subscriptionId);
      if (failure === undefined) {
        this.#readAt.set(subscriptionId, this.now);
        this.#errors.delete(subscriptionId);
      } else {
        this.#errors.set(subscriptionId, failure);
      }
    }
    this.#tell();
  }

  /** A page of a reading. */
  public arrive(part: Estate): void {
    this.#known = part;
    this.#tell();
  }

  public status(subscriptionId: string): SubscriptionStatus {
    return {
      readAt: this.#readAt.get(subscriptionId),
      reading: this.#reading,
      error: this.#errors.get(subscriptionId),
      unseen: this.unseen.get(subscriptionId) ?? {},
      known: this.vaults(subscriptionId).length + this.machines(subscriptionId).length,
    };
  }

  public progress(): InventoryProgress | undefined {
    return this.#reading ? { rows: this.#known.machines?.length ?? 0, total: undefined } : undefined;
  }

  public vaults(subscriptionId: string): readonly Vault[] {
    return (this.#known.vaults ?? []).filter((one) => one.subscriptionId === subscriptionId);
  }

  public machines(subscriptionId: string, { where, limit }: MachineChoice = {}): readonly VirtualMachine[] {
    return (this.#known.machines ?? [])
      .filter((one) => one.subscriptionId === subscriptionId)
      .filter((one) => where?.({ state: one.protection.kind, lastBackupFailed: false }) !== false)
      .slice(0, limit);
  }

  public counts(subscriptionId: string): ReadonlyMap<StateKind, number> {
    const counts = new Map<StateKind, number>();
    for (const { protection } of this.machines(subscriptionId)) {
      counts.set(protection.kind, (counts.get(protection.kind) ?? 0) + 1);
    }
    return counts;
  }

  public before(vmId: string): number | undefined {
    const vm = this.machine(vmId);
    return vm === undefined ? undefined : this.machines(vm.subscriptionId).indexOf(vm);
  }

  public items(): readonly ProtectedItem[] | undefined {
    return undefined;
  }

  public machine(id: string): VirtualMachine | undefined {
    return this.#known.machines?.find((one) => one.id.toLowerCase() === id.toLowerCase());
  }

  public vault(id: string): Vault | undefined {
    return this.#known.vaults?.find((one) => one.id.toLowerCase() === id.toLowerCase());
  }

  public onDidChange(listener: (subscriptionIds: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) {
      listener(new Set());
    }
  }
}

/** For a fake connection: the inventory of an estate that was never read. */
export function inventoryOf(azure: Estate): () => Inventory {
  const inventory = new ListInventory(azure);
  return () => inventory;
}
