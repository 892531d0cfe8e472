import type { MachineChoice, MachineSummary, StateKind } from "./inventory";
import type { MachineRow } from "./machineRow";
import { compareRows, SortedRows } from "./sortedRows";

/** VMs that are chosen together: in one state, with a last backup that has failed or has not. */
interface Class {
  readonly summary: MachineSummary;
  readonly members: SortedRows;
}

/**
 * The VMs of a subscription, by what they are chosen and counted by, in order. Numbers are kept and not counted; a page
 * of a list is taken from its start, whatever comes behind it.
 */
export class MachineIndex {
  readonly #classes = new Map<string, Class>();
  /** VMs that a vault has, by the vault's id in lower case. */
  readonly #vaults = new Map<string, SortedRows>();

  /** @param row one that is not in the index */
  public add(row: MachineRow): void {
    this.#classOf(row).members.add(row);
    if (row.item !== undefined) {
      const vaultId = row.item.vaultId.toLowerCase();
      const known = this.#vaults.get(vaultId) ?? new SortedRows();
      this.#vaults.set(vaultId, known);
      known.add(row);
    }
  }

  /** @param row one that is in the index */
  public remove(row: MachineRow): void {
    this.#classOf(row).members.remove(row);
    if (row.item !== undefined) {
      this.#vaults.get(row.item.vaultId.toLowerCase())?.remove(row);
    }
  }

  /** Number of VMs by state. */
  public counts(where: MachineChoice["where"]): ReadonlyMap<StateKind, number> {
    const counts = new Map<StateKind, number>();
    for (const { summary, members } of this.#chosen(where)) {
      counts.set(summary.state, (counts.get(summary.state) ?? 0) + members.size);
    }
    return counts;
  }

  /** VMs in order. */
  public rows({ where, limit }: MachineChoice): readonly MachineRow[] {
    const parts = this.#chosen(where).map(({ members }) => members.rows.slice(0, limit));
    const [first] = parts;
    return first !== undefined && parts.length === 1 ? first : parts.flat().sort(compareRows).slice(0, limit);
  }

  /** How many of the chosen VMs come before this one. */
  public before(row: MachineRow, where: MachineChoice["where"]): number {
    return this.#chosen(where).reduce((sum, { members }) => sum + members.before(row), 0);
  }

  /** VMs that a vault has, in order. */
  public ofVault(vaultId: string): readonly MachineRow[] {
    return this.#vaults.get(vaultId.toLowerCase())?.rows ?? [];
  }

  #chosen(where: MachineChoice["where"]): readonly Class[] {
    return [...this.#classes.values()].filter(({ summary, members }) => members.size > 0 && where?.(summary) !== false);
  }

  #classOf(row: MachineRow): Class {
    const summary = summaryOf(row);
    const key = `${summary.state} ${summary.lastBackupFailed}`;
    const known = this.#classes.get(key) ?? { summary, members: new SortedRows() };
    this.#classes.set(key, known);
    return known;
  }
}

function summaryOf({ protection, item }: MachineRow): MachineSummary {
  return { state: protection.kind, lastBackupFailed: item?.lastBackupStatus?.toLowerCase() === "failed" };
}
