import type { JsonValue } from "../../template/value";
import type { Fix } from "../fix";
import type { Place } from "../profile/fact";

/** A fix that writes another value in the place of the one that is found fault with. */
export interface ValueFix {
  readonly id: string;
  readonly title: string;
  readonly by: JsonValue;
  /** True when nothing but the finding changes by it. */
  readonly harmless?: boolean | undefined;
}

/**
 * The fix for a value at a place; none when there is no text to change. A value that comes through a variable or a parameter is
 * replaced where that is written, which others may read as well: nothing to do unasked.
 */
export function replacing(place: Place | undefined, { id, title, by, harmless }: ValueFix): Fix | undefined {
  return place === undefined
    ? undefined
    : {
        id,
        title,
        safe: harmless === true && place.chain.length === 0,
        steps: [{ kind: "replace", value: place, by }],
      };
}
