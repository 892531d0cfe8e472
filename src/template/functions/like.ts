import type { Value } from "../value";
import { known } from "../values/make";
import { partsOf, textOf } from "./arguments";
import { strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";
import { unsupportedCall } from "./unsupported";

/** Whether a text is the pieces of a pattern, in order, with anything between them. */
function matches(text: string, pieces: readonly string[]): boolean {
  const [start = "", ...others] = pieces;
  const end = others.pop();
  if (end === undefined) {
    return text === start;
  }
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) {
    return false;
  }
  let at = start.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) {
      return false;
    }
    at = found + piece.length;
  }
  return at <= text.length - end.length;
}

/** What the known beginning of a text decides: that it does not begin as the pattern does, or that this is all it asks for. */
function byBeginning(beginning: string, pieces: readonly string[]): boolean | undefined {
  const [start = "", next] = pieces;
  if (!beginning.startsWith(start) && !start.startsWith(beginning)) {
    return false;
  }
  return pieces.length === 2 && next === "" && beginning.startsWith(start) ? true : undefined;
}

function like([value, pattern]: readonly Value[]): Value | undefined {
  const sought = textOf("like", pattern)?.toLowerCase();
  const whole = textOf("like", value)?.toLowerCase();
  if (value === undefined || pattern === undefined || sought === undefined) {
    return undefined;
  }
  // Only `*` is documented; whether these stand for themselves is not.
  if (/[?[\]\\]/.test(sought)) {
    return unsupportedCall("like", [value, pattern], "bool");
  }
  const pieces = sought.split("*");
  const [beginning] = partsOf(value) ?? [];
  const answer =
    whole !== undefined
      ? matches(whole, pieces)
      : typeof beginning === "string"
        ? byBeginning(beginning.toLowerCase(), pieces)
        : undefined;
  return answer === undefined ? undefined : known(answer);
}

/**
 * `like(text, pattern)`: whether the whole text is like the pattern, in which `*` stands for any characters; case does not
 * matter. Source: Azure documentation, "String functions for Bicep" (June 2026).
 */
export const likeFunction: TemplateFunction = strict("like", 2, like, { returns: "bool" });
