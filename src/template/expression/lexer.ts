import type { ExpressionSpan } from "./ast";

/** What a token is; `bad` is what no expression has. */
export type TokenKind = "text" | "number" | "name" | "punctuation" | "end" | "bad";

/** A word of the expression language. `value` is decoded for texts (`''` is a quote). */
export interface Token extends ExpressionSpan {
  readonly kind: TokenKind;
  readonly value: string;
}

const pattern = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*)|([()[\],.]))/y;

/** The token at or after `from` (white space is free everywhere); stops at `limit`. */
export function nextToken(text: string, from: number, limit: number): Token {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (match === null || pattern.lastIndex > limit) {
    let start = from;
    while (start < limit && /\s/.test(text.charAt(start))) {
      start++;
    }
    return start >= limit
      ? { kind: "end", value: "", start: limit, end: limit }
      : { kind: "bad", value: text.slice(start, limit), start, end: limit };
  }
  const [whole, quoted, number, name, punctuation] = match;
  const end = from + whole.length;
  const value = quoted ?? number ?? name ?? punctuation ?? "";
  const start = end - value.length;
  if (quoted !== undefined) {
    return { kind: "text", value: quoted.slice(1, -1).replaceAll("''", "'"), start, end };
  }
  return { kind: number !== undefined ? "number" : name !== undefined ? "name" : "punctuation", value, start, end };
}
