import * as l10n from "@vscode/l10n";
import { parseJson } from "../json/parseJson";
import type { JsonNode } from "../json/node";
import type { UnknownValue, Value } from "../value";
import { writtenNumber } from "../values/integers";
import { known, object, unknown } from "../values/make";
import { partsOf, textOf } from "./arguments";
import { boundedText } from "./limits";
import { ExpressionError, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

function toBase64(value: string): string {
  return btoa(Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join(""));
}

function fromBase64(value: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(value), (character) => character.charCodeAt(0)));
  } catch {
    throw new ExpressionError(l10n.t("The text is not valid base64."));
  }
}

function onText(name: string, change: (value: string) => string): TemplateFunction {
  return strict(
    name,
    1,
    ([value]) => {
      const whole = textOf(name, value);
      return whole === undefined ? undefined : boundedText(change(whole));
    },
    { returns: "string" },
  );
}

/** Marks, inside a text that is read as JSON, where an unknown part stands. */
const mark = "\u{F0000}";
const markPattern = /\u{F0000}(\d+)\u{F0000}/u;

/**
 * `json('{"id": "…"}')`. Unknown parts inside the text's own strings are kept as parts of those strings: objects are often
 * built as text around a resource id.
 */
function json([value]: readonly Value[]): Value | undefined {
  const parts = value === undefined ? undefined : partsOf(value);
  textOf("json", value);
  if (parts === undefined || (parts.length === 1 && typeof parts[0] !== "string")) {
    return undefined;
  }
  const unknowns: UnknownValue[] = [];
  const source = parts
    .map((part) => (typeof part === "string" ? part : `${mark}${unknowns.push(part) - 1}${mark}`))
    .join("");
  const { root, faults } = parseJson(withDoubleQuotes(source));
  if (root === undefined || faults.length > 0) {
    if (unknowns.length > 0) {
      return undefined;
    }
    throw new ExpressionError(l10n.t("The text is not valid JSON."));
  }
  return valueOf(root, unknowns);
}

/** The engine accepts JSON that is written with single quotes. */
function withDoubleQuotes(source: string): string {
  if (source.includes('"') || !source.includes("'")) {
    return source;
  }
  return source.replaceAll("'", '"');
}

function valueOf(node: JsonNode, unknowns: readonly UnknownValue[]): Value {
  switch (node.kind) {
    case "literal":
      return node.written === undefined ? known(node.value) : writtenNumber(node.written);
    case "string":
      return marked(node.value, unknowns);
    case "array":
      return { kind: "array", items: node.items.map((item) => valueOf(item, unknowns)) };
    case "object":
      return object(
        node.members.flatMap(({ key, value }) =>
          value === undefined
            ? []
            : [[markPattern.test(key) ? canonicalKey(key, unknowns) : key, () => valueOf(value, unknowns)] as const],
        ),
      );
  }
}

function canonicalKey(key: string, unknowns: readonly UnknownValue[]): string {
  return key
    .split(markPattern)
    .map((piece, i) => (i % 2 === 0 ? piece : (unknowns[Number(piece)]?.text ?? "")))
    .join("");
}

function marked(value: string, unknowns: readonly UnknownValue[]): Value {
  if (!value.includes(mark)) {
    return known(value);
  }
  const parts = value
    .split(markPattern)
    .map((piece, i) => (i % 2 === 0 ? piece : (unknowns[Number(piece)] ?? unknown("", "unsupported"))))
    .filter((part) => part !== "");
  return { kind: "text", parts };
}

/** What `data:text/plain;charset=utf-8;base64,…` holds; undefined for other character sets and text that is not base64. */
function fromDataUri(value: string): string | undefined {
  const [, type = "", data] = /^data:([^,]*),([\s\S]*)$/i.exec(value) ?? [];
  if (data === undefined) {
    throw new ExpressionError(l10n.t("The text is not a data URI."));
  }
  const charset = /;charset=([^;]*)/i.exec(type)?.[1]?.toLowerCase();
  if (charset !== undefined && !["utf-8", "utf8", "us-ascii"].includes(charset)) {
    return undefined;
  }
  return /;base64$/i.test(type) ? fromBase64(data) : undefined;
}

/** Functions that write and read other notations: base64, data URIs, JSON. */
export const encodingFunctions: readonly TemplateFunction[] = [
  onText("base64", toBase64),
  onText("base64ToString", fromBase64),
  strict("base64ToJson", 1, ([value]) => {
    const whole = textOf("base64ToJson", value);
    return whole === undefined ? undefined : json([known(fromBase64(whole))]);
  }),
  onText("dataUri", (value) => `data:text/plain;charset=utf-8;base64,${toBase64(value)}`),
  strict(
    "dataUriToString",
    1,
    ([value]) => {
      const whole = textOf("dataUriToString", value);
      const decoded = whole === undefined ? undefined : fromDataUri(whole);
      return decoded === undefined ? undefined : boundedText(decoded);
    },
    { returns: "string" },
  ),
  strict("json", 1, json),
];
