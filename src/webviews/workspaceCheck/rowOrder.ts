import { verdictKinds } from "./messages";
import type { WorkspaceRow } from "./messages";

/** The columns of the table, in their order. */
export const columns = ["template", "parameterFile", "vm", "verdict", "conditions", "findings"] as const;

/** A column of the table. */
export type Column = (typeof columns)[number];

/** How the table is sorted; undefined leaves the order of the check. */
export interface RowOrder {
  readonly column: Column;
  readonly descending: boolean;
}

/** Which rows the table shows. */
export interface RowFilter {
  /** Words that all have to be in a row, in any case and order. */
  readonly text: string;
  /** A kind of verdict; empty for all. */
  readonly verdict: string;
}

const byText = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The rows that the filter lets through, in the order that is asked for. */
export function arranged(
  rows: readonly WorkspaceRow[],
  filter: RowFilter,
  order: RowOrder | undefined,
): readonly WorkspaceRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter(
    (row) =>
      (filter.verdict === "" || row.verdict === filter.verdict) && words.every((word) => textOf(row).includes(word)),
  );
  if (order === undefined) {
    return shown;
  }
  const direction = order.descending ? -1 : 1;
  return shown.sort((one, other) => direction * compare(one, other, order.column));
}

function compare(one: WorkspaceRow, other: WorkspaceRow, column: Column): number {
  switch (column) {
    case "findings":
      return one.findings - other.findings;
    case "conditions":
      return one.conditions.length - other.conditions.length;
    case "verdict":
      return rank(one) - rank(other);
    case "template":
    case "parameterFile":
    case "vm":
      return byText.compare(one[column] ?? "", other[column] ?? "");
  }
}

/** The worst verdict last; rows without one after all. */
function rank({ verdict }: WorkspaceRow): number {
  return verdict === undefined ? verdictKinds.length : verdictKinds.indexOf(verdict);
}

function textOf({ template, parameterFile = "", vm = "", conditions }: WorkspaceRow): string {
  return [template, parameterFile, vm, ...conditions].join(" ").toLowerCase();
}
