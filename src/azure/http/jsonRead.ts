/** Reads of JSON that nobody vouches for: a path that is not there gives undefined, never an exception. */

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The value at a path of property names. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (!isRecord(current)) {
      return undefined;
    }
    current = current[name];
  }
  return current;
}

/** Text that is not empty; numbers are written out, as Azure sends some codes as numbers and some as text. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  if (typeof found === "number") {
    return String(found);
  }
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** A finite number. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
}

/** True or false. */
export function booleanAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "boolean" ? found : undefined;
}

/** The elements of an array; none when it is missing or no array. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Texts of an array, without what is not text. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(value, ...path).filter((element) => typeof element === "string");
}

/**
 * A time as ISO text in UTC, from a Date (the SDKs' reading) or from text (raw answers). Azure writes "never" as a year
 * before 2002 (`2001-01-01T00:00:00Z` for the last backup, `0001-01-01` for ends), which gives undefined.
 */
export function timeAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  const time = found instanceof Date ? found : typeof found === "string" ? new Date(found) : undefined;
  if (time === undefined || Number.isNaN(time.getTime()) || time.getUTCFullYear() < 2002) {
    return undefined;
  }
  return time.toISOString();
}

/** Parses JSON; undefined when it is none. */
export function parsedJson(text: string | null | undefined): unknown {
  if (text === undefined || text === null || text === "") {
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
