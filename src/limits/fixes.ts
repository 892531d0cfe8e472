import type { Fix, JsonValue } from "./fix";
import type { Place } from "./profile/fact";

/** How a fix is called, and whether all of its kind may be taken at once. */
export type FixTitle = Pick<Fix, "id" | "title" | "safe">;

/**
 * Writes another value where one is written; undefined where a variable or a parameter decides the value, which others may
 * read as well.
 */
export function replaceValue(title: FixTitle, place: Place | undefined, by: JsonValue): Fix | undefined {
  return place === undefined || place.chain.length > 0
    ? undefined
    : { ...title, steps: [{ kind: "replace", value: place, by }] };
}

/** Sets properties of a declared resource; undefined for one that is not declared in a template. */
export function setProperties(
  title: FixTitle,
  object: Place | undefined,
  properties: readonly { readonly path: readonly string[]; readonly value: JsonValue }[],
): Fix | undefined {
  return object === undefined
    ? undefined
    : { ...title, steps: properties.map(({ path, value }) => ({ kind: "set", object, path, value })) };
}
