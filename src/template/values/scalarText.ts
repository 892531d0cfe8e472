import type { JsonScalar } from "../value";

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
