import * as l10n from "@vscode/l10n";
import type { JsonString } from "../json/node";
import { parseExpressionText } from "./parser";
import type { ParsedExpression } from "./parser";

/** Templates repeat the same few expressions; this many distinct ones are remembered before the cache starts anew. */
const cacheSize = 10_000;
const cache = new Map<string, ParsedExpression>();

/**
 * The expression that a template string holds, or undefined when it is plain text.
 * Parsed once per distinct text, ever.
 */
export function expressionOf(text: string): ParsedExpression | undefined {
  if (text.charCodeAt(0) !== 91 || text.charCodeAt(1) === 91) {
    return undefined;
  }
  if (!text.endsWith("]")) {
    return openExpression(text);
  }
  let parsed = cache.get(text);
  if (parsed === undefined) {
    parsed = parseExpressionText(text);
    if (cache.size >= cacheSize) {
      cache.clear();
    }
    cache.set(text, parsed);
  }
  return parsed;
}

/** The expression in a string of a document, which keeps it: nothing is looked up twice for one place. */
export function expressionIn(node: JsonString): ParsedExpression | undefined {
  if (node.value.charCodeAt(0) !== 91) {
    return undefined;
  }
  return (node.parsed ??= expressionOf(node.value));
}

/**
 * The engine takes `[concat('a'` without its end for plain text. Nobody means that: it is an expression that is still being
 * typed, and taking it for a name would make findings about a VM size that does not exist.
 */
function openExpression(text: string): ParsedExpression | undefined {
  if (!/^\[\s*[A-Za-z_][\w.]*\s*\(/.test(text)) {
    return undefined;
  }
  const message = l10n.t("The expression is not closed with ']'.");
  return { expression: undefined, fault: { message, start: 0, end: text.length } };
}

/** The text that a plain string stands for: `[[x]` is `[x]`. */
export function plainText(text: string): string {
  return text.startsWith("[[") && text.endsWith("]") ? text.slice(1) : text;
}
