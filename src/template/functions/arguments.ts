import * as l10n from "@vscode/l10n";
import type { ArrayValue, ObjectValue, UnknownValue, Value } from "../value";
import { typeOf } from "../values/compare";
import { ExpressionError } from "./templateFunction";

/** The sentence for an argument of a type that the function does not take. */
export function wrongType(name: string, expected: string): ExpressionError {
  return new ExpressionError(l10n.t("'{0}' does not take an argument of this type; {1} is expected.", name, expected));
}

/** A known text, or undefined when it is not known. @throws ExpressionError when it is certainly no text */
export function textOf(name: string, value: Value | undefined): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (value.kind === "known" && typeof value.value === "string") {
    return value.value;
  }
  if ((typeOf(value) ?? "string") !== "string") {
    throw wrongType(name, l10n.t("a text"));
  }
  return undefined;
}

/** A known whole number, or undefined. @throws ExpressionError when it is certainly no number */
export function integerOf(name: string, value: Value | undefined): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (value.kind === "known" && typeof value.value === "number") {
    return value.value;
  }
  if ((typeOf(value) ?? "int") !== "int") {
    throw wrongType(name, l10n.t("a whole number"));
  }
  return undefined;
}

/** A known truth value, or undefined. @throws ExpressionError when it is certainly neither true nor false */
export function truthOf(name: string, value: Value | undefined): boolean | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (value.kind === "known" && typeof value.value === "boolean") {
    return value.value;
  }
  if ((typeOf(value) ?? "bool") !== "bool") {
    throw wrongType(name, l10n.t("true() or false()"));
  }
  return undefined;
}

/** An array of known length, or undefined. @throws ExpressionError when it is certainly no array */
export function arrayOf(name: string, value: Value | undefined): ArrayValue | undefined {
  if (value === undefined || value.kind === "array") {
    return value;
  }
  if ((typeOf(value) ?? "array") !== "array") {
    throw wrongType(name, l10n.t("an array"));
  }
  return undefined;
}

/** An object of which (some) keys are known, or undefined. @throws ExpressionError when it is certainly no object */
export function objectOf(name: string, value: Value | undefined): ObjectValue | undefined {
  if (value === undefined || value.kind === "object") {
    return value;
  }
  if ((typeOf(value) ?? "object") !== "object") {
    throw wrongType(name, l10n.t("an object"));
  }
  return undefined;
}

/** Whether a value is null for certain. */
export function isNull(value: Value): boolean {
  return value.kind === "known" && value.value === null;
}

/** The parts of a value that is some kind of text, known or not; undefined when it is certainly something else. */
export function partsOf(value: Value): readonly (string | UnknownValue)[] | undefined {
  if (value.kind === "text") {
    return value.parts;
  }
  if (value.kind === "known") {
    return typeof value.value === "string" ? [value.value] : undefined;
  }
  return value.kind === "unknown" && (value.type ?? "string") === "string" ? [value] : undefined;
}
