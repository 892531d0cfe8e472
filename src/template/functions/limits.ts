import * as l10n from "@vscode/l10n";
import type { UnknownValue, Value } from "../value";
import { array, known, text } from "../values/make";
import { ExpressionError } from "./templateFunction";

/** Characters. Longer texts are not built: no property takes them, and a template must not be able to exhaust the memory. */
export const longestText = 1_000_000;

/** Pieces of a text that is partly unknown. */
const mostPieces = 10_000;

/** Arrays longer than this are not built. */
const longestArray = 20_000;

/** A value is larger than what is analysed: no fault of the template, but what is made of that value stays unknown. */
export class LimitReached extends ExpressionError {}

/** @throws LimitReached when a text has more characters than are analysed */
export function checkTextLength(length: number): void {
  if (length > longestText) {
    throw new LimitReached(l10n.t("The text has more than {0} characters; it is not analysed.", longestText));
  }
}

/** A known text. @throws LimitReached when it is too long */
export function boundedText(result: string): Value {
  checkTextLength(result.length);
  return known(result);
}

/** A text of parts, as `text` makes it. @throws LimitReached when it is too long; nothing is built before that is known */
export function boundedParts(parts: readonly (string | UnknownValue)[]): ReturnType<typeof text> {
  let characters = 0;
  for (const part of parts) {
    characters += typeof part === "string" ? part.length : 0;
  }
  checkTextLength(characters);
  const result = text(parts);
  checkPieces(result.kind === "text" ? result.parts.length : 1);
  return result;
}

/** @throws LimitReached when a text has more unknown pieces than are analysed */
export function checkPieces(length: number): void {
  if (length > mostPieces) {
    throw new LimitReached(l10n.t("The text has more than {0} unknown pieces; it is not analysed.", mostPieces));
  }
}

/** An array. @throws LimitReached when it has too many items */
export function boundedArray(items: readonly Value[]): Value {
  if (items.length > longestArray) {
    throw new LimitReached(l10n.t("The array has more than {0} items; it is not analysed.", longestArray));
  }
  return array(items);
}
