import { isMissing } from "../http/azureError";
import { abortError } from "../http/call";
import type { CallOptions } from "../connection";
import type { Caller } from "../http/caller";
import { mapBounded } from "../http/bounded";
import { Shared } from "../http/shared";
import { parseResourceId } from "../ids";
import { getVirtualMachine } from "../machines/virtualMachines";
import type { ProtectedItem, ProtectionChange, Subscription, Vault, VirtualMachine } from "../models";
import { getVault } from "../vaults/vaults";
import type {
  Inventory,
  InventoryProgress,
  MachineChoice,
  ReadOptions,
  StateKind,
  SubscriptionStatus,
} from "./inventory";
import type { FleetRow } from "./fleetQuery";
import { RowMaker } from "./machineRow";
import { readFleet, subscriptionOf } from "./readFleet";
import type { FleetSink } from "./readFleet";
import { Shelf } from "./shelf";

/** A reading under way. */
interface Reading {
  readonly subscriptions: string;
  readonly work: Shared<void>;
}

/** The inventory of one connection. */
export class InventoryStore implements Inventory {
  readonly #caller: Caller;
  readonly #shelves = new Map<string, Shelf>();
  readonly #listeners = new Set<(subscriptionIds: ReadonlySet<string>) => void>();
  readonly #rereads = new Map<string, Promise<void>>();
  /** Ids, in lower case, of the VMs whose protection this connection is changing. */
  readonly #changing = new Set<string>();
  #maker = new RowMaker();
  #reading: Reading | undefined;
  #progress: InventoryProgress | undefined;
  /** Counts the readings; what the last one has not seen is gone. */
  #generation = 0;

