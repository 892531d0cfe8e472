import type { Value } from "../value";

/** Instances of one copy loop that are told apart: as many as the engine allows. */
export const mostInstances = 800;

/**
 * Resources of one template after which loops add no further instances: a few lines can ask for any number. The engine itself
 * allows 800 in one deployment.
 */
export const mostCopiedResources = 2_500;

/** Resources of one template that are listed in all. */
export const mostResources = 5_000;

/** The count of a copy loop, when it is known and makes sense. Numbers written as text are accepted, as the engine does. */
export function countOf(value: Value): number | undefined {
  if (value.kind !== "known") {
    return undefined;
  }
  const count = typeof value.value === "string" && /^\d+$/.test(value.value) ? Number(value.value) : value.value;
  return typeof count === "number" && Number.isInteger(count) && count >= 0 ? count : undefined;
}
