import { sameId } from "../ids";
import { outranks } from "../protection/protectionState";
import type { ProtectedItem, ProtectionState, Vault, VirtualMachine } from "../models";
import type { MachineChoice, MachineSummary, StateKind } from "./inventory";
import { itemOfRow, machineKey, machineOfRow } from "./machineRow";
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
  /** States that hold while a change is under way, by key of the VM. */
  readonly #overrides = new Map<string, ProtectionState>();
  #sorted: readonly MachineRow[] | undefined;
  #vaultIndex:
    { readonly of: readonly MachineRow[]; readonly rows: ReadonlyMap<string, readonly MachineRow[]> } | undefined;

  public readAt: number | undefined;
  public reading = false;
  public error: Error | undefined;
  /** Whether protected items without VM are among what is known. */
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
    const key = machineKey(vm.id);
    const before = this.#machines.get(key);
    if (before?.seen === seen && !outranks(vm.protection, before.value.protection)) {
      return;
    }
    this.#machines.set(key, { value: this.#maker.machine(vm), seen });
    this.#sorted = undefined;
  }

  /** Takes a VM in as it was found by itself, whatever a list says of it. */
  public replaceMachine(vm: VirtualMachine, seen: number): void {
    this.#machines.set(machineKey(vm.id), { value: this.#maker.machine(vm), seen });
    this.#sorted = undefined;
  }

  /** Shows a VM in another state than the one that was read, until that is undefined. */
  public override(id: string, state: ProtectionState | undefined): void {
    if (state === undefined) {
      this.#overrides.delete(machineKey(id));
    } else {
      this.#overrides.set(machineKey(id), state);
    }
    this.#sorted = undefined;
  }

  public putVault(vault: Vault, seen: number): void {
    this.#vaults.set(vault.id.toLowerCase(), { value: vault, seen });
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
    if (this.#machines.delete(machineKey(id))) {
      this.#sorted = undefined;
    }
  }

  /** Forgets what a reading of everything has not seen. */
  public sweep(seen: number): void {
    for (const kept of [this.#machines, this.#vaults, this.#lone]) {
      for (const [key, one] of kept) {
        if (one.seen !== seen) {
          kept.delete(key);
        }
      }
    }
    this.#sorted = undefined;
  }

  public vaults(): readonly Vault[] {
    return [...this.#vaults.values()].map(({ value }) => value).sort((a, b) => byName.compare(a.name, b.name));
  }

  public vault(id: string): Vault | undefined {
    return this.#vaults.get(id.toLowerCase())?.value;
  }

  public machine(id: string): VirtualMachine | undefined {
    const row = this.#machines.get(machineKey(id));
    return row === undefined ? undefined : machineOfRow(this.#shown(row.value));
  }

  public machines({ where, limit }: MachineChoice): readonly VirtualMachine[] {
    const rows = where === undefined ? this.#rows() : this.#rows().filter((row) => where(summaryOf(row)));
    return (limit === undefined ? rows : rows.slice(0, limit)).map(machineOfRow);
  }

  public counts(where: MachineChoice["where"]): ReadonlyMap<StateKind, number> {
    const counts = new Map<StateKind, number>();
    for (const { value } of this.#machines.values()) {
      const row = this.#shown(value);
      if (where?.(summaryOf(row)) !== false) {
        counts.set(row.protection.kind, (counts.get(row.protection.kind) ?? 0) + 1);
      }
    }
    return counts;
  }

  public items(vaultId: string): readonly ProtectedItem[] | undefined {
    if (!this.itemsWhole) {
      return undefined;
    }
    const ofMachines = (this.#byVault().get(vaultId.toLowerCase()) ?? []).flatMap(
      (row) => machineOfRow(row).item ?? [],
    );
    const lone = [...this.#lone.values()].filter(({ value }) => sameId(value.vaultId, vaultId));
    return [...ofMachines, ...lone.map(({ value }) => itemOfRow(value, undefined))].sort((a, b) =>
      byName.compare(a.vmName, b.vmName),
    );
  }

  #rows(): readonly MachineRow[] {
    this.#sorted ??= [...this.#machines.values()]
      .map(({ value }) => this.#shown(value))
      .sort((a, b) => byName.compare(a.name, b.name) || byName.compare(a.place.resourceGroup, b.place.resourceGroup));
    return this.#sorted;
  }

  /** Rows of the VMs that a vault has, by the vault's id in lower case. */
  #byVault(): ReadonlyMap<string, readonly MachineRow[]> {
    const rows = this.#rows();
    if (this.#vaultIndex?.of === rows) {
      return this.#vaultIndex.rows;
    }
    const index = new Map<string, MachineRow[]>();
    for (const row of rows) {
      if (row.item !== undefined) {
        const key = row.item.vaultId.toLowerCase();
        const before = index.get(key);
        if (before === undefined) {
          index.set(key, [row]);
        } else {
          before.push(row);
        }
      }
    }
    this.#vaultIndex = { of: rows, rows: index };
    return index;
  }

  #shown(row: MachineRow): MachineRow {
    const protection = this.#overrides.size === 0 ? undefined : this.#overrides.get(machineKey(row));
    return protection === undefined ? row : { ...row, protection };
  }
}

function summaryOf({ protection, item }: MachineRow): MachineSummary {
  return { protection, lastBackupStatus: item?.lastBackupStatus };
}
