import type { JsonObject } from "../http/json";
import type { Estate } from "../state/estate";

/** Results that are kept for their next page, of each estate. */
const resultsKept = 4;

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
  const [oldest] = kept.keys();
  if (kept.size > resultsKept && oldest !== undefined) {
    kept.delete(oldest);
  }
  return rows;
}
