import type { MachineRow } from "./machineRow";

const byText = new Intl.Collator();

/** The order of VMs in every list: by name, and by resource group where there are namesakes. */
export function compareRows(a: MachineRow, b: MachineRow): number {
  return byText.compare(a.name, b.name) || byText.compare(a.place.resourceGroup, b.place.resourceGroup);
}

/**
 * VMs in order. Pages bring thousands, a change one: what is new or gone is put in its place when the list is looked at,
 * all of it in one go, and a look without a change before costs nothing.
 */
export class SortedRows {
  #rows: readonly MachineRow[] = [];
  #added: MachineRow[] = [];
  readonly #removed = new Set<MachineRow>();

  public get size(): number {
    return this.#rows.length + this.#added.length - this.#removed.size;
  }

  /** @param row one that is not in the list */
  public add(row: MachineRow): void {
    if (!this.#removed.delete(row)) {
      this.#added.push(row);
    }
  }

  /** @param row one that is in the list */
  public remove(row: MachineRow): void {
    this.#removed.add(row);
  }

  public get rows(): readonly MachineRow[] {
    if (this.#removed.size > 0) {
      const stays = (row: MachineRow): boolean => !this.#removed.has(row);
      this.#rows = this.#rows.filter(stays);
      this.#added = this.#added.filter(stays);
      this.#removed.clear();
    }
    if (this.#added.length > 0) {
      this.#rows = merged(this.#rows, this.#added.sort(compareRows));
      this.#added = [];
    }
    return this.#rows;
  }

  /** How many rows of the list come before this one. */
  public before(row: MachineRow): number {
    return placeOf(this.rows, row, 0);
  }
}

/** Two sorted lists as one, with few looks at the longer one. */
function merged(rows: readonly MachineRow[], added: readonly MachineRow[]): readonly MachineRow[] {
  let taken = 0;
  const parts = added.flatMap((row) => {
    const start = taken;
    taken = placeOf(rows, row, start);
    return [...rows.slice(start, taken), row];
  });
  return [...parts, ...rows.slice(taken)];
}

/** The index of the first row that does not come before this one. @param start rows before it do */
function placeOf(rows: readonly MachineRow[], row: MachineRow, start: number): number {
  let [low, high] = [start, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = rows[middle];
    if (there !== undefined && compareRows(there, row) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
