import * as l10n from "@vscode/l10n";
import type { UnknownValue, Value } from "../value";
import { exactInteger } from "../values/integers";
import { jsonText } from "../values/jsonText";
import { known } from "../values/make";
import { scalarText } from "../values/scalarText";
import { textOf } from "./arguments";
import { boundedParts, boundedText } from "./limits";
import { ExpressionError, many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** A value as `format`, `concat` and `string` print it; undefined when it is not known. */
export function printed(value: Value): string | undefined {
  if (value.kind === "known") {
    return scalarText(value.value);
  }
  if (value.kind === "unknown") {
    return value.integer === undefined ? undefined : String(value.integer);
  }
  return jsonText(value)?.replaceAll('"', "'");
}

/** `1234567.80` as `1,234,567.80` */
function grouped(number: string): string {
  const [whole = "", fraction] = number.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
}

/** Formats that ask for more digits than this are not computed. */
const mostDigits = 99;

/** The numeric formats of .NET that templates use: D, N, F, X, G and a picture of zeros; undefined for all others. */
function formatNumber(value: number | bigint, format: string): string | undefined {
  const [, letter = "", digits = ""] = /^([A-Za-z])(\d*)$/.exec(format) ?? [];
  const sign = value < 0 ? "-" : "";
  const places = digits === "" ? 2 : Number(digits);
  if (Number(digits) > mostDigits || format.length > mostDigits) {
    return undefined;
  }
  switch (letter.toUpperCase()) {
    case "N":
      return sign + grouped(fixed(value, places));
    case "F":
      return sign + fixed(value, places);
    case "G":
      return digits === "" ? String(value) : undefined;
    default:
      return typeof value === "bigint" || Number.isSafeInteger(value)
        ? formatWhole(value, letter, digits, format)
        : undefined;
  }
}

/** The formats for whole numbers only. */
function formatWhole(value: number | bigint, letter: string, digits: string, format: string): string | undefined {
  const sign = value < 0 ? "-" : "";
  switch (letter.toUpperCase()) {
    case "D":
      return sign + magnitude(value).padStart(Number(digits), "0");
    case "X":
      return hexadecimal(BigInt(value), letter, Number(digits));
    default:
      return /^0+$/.test(format) ? sign + magnitude(value).padStart(format.length, "0") : undefined;
  }
}

function magnitude(value: number | bigint): string {
  return String(value).replace("-", "");
}

function fixed(value: number | bigint, places: number): string {
  return typeof value === "number"
    ? Math.abs(value).toFixed(places)
    : magnitude(value) + (places === 0 ? "" : `.${"0".repeat(places)}`);
}

/** Negative numbers are written as their 64 bits. */
function hexadecimal(value: bigint, letter: string, width: number): string {
  const hex = BigInt.asUintN(64, value).toString(16).padStart(width, "0");
  return letter === "X" ? hex.toUpperCase() : hex;
}

interface Hole {
  readonly index: number;
  readonly width: number;
  readonly format: string;
}

function fill(
  hole: Hole,
  args: readonly Value[],
): string | UnknownValue | readonly (string | UnknownValue)[] | undefined {
  const arg = args[hole.index];
  if (arg === undefined) {
    throw new ExpressionError(l10n.t("The format asks for argument {0}, which is not given.", `{${hole.index}}`));
  }
  const plain = hole.width === 0 && hole.format === "";
  const exact = exactInteger(arg);
  if (exact === undefined && (arg.kind === "unknown" || arg.kind === "text")) {
    return plain ? (arg.kind === "text" ? arg.parts : arg) : undefined;
  }
  const number = exact ?? (arg.kind === "known" && typeof arg.value === "number" ? arg.value : undefined);
  const result = number === undefined || hole.format === "" ? printed(arg) : formatNumber(number, hole.format);
  if (result === undefined) {
    return undefined;
  }
  return hole.width < 0 ? result.padEnd(-hole.width) : result.padStart(hole.width);
}

const longestWidth = 1_000;

/** The parts of a .NET composite format: texts with `{{` and `}}` resolved, and holes. */
function compositeParts(format: string): readonly (string | Hole)[] {
  const parts: (string | Hole)[] = [];
  const pattern = /\{\{|\}\}|\{\s*(\d{1,3})\s*(?:,\s*(-?\d{1,4})\s*)?(?::([^{}]*))?\}|[{}]|[^{}]+/g;
  for (const match of format.matchAll(pattern)) {
    const [whole, index, width, spec] = match;
    if (index !== undefined) {
      const limited = Math.max(-longestWidth, Math.min(longestWidth, Number(width ?? 0)));
      parts.push({ index: Number(index), width: limited, format: spec ?? "" });
    } else if (whole === "{" || whole === "}") {
      throw new ExpressionError(l10n.t("The format text has a '{0}' without its partner.", whole));
    } else {
      parts.push(whole === "{{" ? "{" : whole === "}}" ? "}" : whole);
    }
  }
  return parts;
}

function format([pattern, ...args]: readonly Value[]): Value | undefined {
  const composite = textOf("format", pattern);
  if (composite === undefined) {
    return undefined;
  }
  const parts: (string | UnknownValue)[] = [];
  for (const part of compositeParts(composite)) {
    const filled = typeof part === "string" ? part : fill(part, args);
    if (filled === undefined) {
      return undefined;
    }
    if (typeof filled === "string") {
      parts.push(filled);
    } else if ("kind" in filled) {
      parts.push(filled);
    } else {
      parts.push(...filled);
    }
  }
  const result = boundedParts(parts);
  return result.kind === "text" || result.kind === "known" ? result : { kind: "text", parts: [result] };
}

/** `string(x)`: compact JSON for objects and arrays, the text itself for texts. */
function toText([value]: readonly Value[]): Value | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (value.kind === "known") {
    return known(printed(value) ?? "");
  }
  if (value.kind === "array" || value.kind === "object") {
    const json = jsonText(value);
    return json === undefined ? undefined : boundedText(json);
  }
  if (value.kind === "text" || value.type === "string") {
    return value;
  }
  if (value.integer !== undefined) {
    return known(String(value.integer));
  }
  return value.type === "int" || value.type === "bool" ? { kind: "text", parts: [value] } : undefined;
}

/** `format` and `string`. */
export const formatFunctions: readonly TemplateFunction[] = [
  strict("format", [1, many], format, { returns: "string" }),
  strict("string", 1, toText, { returns: "string" }),
];
