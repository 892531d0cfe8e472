import fc from "fast-check";

/** One change to a text; places are fractions of its length, so that they fit whatever the text has become. */
interface Mutation {
  readonly kind: "cut" | "remove" | "duplicate" | "swap" | "insert" | "replace";
  readonly at: number;
  readonly to: number;
  readonly length: number;
  readonly text: string;
}

const largest = 1 << 20;

/** Pieces that matter to a parser of templates. */
const pieces = [
  ...["{", "}", "[", "]", '"', "'", ",", ":", "(", ")", "\\", "\\u", "/*", "//", "\n", "\r", "[[", "]]", "\u0000"],
  ...[
    '"copy":',
    '"[',
    ']"',
    "copyIndex()",
    "parameters('",
    "variables('",
    "null",
    "-",
    "1e999",
    "99999999999999999999",
  ],
  ...["(".repeat(400), "[".repeat(400), '{"a":'.repeat(200), "range(0, 10000)", '"count": 1000000', "\ufeff", "\ud800"],
];

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("cut", "remove", "duplicate", "swap", "insert", "replace"),
  at: fc.nat(largest),
  to: fc.nat(largest),
  length: fc.oneof(fc.nat(8), fc.nat(400)),
  text: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6, unit: "binary" })),
});

function apply(text: string, { kind, at, to, length, text: piece }: Mutation): string {
  const place = (fraction: number): number => Math.floor((fraction / largest) * text.length);
  const [start, target] = [place(at), place(to)];
  const end = Math.min(text.length, start + length);
  const stretch = text.slice(start, end);
  switch (kind) {
    case "cut":
      return text.slice(0, start);
    case "remove":
      return text.slice(0, start) + text.slice(end);
    case "duplicate":
      return text.slice(0, target) + stretch + text.slice(target);
    case "swap":
      return swapped(text, Math.min(start, target), Math.max(start, target), length);
    case "insert":
      return text.slice(0, start) + piece + text.slice(start);
    case "replace":
      return text.slice(0, start) + piece + text.slice(end);
  }
}

function swapped(text: string, first: number, second: number, length: number): string {
  const size = Math.min(length, second - first);
  const [a, b] = [text.slice(first, first + size), text.slice(second, second + size)];
  return text.slice(0, first) + b + text.slice(first + size, second) + a + text.slice(second + size);
}

/** Texts that are templates no longer: a few changes to one of the originals. */
export function mutatedTemplate(originals: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...originals), fc.array(mutation, { minLength: 1, maxLength: 4, size: "max" }))
    .map(([text, mutations]) => mutations.reduce(apply, text));
}
