import { badRequest } from "./armFault";

const condition = /^\s*([A-Za-z]+)\s+(eq|ge|le)\s+'((?:[^']|'')*)'\s*/u;

/** The `key eq 'value'` conditions of a `$filter`, joined by `and`; keys in lower case. Throws 400 on other grammar. */
export function parseFilter(query: URLSearchParams): ReadonlyMap<string, string> {
  const conditions = new Map<string, string>();
  let rest = query.get("$filter")?.trim() ?? "";
  while (rest !== "") {
    const match = condition.exec(rest);
    if (match === null) {
      throw badRequest("BMSUserErrorInvalidInput", `Input filter is not in proper format: '${rest}'.`);
    }
    const [whole, key = "", , value = ""] = match;
    conditions.set(key.toLowerCase(), value.replaceAll("''", "'"));
    rest = rest.slice(whole.length).replace(/^and\s+/iu, "");
  }
  return conditions;
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
