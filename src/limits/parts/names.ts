/**
 * A name that fits a pattern, as near to a name as hyphens in the place of other characters make it; undefined when there is
 * none, which a person has to think of then.
 */
export function cleanedName(name: string, pattern: RegExp): string | undefined {
  const cleaned = name
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^[^A-Za-z]+/, "")
    .replace(/-+$/, "");
  // The longest beginning that fits.
  for (let length = cleaned.length; length > 0; length--) {
    const beginning = cleaned.slice(0, length);
    if (pattern.test(beginning)) {
      return beginning;
    }
  }
  return undefined;
}
