import type { JsonScalar, JsonValue } from "../value";

/** A scalar as the engine puts it into a text: null as nothing, booleans with a capital. */
export function scalarText(value: JsonScalar): string {
  if (value === null) {
    return "";
  }
  if (typeof value === "boolean") {
    return value ? "True" : "False";
  }
  return String(value);
}

/** Anything as the engine puts it into a text: objects and arrays as compact JSON in the single quotes that `format` prints. */
export function printedJson(json: JsonValue): string {
  return json === null || typeof json !== "object" ? scalarText(json) : JSON.stringify(json).replaceAll('"', "'");
}
