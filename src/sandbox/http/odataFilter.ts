import { badRequest } from "./armFault";

/** One `key eq 'value'` of a filter. */
interface Condition {
  /** In lower case. */
  readonly key: string;
  readonly operator: string;
  /** Without quotes; `true` and `false` have none. */
  readonly value: string;
}

const condition = /^([A-Za-z]+)\s+(eq|ge|le)\s+(?:'((?:[^']|'')*)'|(true|false)\b)\s*/iu;

/** The conditions of a `$filter`, joined by `and`; none without a filter, undefined for other grammar. */
export function filterConditions(query: URLSearchParams): readonly Condition[] | undefined {
  const conditions: Condition[] = [];
  let rest = query.get("$filter")?.trim() ?? "";
  while (rest !== "") {
    const match = condition.exec(rest);
    const after = rest.slice(match?.[0].length ?? 0);
    if (match === null || !/^(?:$|and\s+\S)/iu.test(after)) {
      return undefined;
    }
    const [, key = "", operator = "", text, word = ""] = match;
    conditions.push({
      key: key.toLowerCase(),
      operator: operator.toLowerCase(),
      value: text?.replaceAll("''", "'") ?? word,
    });
    rest = after.replace(/^and\s+/iu, "");
  }
  return conditions;
}

/** The conditions of a `$filter` by key, in lower case. Throws 400 on other grammar than `key eq 'value'` and `and`. */
export function parseFilter(query: URLSearchParams): ReadonlyMap<string, string> {
  const conditions = filterConditions(query);
  if (conditions === undefined) {
    throw badRequest(
      "BMSUserErrorInvalidInput",
      `Input filter is not in proper format: '${query.get("$filter") ?? ""}'.`,
    );
  }
  return new Map(conditions.map(({ key, value }) => [key, value]));
}

/** Whether a filter is silent about a key, or names this value (in any case). */
export function allows(filter: ReadonlyMap<string, string>, key: string, value: string): boolean {
  const wanted = filter.get(key.toLowerCase());
  return wanted === undefined || wanted.toLowerCase() === value.toLowerCase();
}

/** A time of a filter such as `2016-01-01 12:00:00 AM`, always UTC; undefined when the filter does not have the key. */
export function timeIn(filter: ReadonlyMap<string, string>, key: string): number | undefined {
  const text = filter.get(key.toLowerCase());
  if (text === undefined) {
    return undefined;
  }
  const time = Date.parse(text.endsWith("Z") ? text : `${text} UTC`);
  if (Number.isNaN(time)) {
    throw badRequest("BMSUserErrorInvalidInput", `The value '${text}' of ${key} is not a time.`);
  }
  return time;
}
