import type { JsonValue } from "../template/value";
import type { Place } from "./profile/fact";

/** One step of a fix, told by what stands in the text and not by offsets of new text: `editsOfFix` writes it. */
export type FixStep =
  /** Sets a property of the object at the place, making the objects on the way to it. */
  | { readonly kind: "set"; readonly object: Place; readonly path: readonly string[]; readonly value: JsonValue }
  /** Removes a property of the object at the place. */
  | { readonly kind: "remove"; readonly object: Place; readonly path: readonly string[] }
  /** Gives a property of the object at the place another path in it, with its value as it is written. */
  | {
      readonly kind: "move";
      readonly object: Place;
      readonly from: readonly string[];
      readonly to: readonly string[];
    }
  /** Writes another value where this one is written. */
  | { readonly kind: "replace"; readonly value: Place; readonly by: JsonValue }
  /** Adds a resource to the array of resources in which the resource at the place stands. */
  | { readonly kind: "addResource"; readonly beside: Place; readonly resource: JsonValue };

/** A way to put a finding right, as data: the same for the editor's quick fix, `check` and SARIF. */
export interface Fix {
  /** Stable: `exclude-lun`. */
  readonly id: string;
  /** What the user reads: "Exclude LUN 3 from the backup". */
  readonly title: string;
  /** True when nothing but the finding changes by it, so that all of its kind may be taken at once. */
  readonly safe: boolean;
  readonly steps: readonly FixStep[];
}

/** A fix that is not to be taken unasked. */
export function unsafe(fix: Fix): Fix {
  return fix.safe ? { ...fix, safe: false } : fix;
}

/** A fix as it may be told: what changes a variable, a parameter or another file changes more than the finding. */
export function cautious(fix: Fix): Fix {
  const places = fix.steps.map((step) =>
    step.kind === "replace" ? step.value : step.kind === "addResource" ? step.beside : step.object,
  );
  return places.every(({ span, chain }) => chain.length === 0 && span.file === undefined) ? fix : unsafe(fix);
}
