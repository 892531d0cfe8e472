/** True when two ids certainly are of different resources: some part of them differs that is known in both. */
export function differ(one: string, other: string): boolean {
  if (one === other) {
    return false;
  }
  const [left, right] = [one.split("/"), other.split("/")];
  return (
    left.length !== right.length ||
    left.some((part, at) => {
      const counterpart = right[at] ?? "";
      // Unknown parts stand in braces and may turn out to be anything.
      return part !== counterpart && !part.includes("{") && !counterpart.includes("{");
    })
  );
}
