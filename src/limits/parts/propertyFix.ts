import type { JsonValue } from "../../template/value";
import type { Fix } from "../fix";
import type { Place } from "../profile/fact";

/** Sets properties of a declared resource; undefined for one that is not declared in a template. */
export function setProperties(
  title: Pick<Fix, "id" | "title" | "safe">,
  object: Place | undefined,
  properties: readonly { readonly path: readonly string[]; readonly value: JsonValue }[],
): Fix | undefined {
  return object === undefined
    ? undefined
    : { ...title, steps: properties.map(({ path, value }) => ({ kind: "set", object, path, value })) };
}
