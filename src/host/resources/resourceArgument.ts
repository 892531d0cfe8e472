/**
 * Commands are called from the tree (with a node), from the palette (with nothing) and by other code (with `{ resourceId }`).
 * A tree node of a resource carries its ARM id as `resourceId`.
 */
export function resourceIdOf(argument: unknown): string | undefined {
  return textOf(argument, "resourceId");
}

/** What an argument names by itself, as in `{ vaultId }`, which says which role a resource plays; undefined where it is no text. */
export function textOf(argument: unknown, name: string): string | undefined {
  const value: unknown = typeof argument === "object" && argument !== null ? Reflect.get(argument, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
