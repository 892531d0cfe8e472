import type { JsonObject } from "../http/json";
import type { Estate } from "../state/estate";

/** Results that are kept for their next page, of each estate. */
const resultsKept = 4;
/** Their rows, as long as there is more than one result: those of a fleet are two kilobytes each. */
const rowsKept = 150_000;

const results = new WeakMap<Estate, Map<string, readonly JsonObject[]>>();

/**
 * All rows of a query. The pages of one answer are cut from one result, whatever changes between them; a first page is
 * always asked anew.
 * @param question tells queries apart
 */
export function rowsFor(
  estate: Estate,
  question: string,
  isFirstPage: boolean,
  run: () => readonly JsonObject[],
): readonly JsonObject[] {
  const kept = results.get(estate) ?? new Map<string, readonly JsonObject[]>();
  results.set(estate, kept);
  const rows = (isFirstPage ? undefined : kept.get(question)) ?? run();
  kept.delete(question);
  kept.set(question, rows);
  for (const oldest of [...kept.keys()].slice(0, -1)) {
    if (kept.size > resultsKept || sizeOf(kept) > rowsKept) {
      kept.delete(oldest);
    }
  }
  return rows;
}

/** The last page has been given. */
export function forgetRows(estate: Estate, question: string): void {
  results.get(estate)?.delete(question);
}

function sizeOf(kept: ReadonlyMap<string, readonly JsonObject[]>): number {
  return [...kept.values()].reduce((sum, { length }) => sum + length, 0);
}
