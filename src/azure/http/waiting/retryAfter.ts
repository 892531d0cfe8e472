import { valueAt } from "../jsonRead";

/**
 * Seconds that an answer asks to wait, from `Retry-After` as seconds or as a date; undefined when it says nothing.
 * @param headers headers of the pipeline (with a `get` function)
 * @param now milliseconds since 1970, for dates
 */
export function retryAfterSeconds(headers: unknown, now: number): number | undefined {
  const get = valueAt(headers, "get");
  const value: unknown = typeof get === "function" ? get.call(headers, "retry-after") : undefined;
  if (typeof value !== "string" || value === "") {
    return undefined;
  }
  if (/^\d+$/.test(value)) {
    return Number(value);
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
