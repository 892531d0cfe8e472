import fc from "fast-check";

/** How a template's author lays it out. */
export interface Rendering {
  readonly indent: number | "\t";
  readonly eol: "\n" | "\r\n";
  /** Which lines end with a comment, and which have one before them. */
  readonly comments: readonly number[];
}

/** Ways to lay out a template. */
export const renderings: fc.Arbitrary<Rendering> = fc.record({
  indent: fc.constantFrom<Rendering["indent"]>(0, 2, 4, "\t"),
  eol: fc.constantFrom<Rendering["eol"]>("\n", "\r\n"),
  comments: fc.array(fc.nat(120), { maxLength: 12 }),
});

/** The text of a template; without indentation it is all on one line. */
export function rendered(template: unknown, { indent, eol, comments }: Rendering): string {
  const lines = JSON.stringify(template, undefined, indent).split("\n");
  if (lines.length === 1) {
    return lines.join("");
  }
  return lines
    .map((line, index) => {
      const noted = comments.includes(index) ? `${line} // note, "quoted": { }` : line;
      return comments.includes(index + 1000) || comments.includes(index * 2) ? `/* before */${eol}${noted}` : noted;
    })
    .join(eol);
}
