import type { JsonValue, TextValue, UnknownValue, Value, ValueType } from "../value";
import { canonicalText } from "./canonical";
import { exactInteger } from "./integers";
import { fromJson } from "./make";

const mostDepth = 60;

/** The type of a value, when it is certain. Null has none. */
export function typeOf(value: Value): ValueType | "null" | undefined {
  switch (value.kind) {
    case "known":
      return value.value === null
        ? "null"
        : typeof value.value === "string"
          ? "string"
          : typeof value.value === "number"
            ? "int"
            : "bool";
    case "text":
      return "string";
    case "unknown":
      return value.type;
    case "array":
    case "object":
      return value.kind;
  }
}

/**
 * Whether two values are equal as the template function `equals` sees it (strict types, case-sensitive, deep):
 * true and false only when that is certain, else undefined.
 */
export function sameValue(left: Value, right: Value, depth = 0): boolean | undefined {
  if (depth > mostDepth) {
    return undefined;
  }
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  if (leftType !== undefined && rightType !== undefined && leftType !== rightType) {
    return mayBeNull(left, rightType) || mayBeNull(right, leftType) ? undefined : false;
  }
  if (left.kind === "known" && right.kind === "known") {
    return left.value === right.value;
  }
  if (left.kind === "unknown" || right.kind === "unknown") {
    return sameUnknown(left, right);
  }
  return sameStructure(left, right, depth);
}

type Structured = Exclude<Value, UnknownValue>;

function sameStructure(left: Structured, right: Structured, depth: number): boolean | undefined {
  if (left.kind === "array" && right.kind === "array") {
    return left.items.length === right.items.length
      ? all(left.items.map((item, i) => sameItem(item, right.items[i], depth)))
      : false;
  }
  if (left.kind === "object" && right.kind === "object") {
    return sameObject(left, right, depth);
  }
  return sameText(left, right);
}

function sameItem(left: Value, right: Value | undefined, depth: number): boolean | undefined {
  return right === undefined ? false : sameValue(left, right, depth + 1);
}

/** An unknown of a declared type may still be null. */
function mayBeNull(value: Value, other: ValueType | "null"): boolean {
  return value.kind === "unknown" && other === "null";
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

function sameObject(
  left: Extract<Value, { kind: "object" }>,
  right: Extract<Value, { kind: "object" }>,
  depth: number,
): boolean | undefined {
  const open = left.rest !== undefined || right.rest !== undefined;
  if (!open && left.members.size !== right.members.size) {
    return false;
  }
  const answers = [...left.members].map(([name, value]) => {
    const other = right.members.get(name);
    return other === undefined ? (right.rest === undefined ? false : undefined) : sameValue(value, other, depth + 1);
  });
  const answer = all(answers);
  return open && answer === true ? undefined : answer;
}

function sameUnknown(left: Value, right: Value): boolean | undefined {
  const leftText = canonicalText(left);
  if (leftText === canonicalText(right)) {
    const error =
      (left.kind === "unknown" && left.reason === "error") || (right.kind === "unknown" && right.reason === "error");
    return error ? undefined : true;
  }
  const [a, b] = [exactInteger(left), exactInteger(right)];
  if ((a !== undefined && b !== undefined) || isOutside(left, b) || isOutside(right, a)) {
    return false;
  }
  if (left.kind === "unknown" && left.allowed !== undefined) {
    return amongAllowed(left.allowed, right);
  }
  if (right.kind === "unknown" && right.allowed !== undefined) {
    return amongAllowed(right.allowed, left);
  }
  return undefined;
}

/** Whether a number lies beyond the bounds of an unknown one. */
function isOutside(value: Value, number: bigint | undefined): boolean {
  return (
    value.kind === "unknown" &&
    number !== undefined &&
    ((value.most !== undefined && number > BigInt(value.most)) ||
      (value.least !== undefined && number < BigInt(value.least)))
  );
}

function amongAllowed(allowed: readonly JsonValue[], other: Value): boolean | undefined {
  const answers = allowed.map((each) => sameValue(fromJson(each), other));
  return answers.every((answer) => answer === false)
    ? false
    : answers.length > 0 && answers.every((answer) => answer === true)
      ? true
      : undefined;
}

/** Texts of which parts are known: a clash of the known beginnings or ends makes them different. */
function sameText(left: Value, right: Value): boolean | undefined {
  const a = partsOf(left);
  const b = partsOf(right);
  if (a === undefined || b === undefined) {
    return false;
  }
  if (canonicalText(left) === canonicalText(right)) {
    return true;
  }
  const [aStart, bStart] = [literalAt(a, 0), literalAt(b, 0)];
  const start = Math.min(aStart.length, bStart.length);
  const [aEnd, bEnd] = [literalAt(a, -1), literalAt(b, -1)];
  const end = Math.min(aEnd.length, bEnd.length);
  if (aStart.slice(0, start) !== bStart.slice(0, start)) {
    return false;
  }
  if (end > 0 && aEnd.slice(-end) !== bEnd.slice(-end)) {
    return false;
  }
  return tooLong(a, b) || tooLong(b, a) ? false : undefined;
}

function partsOf(value: Value): TextValue["parts"] | undefined {
  if (value.kind === "text") {
    return value.parts;
  }
  return value.kind === "known" && typeof value.value === "string" ? [value.value] : undefined;
}

function literalAt(parts: readonly (string | UnknownValue)[], index: number): string {
  const part = parts.at(index);
  return typeof part === "string" ? part : "";
}

/** The literals of one text alone are longer than the whole other text, which is fully known. */
function tooLong(parts: TextValue["parts"], other: TextValue["parts"]): boolean {
  const literals = parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0);
  const [only] = other;
  return other.length === 1 && typeof only === "string" && literals > only.length;
}
