import type {
  Inventory,
  InventoryProgress,
  MachineChoice,
  StateKind,
  SubscriptionStatus,
  Unseen,
} from "../../../../src/azure/inventory/inventory";
import type { Subscription, Vault, VirtualMachine } from "../../../../src/azure/models";

/** An inventory whose Azure is what a test puts into it. */
export class MemoryInventory implements Inventory {
  public azure: { readonly vaults: readonly Vault[]; readonly machines: readonly VirtualMachine[] } = {
    vaults: [],
    machines: [],
  };
  public readonly asked: string[] = [];
  /** Set by tests that end a reading themselves. */
  public failure: Error | undefined;
  public wait: Promise<void> | undefined;
  public readAt: string | undefined;
  /** When the next reading ends. */
  public now = "2026-03-02T10:00:00.000Z";
  public reading = false;
  public unseen: Unseen = {};
  #known: MemoryInventory["azure"] = { vaults: [], machines: [] };
  #error: Error | undefined;
  readonly #listeners = new Set<(subscriptionIds: ReadonlySet<string>) => void>();

  public async read(
    subscriptions: readonly Subscription[],
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<void> {
    this.asked.push(`read ${subscriptions.map(({ name }) => name).join(" ")}`);
    this.reading = true;
    this.#error = undefined;
    await (this.wait ?? Promise.resolve());
    this.reading = false;
    if (options?.signal?.aborted === true) {
      this.tell();
      throw new DOMException("stopped", "AbortError");
    }
    this.#error = this.failure;
    if (this.failure === undefined) {
      this.#known = this.azure;
      this.readAt = this.now;
    }
    this.tell();
  }

  /** A part of what a reading finds. */
  public arrive(part: Partial<MemoryInventory["azure"]>, subscriptionId = "aaaa"): void {
    this.#known = { ...this.#known, ...part };
    this.tell(subscriptionId);
  }

  public reread(id: string): Promise<void> {
    this.asked.push(`reread ${id.split("/").at(-1) ?? ""}`);
    const same = (one: { readonly id: string }): boolean => one.id.toLowerCase() === id.toLowerCase();
    const fresh = <T extends { readonly id: string }>(known: readonly T[], azure: readonly T[]): readonly T[] => [
      ...known.filter((one) => !same(one)),
      ...azure.filter(same),
    ];
    this.arrive({
      vaults: fresh(this.#known.vaults, this.azure.vaults),
      machines: fresh(this.#known.machines, this.azure.machines),
    });
    return Promise.resolve();
  }

  public status(subscriptionId: string): SubscriptionStatus {
    return {
      readAt: this.readAt,
      reading: this.reading,
      error: this.#error,
      unseen: this.unseen,
      known: this.vaults(subscriptionId).length + this.machines(subscriptionId).length,
    };
  }

  public progress(): InventoryProgress | undefined {
    return this.reading ? { rows: this.#known.vaults.length + this.#known.machines.length, total: 1000 } : undefined;
  }

  public vaults(subscriptionId: string): readonly Vault[] {
    return this.#known.vaults.filter((vault) => isOf(vault, subscriptionId));
  }

  public machines(subscriptionId: string, { where, limit }: MachineChoice = {}): readonly VirtualMachine[] {
    return this.#known.machines
      .filter((vm) => isOf(vm, subscriptionId))
      .filter(
        (vm) =>
          where?.({ state: vm.protection.kind, lastBackupFailed: vm.item?.lastBackupStatus === "Failed" }) !== false,
      )
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .slice(0, limit);
  }

  public counts(subscriptionId: string, where?: MachineChoice["where"]): ReadonlyMap<StateKind, number> {
    const counts = new Map<StateKind, number>();
    for (const { protection } of this.machines(subscriptionId, { where })) {
      counts.set(protection.kind, (counts.get(protection.kind) ?? 0) + 1);
    }
    return counts;
  }

  public before(vmId: string, where?: MachineChoice["where"]): number | undefined {
    const vm = this.machine(vmId);
    const index = vm === undefined ? -1 : this.machines(vm.subscriptionId, { where }).indexOf(vm);
    return index < 0 ? undefined : index;
  }

  public items(): undefined {
    return undefined;
  }

  public machine(id: string): VirtualMachine | undefined {
    return this.#known.machines.find((one) => one.id.toLowerCase() === id.toLowerCase());
  }

  public vault(id: string): Vault | undefined {
    return this.#known.vaults.find((one) => one.id.toLowerCase() === id.toLowerCase());
  }

  public onDidChange(listener: (subscriptionIds: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  private tell(...subscriptionIds: readonly string[]): void {
    for (const listener of [...this.#listeners]) {
      listener(new Set(subscriptionIds.length === 0 ? ["aaaa", "bbbb"] : subscriptionIds));
    }
  }
}

function isOf(one: { readonly subscriptionId: string }, subscriptionId: string): boolean {
  return one.subscriptionId.toLowerCase() === subscriptionId.toLowerCase();
}
