import { isJsonObject, parseJson } from "../http/json";
import { Estate } from "./estate";

/** Raised whenever records change their shape: a snapshot of another format is not read. */
const format = 1;

const tables = [
  "tenants",
  "subscriptions",
  "groups",
  "resources",
  "guests",
  "vaults",
  "policies",
  "items",
  "jobs",
  "operations",
] as const;

/** The whole estate as text. Times are absolute, so whatever runs goes on while nobody looks. */
export function takeSnapshot(estate: Estate): string {
  return JSON.stringify({ format, ...Object.fromEntries(tables.map((name) => [name, estate[name]])) });
}

/** The estate of a snapshot; undefined when the text is broken or of another format, so that the caller starts afresh. */
export function readSnapshot(text: string): Estate | undefined {
  const parsed = tryParse(text);
  if (!isJsonObject(parsed) || parsed["format"] !== format) {
    return undefined;
  }
  const estate = new Estate();
  return tables.every((name) => estate[name].restore(parsed[name])) ? estate : undefined;
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
