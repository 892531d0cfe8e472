/** Whether a path has parts that stand for several names. */
export function isGlob(path: string): boolean {
  return /[*?{]|\[[^\]]+\]/.test(path);
}

/** What the parts of a glob stand for, tried in this order. */
const parts: readonly (readonly [RegExp, (part: string) => string])[] = [
  [/^\*\*\//, () => "(?:[^/]+/)*"],
  [/^\*\*/, () => ".*"],
  [/^\*/, () => "[^/]*"],
  [/^\?/, () => "[^/]"],
  [/^\[!?[^\]/]+\]/, (set) => set.replace(/^\[!/, "[^").replaceAll("\\", "\\\\")],
  [/^\{[^{}]*\}/, (choices) => `(?:${choices.slice(1, -1).split(",").map(sourceOf).join("|")})`],
  [/^[\s\S]/, (char) => char.replace(/[.+^$()|[\]{}\\]/, "\\$&")],
];

/**
 * The regular expression for a glob with `/` between its segments: `**` for any folders, `*` and `?` within a name, `{a,b}`
 * and `[abc]`.
 */
export function globPattern(glob: string): RegExp {
  return new RegExp(`^${sourceOf(glob)}$`);
}

function sourceOf(glob: string): string {
  let source = "";
  for (let rest = glob; rest !== "";) {
    for (const [pattern, write] of parts) {
      const part = pattern.exec(rest)?.[0];
      if (part !== undefined) {
        source += write(part);
        rest = rest.slice(part.length);
        break;
      }
    }
  }
  return source;
}
