import type { Estate } from "../state/estate";
import type { Found } from "./runQuery";

/** Results that are kept for their next page, of each estate. */
const resultsKept = 4;
/** Their rows, as long as there is more than one result, and those of one result that is read from its beginning. */
const rowsKept = 150_000;

const results = new WeakMap<Estate, Map<string, Found>>();

/** A page of a result. */
export interface PageAsked {
  /** Tells queries apart. */
  readonly question: string;
  /** Rows before the page; 0 asks the query anew. */
  readonly start: number;
  /** Rows behind which the page ends. */
  readonly end: number;
}

/**
 * All rows of a query, or as many as anybody reads of the jobs of a fleet. The pages of one answer are cut from one result,
 * whatever changes between them; a first page is always asked anew.
 * @param run asks the query for so many rows
 */
export function rowsFor(estate: Estate, { question, start, end }: PageAsked, run: (most: number) => Found): Found {
  const kept = results.get(estate) ?? new Map<string, Found>();
  results.set(estate, kept);
  let found = (start === 0 ? undefined : kept.get(question)) ?? run(rowsKept);
  if (found.rows.length < Math.min(end, found.total)) {
    found = run(Infinity);
  }
  kept.delete(question);
  kept.set(question, found);
  for (const oldest of [...kept.keys()].slice(0, -1)) {
    if (kept.size > resultsKept || sizeOf(kept) > rowsKept) {
      kept.delete(oldest);
    }
  }
  return found;
}

/** The last page has been given. */
export function forgetRows(estate: Estate, question: string): void {
  results.get(estate)?.delete(question);
}

function sizeOf(kept: ReadonlyMap<string, Found>): number {
  return [...kept.values()].reduce((sum, { rows }) => sum + rows.length, 0);
}