  public constructor(caller: Caller) {
    this.#caller = caller;
    caller.arm.recent.watch((vmId, change) => this.#follow(vmId, change));
  }

  public async read(subscriptions: readonly Subscription[], options: ReadOptions = {}): Promise<void> {
    const key = subscriptions
      .map(({ subscriptionId }) => subscriptionId.toLowerCase())
      .toSorted()
      .join(" ");
    const going = this.#reading;
    const isFor = going?.subscriptions === key || options.keepOthers === true;
    // One that has been given up is still there for a moment.
    if (going !== undefined && isFor && !going.work.signal.aborted) {
      return going.work.wait(options.signal);
    }
    going?.work.abort();
    const work = new Shared<void>((signal) =>
      this.#readAll(subscriptions, { ...options, signal }).finally(() => {
        if (this.#reading?.work === work) {
          this.#reading = undefined;
          this.#progress = undefined;
          this.#tell(subscriptions.map(({ subscriptionId }) => subscriptionId));
        }
      }),
    );
    this.#reading = { subscriptions: key, work };
    return work.wait(options.signal);
  }

  public reread(id: string, options?: CallOptions): Promise<void> {
    if (this.#shelfOf(id) === undefined) {
      return Promise.resolve();
    }
    const key = id.toLowerCase();
    const going = this.#rereads.get(key);
    if (going !== undefined && options?.signal === undefined) {
      return going;
    }
    const done = this.#reread(id, options).finally(() => this.#rereads.delete(key));
    this.#rereads.set(key, done);
    return done;
  }

  public status(subscriptionId: string): SubscriptionStatus {
    const shelf = this.#shelves.get(subscriptionId.toLowerCase());
    return {
      readAt: shelf?.readAt === undefined ? undefined : new Date(shelf.readAt).toISOString(),
      reading: shelf?.reading ?? false,
      error: shelf?.error,
      unseen: shelf?.unseen ?? {},
      known: shelf?.known ?? 0,
    };
  }

  public progress(): InventoryProgress | undefined {
    return this.#progress;
  }

  public vaults(subscriptionId: string): readonly Vault[] {
    return this.#shelves.get(subscriptionId.toLowerCase())?.vaults() ?? [];
  }

  public machines(subscriptionId: string, choice: MachineChoice = {}): readonly VirtualMachine[] {
    return this.#shelves.get(subscriptionId.toLowerCase())?.machines(choice) ?? [];
  }

  public counts(subscriptionId: string, where?: MachineChoice["where"]): ReadonlyMap<StateKind, number> {
    return this.#shelves.get(subscriptionId.toLowerCase())?.counts(where) ?? new Map();
  }

  public before(vmId: string, where?: MachineChoice["where"]): number | undefined {
    return this.#shelfOf(vmId)?.before(vmId, where);
  }

  public items(vaultId: string): readonly ProtectedItem[] | undefined {
    return this.#shelfOf(vaultId)?.items(vaultId);
  }

  public machine(id: string): VirtualMachine | undefined {
    return this.#shelfOf(id)?.machine(id);
  }

  public vault(id: string): Vault | undefined {
    return this.#shelfOf(id)?.vault(id);
  }

  public onDidChange(listener: (subscriptionIds: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Shows a change of this connection while it lasts, then what has become of the VM. */
  #follow(vmId: string, change: ProtectionChange | undefined): void {
    const key = vmId.toLowerCase();
    if (change === undefined) {
      this.#changing.delete(key);
      void this.reread(vmId).catch(() => {
        // The state before is shown again; who refreshes learns what is wrong.
        this.#shelfOf(vmId)?.override(vmId, undefined);
        this.#tell([vmId]);
      });
      return;
    }
    this.#changing.add(key);
    this.#shelfOf(vmId)?.override(vmId, { kind: "inFlight", change });
    this.#tell([vmId]);
  }

  async #readAll(
    subscriptions: readonly Subscription[],
    options: ReadOptions & { readonly signal: AbortSignal },
  ): Promise<void> {
    this.#generation += 1;
    this.#progress = { rows: 0, total: undefined };
    this.#prepare(subscriptions, options.keepOthers === true);
    try {
      await this.#caller.withinAll(subscriptions, options, (arm) =>
        readFleet(arm, subscriptions, options.first, this.#sink(options.signal)),
      );
    } finally {
      // A reading that has taken this one's place has marked its own subscriptions.
      if (this.#reading?.work.signal === options.signal) {
        for (const shelf of this.#shelves.values()) {
          shelf.reading = false;
        }
      }
    }
  }

  /** Only what is chosen is kept. */
  #prepare(subscriptions: readonly Subscription[], keepOthers: boolean): void {
    const chosen = new Set(subscriptions.map(({ subscriptionId }) => subscriptionId.toLowerCase()));
    for (const id of [...this.#shelves.keys()]) {
      if (!keepOthers && !chosen.has(id)) {
        this.#shelves.delete(id);
      }
    }
    if (this.#shelves.size === 0) {
      this.#maker = new RowMaker();
    }
    for (const id of chosen) {
      const shelf = this.#shelves.get(id) ?? new Shelf(this.#maker);
      shelf.reading = true;
      shelf.error = undefined;
      this.#shelves.set(id, shelf);
    }
    this.#tell([...chosen]);
  }

  #sink(signal: AbortSignal): FleetSink {
    const seen = this.#generation;
    let sum: number | undefined;
    const shelf = (subscriptionId: string): Shelf | undefined =>
      signal.aborted ? undefined : this.#shelves.get(subscriptionId.toLowerCase());
    return {
      take: (rows, total) => {
        if (signal.aborted) {
          throw abortError();
        }
        if (total !== undefined) {
          sum = (sum ?? 0) + total;
        }
        const touched = this.#takeRows(rows, seen);
        this.#progress = { rows: (this.#progress?.rows ?? 0) + rows.length, total: sum };
        this.#tell([...touched]);
      },
      finish: async (subscriptionId, { withItems, unseen }) => {
        await this.#rereadRecent(subscriptionId);
        const whole = shelf(subscriptionId);
        if (whole !== undefined) {
          whole.sweep(seen);
          whole.readAt = this.#caller.arm.now();
          whole.reading = false;
          whole.itemsWhole = withItems && unseen.items === undefined;
          whole.unseen = unseen;
          this.#tell([subscriptionId]);
        }
      },
      fail: (subscriptionId, error) => {
        const failed = shelf(subscriptionId);
        if (failed !== undefined) {
          failed.error = error;
          failed.reading = false;
          this.#tell([subscriptionId]);
        }
      },
      isOpen: (subscriptionId) => shelf(subscriptionId)?.reading === true,
    };
  }

  #takeRows(rows: readonly FleetRow[], seen: number): ReadonlySet<string> {
    const touched = new Set<string>();
    const recent = new Set(this.#caller.arm.recent.below("/").map((id) => id.toLowerCase()));
    for (const row of rows) {
      const subscriptionId = subscriptionOf(row);
      const shelf = this.#shelves.get(subscriptionId);
      touched.add(subscriptionId);
      const id = row.kind === "item" ? "" : row.kind === "vm" ? row.vm.id : row.vault.id;
      // Resource Graph does not know yet what was changed a moment ago; that is read by itself.
      if (shelf === undefined || (recent.has(id.toLowerCase()) && shelf.keep(id, seen))) {
        continue;
      }
      switch (row.kind) {
        case "vault":
          shelf.putVault(row.vault, seen);
          break;
        case "vm":
          shelf.putMachine(row.vm, seen);
          break;
        case "item":
          shelf.putLoneItem(row.item, seen);
          break;
      }
    }
    return touched;
  }

  /** What was changed a moment ago, as it is now. */
  async #rereadRecent(subscriptionId: string): Promise<void> {
    const { arm } = this.#caller;
    await mapBounded(arm.recent.below(`/subscriptions/${subscriptionId}/`), 4, async (id) => {
      try {
        await this.#refreshOne(id);
      } catch (error) {
        // The list is whole without it, and tells its state of a moment ago.
        arm.log("warn", `Reading ${id} again failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  }

  async #reread(id: string, options: CallOptions | undefined): Promise<void> {
    await this.#caller.about(id, options, () => this.#refreshOne(id));
    this.#tell([id]);
  }

  async #refreshOne(id: string): Promise<void> {
    const shelf = this.#shelfOf(id);
    if (shelf === undefined) {
      return;
    }
    const { arm } = this.#caller;
    try {
      if (/\/Microsoft\.RecoveryServices\/vaults\/[^/]+$/i.test(id)) {
        shelf.putVault(await getVault(arm, id), this.#generation);
      } else if (/\/Microsoft\.Compute\/virtualMachines\/[^/]+$/i.test(id)) {
        shelf.replaceMachine(await getVirtualMachine(arm, id), this.#generation);
        if (!this.#changing.has(id.toLowerCase())) {
          shelf.override(id, undefined);
        }
      }
    } catch (error) {
      if (!isMissing(error)) {
        throw error;
      }
      shelf.remove(id);
    }
  }

  #shelfOf(id: string): Shelf | undefined {
    const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(id)?.[1];
    return subscriptionId === undefined ? undefined : this.#shelves.get(subscriptionId.toLowerCase());
  }

  /** @param ids of subscriptions or of what is in them */
  #tell(ids: readonly string[]): void {
    const subscriptions = new Set(
      ids.map((id) => (id.startsWith("/") ? parseResourceId(id).subscriptionId : id).toLowerCase()),
    );
    for (const listener of [...this.#listeners]) {
      listener(subscriptions);
    }
  }
}
