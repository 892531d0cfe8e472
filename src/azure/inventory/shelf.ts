import { sameId } from "../ids";
import { outranks } from "../protection/protectionState";
import type { ProtectedItem, ProtectionState, Vault, VirtualMachine } from "../models";
import type { MachineChoice, StateKind, Unseen } from "./inventory";
import { MachineIndex } from "./machineIndex";
import { itemOfRow, machineKey, machineOfRow, sameMachine } from "./machineRow";
import type { ItemRow, MachineRow, RowMaker } from "./machineRow";

interface Kept<T> {
  readonly value: T;
  /** The reading that last saw it. */
  readonly seen: number;
}

const byName = new Intl.Collator();

/** What is known of one subscription. */
export class Shelf {
  readonly #maker: RowMaker;
  readonly #machines = new Map<string, Kept<MachineRow>>();
  readonly #vaults = new Map<string, Kept<Vault>>();
  /** Protected items whose VM is gone, by id in lower case. */
  readonly #lone = new Map<string, Kept<ItemRow>>();
  /** VMs as they are shown while a change of them is under way, by key; all others are shown as they were read. */
  readonly #overridden = new Map<string, MachineRow>();
  /** States that hold while a change is under way, by key of the VM. */
  readonly #overrides = new Map<string, ProtectionState>();
  /** The VMs as they are shown. */
  readonly #index = new MachineIndex();
  #vaultList: readonly Vault[] | undefined;

  public readAt: number | undefined;
  public reading = false;
  public error: Error | undefined;
  public unseen: Unseen = {};
  /** Whether all protected items are among what is known, those without VM as well. */
  public itemsWhole = false;

  public constructor(maker: RowMaker) {
    this.#maker = maker;
  }

  public get known(): number {
    return this.#machines.size + this.#vaults.size + this.#lone.size;
  }

  /**
   * Takes a VM in. One that has two items (a deleted one and a new one) comes twice in a reading: the item that says
   * more of it counts.
   */
  public putMachine(vm: VirtualMachine, seen: number): void {
    const before = this.#machines.get(machineKey(vm.id));
    if (before?.seen !== seen || outranks(vm.protection, before.value.protection)) {
      this.replaceMachine(vm, seen);
    }
  }

  /** Takes a VM in as it was found by itself, whatever a list says of it. */
  public replaceMachine(vm: VirtualMachine, seen: number): void {
    const key = machineKey(vm.id);
    const before = this.#machines.get(key);
    const row = this.#maker.machine(vm);
    if (before !== undefined && sameMachine(before.value, row)) {
      this.#machines.set(key, { value: before.value, seen });
      return;
    }
    this.#hide(key);
    this.#machines.set(key, { value: row, seen });
    this.#show(key);
  }

  /** Shows a VM in another state than the one that was read, until that is undefined. */
  public override(id: string, state: ProtectionState | undefined): void {
    const key = machineKey(id);
    this.#hide(key);
    if (state === undefined) {
      this.#overrides.delete(key);
    } else {
      this.#overrides.set(key, state);
    }
    this.#show(key);
  }

  public putVault(vault: Vault, seen: number): void {
    this.#vaults.set(vault.id.toLowerCase(), { value: vault, seen });
    this.#vaultList = undefined;
  }

  public putLoneItem(item: ProtectedItem, seen: number): void {
    this.#lone.set(item.id.toLowerCase(), { value: this.#maker.item(item, undefined), seen });
  }

  /** Leaves what is known of a resource as it is, but remembers that a reading has seen it. */
  public keep(id: string, seen: number): boolean {
    const vault = this.#vaults.get(id.toLowerCase());
    const machine = vault === undefined ? this.#machines.get(machineKey(id)) : undefined;
    if (vault !== undefined) {
      this.#vaults.set(id.toLowerCase(), { ...vault, seen });
    }
    if (machine !== undefined) {
      this.#machines.set(machineKey(id), { ...machine, seen });
    }
    return vault !== undefined || machine !== undefined;
  }

  public remove(id: string): void {
    this.#vaults.delete(id.toLowerCase());
    this.#vaultList = undefined;
    this.#hide(machineKey(id));
    this.#machines.delete(machineKey(id));
  }

  /** Forgets what a reading of everything has not seen. */
  public sweep(seen: number): void {
    for (const [key, machine] of this.#machines) {
      if (machine.seen !== seen) {
        this.#hide(key);
        this.#machines.delete(key);
      }
    }
    for (const kept of [this.#vaults, this.#lone]) {
      for (const [key, one] of kept) {
        if (one.seen !== seen) {
          kept.delete(key);
        }
      }
    }
    this.#vaultList = undefined;
  }

  public vaults(): readonly Vault[] {
    this.#vaultList ??= [...this.#vaults.values()]
      .map(({ value }) => value)
      .sort((a, b) => byName.compare(a.name, b.name));
    return this.#vaultList;
  }

  public vault(id: string): Vault | undefined {
    return this.#vaults.get(id.toLowerCase())?.value;
  }

  public machine(id: string): VirtualMachine | undefined {
    const row = this.#shown(machineKey(id));
    return row === undefined ? undefined : machineOfRow(row);
  }

  public machines(choice: MachineChoice): readonly VirtualMachine[] {
    return this.#index.rows(choice).map(machineOfRow);
  }

  public counts(where: MachineChoice["where"]): ReadonlyMap<StateKind, number> {
    return this.#index.counts(where);
  }

  public before(id: string, where: MachineChoice["where"]): number | undefined {
    const row = this.#shown(machineKey(id));
    return row === undefined ? undefined : this.#index.before(row, where);
  }

  public items(vaultId: string): readonly ProtectedItem[] | undefined {
    if (!this.itemsWhole) {
      return undefined;
    }
    const ofMachines = this.#index.ofVault(vaultId).flatMap((row) => machineOfRow(row).item ?? []);
    const lone = [...this.#lone.values()].filter(({ value }) => sameId(value.vaultId, vaultId));
    return [...ofMachines, ...lone.map(({ value }) => itemOfRow(value, undefined))].sort((a, b) =>
      byName.compare(a.vmName, b.vmName),
    );
  }

  #shown(key: string): MachineRow | undefined {
    return this.#overridden.get(key) ?? this.#machines.get(key)?.value;
  }

  #hide(key: string): void {
    const row = this.#shown(key);
    this.#overridden.delete(key);
    if (row !== undefined) {
      this.#index.remove(row);
    }
  }

  #show(key: string): void {
    const row = this.#machines.get(key)?.value;
    const protection = this.#overrides.get(key);
    if (row === undefined) {
      return;
    }
    const shown = protection === undefined ? row : { ...row, protection };
    if (shown !== row) {
      this.#overridden.set(key, shown);
    }
    this.#index.add(shown);
  }
}
