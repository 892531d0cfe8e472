/**
 * Commands are called from the tree (with a node), from the palette (with nothing) and by other code (with `{ resourceId }`).
 * A tree node of a resource carries its ARM id as `resourceId`.
 */
export function resourceIdOf(argument: unknown): string | undefined {
  if (
    typeof argument === "object" &&
    argument !== null &&
    "resourceId" in argument &&
    typeof argument.resourceId === "string"
  ) {
    return argument.resourceId;
  }
  return undefined;
}
