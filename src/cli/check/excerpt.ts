import type { Stretch } from "./checkedFile";

/** Longer lines, such as those of a minified template, are cut around what is meant. */
const widest = 100;

const ellipsis = "…";

/** A line of a text with carets under a stretch of it, as compilers show it: three lines, with the line's number in a gutter. */
export function excerpt(line: string, { start, end }: Stretch): readonly string[] {
  const from = Math.min(start.character, line.length);
  // A stretch that goes on over several lines is marked to the end of its first.
  const to = Math.max(from + 1, Math.min(end.line > start.line ? line.length : end.character, line.length));
  const number = String(start.line + 1);
  const gutter = " ".repeat(number.length);
  const { shown, offset } = window(line, from, to);
  const before = shown.slice(0, from - offset).replace(/[^\t]/g, " ");
  const marks = "^".repeat(Math.max(1, Math.min(to, offset + shown.length) - from));
  return [`${gutter} |`, `${number} | ${shown}`, `${gutter} | ${before}${marks}`];
}

/** The part of a line around a stretch, and where it begins in the line less the ellipsis before it. */
function window(line: string, from: number, to: number): { readonly shown: string; readonly offset: number } {
  if (line.length <= widest) {
    return { shown: line.trimEnd(), offset: 0 };
  }
  const room = Math.max(10, Math.floor((widest - Math.min(to - from, widest)) / 2));
  const first = Math.max(0, from - room);
  const last = Math.min(line.length, first + widest);
  const shown = `${first > 0 ? ellipsis : ""}${line.slice(first, last)}${last < line.length ? ellipsis : ""}`;
  return { shown, offset: first > 0 ? first - 1 : 0 };
}
