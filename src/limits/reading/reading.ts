import { canonicalText, isAbsent, stepInto } from "../../template/access";
import type { UnknownValue, Value } from "../../template/value";
import { text } from "../../template/values/make";

/**
 * The value at the end of a path of member names; undefined when a step is missing or null. Names compare without case. The
 * names are single parameters and no list, because very many members are asked for, and most are not there.
 */
export function member(
  value: Value | undefined,
  first: string,
  second?: string,
  third?: string,
  fourth?: string,
): Value | undefined {
  let found = value === undefined ? undefined : stepInto(value, first);
  if (found !== undefined && second !== undefined) {
    found = stepInto(found, second);
  }
  if (found !== undefined && third !== undefined) {
    found = stepInto(found, third);
  }
  if (found !== undefined && fourth !== undefined) {
    found = stepInto(found, fourth);
  }
  return isAbsent(found) ? undefined : found;
}

/** The same with a list of names. */
export function memberAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  let found = value;
  for (const name of path) {
    found = found === undefined ? undefined : stepInto(found, name);
  }
  return isAbsent(found) ? undefined : found;
}

/** The items of an array; none when it is absent, undefined when its length is not known. */
export function itemsOf(value: Value | undefined): readonly Value[] | undefined {
  if (value === undefined) {
    return [];
  }
  return value.kind === "array" ? value.items : value.kind === "unknown" || value.kind === "text" ? undefined : [];
}

/** Everything that can be said about what is in an array: its items, or the shape of its items if a loop makes them. */
export function knownItems(value: Value | undefined): readonly Value[] {
  if (value?.kind === "unknown") {
    return value.item === undefined ? [] : [value.item];
  }
  return itemsOf(value) ?? [];
}

/** True when two texts are the same, also partly unknown ones; Azure's names compare without case. */
export function sameText(left: Value | undefined, right: Value | undefined): boolean {
  return left !== undefined && right !== undefined && identity(left) === identity(right);
}

/** A text that is equal for equal values, without case. */
export function identity(value: Value): string {
  return (value.kind === "unknown" ? (value.identity ?? value.text) : canonicalText(value)).toLowerCase();
}

/** A text cut at the first or last occurrence of a mark in one of its known stretches; undefined when the mark is not there. */
export function cut(
  value: Value,
  mark: string,
  which: "first" | "last",
): { readonly before: Value; readonly after: Value } | undefined {
  const parts = textParts(value);
  const order = parts.map((_, index) => (which === "first" ? index : parts.length - 1 - index));
  for (const index of order) {
    const part = parts[index];
    if (typeof part !== "string") {
      continue;
    }
    const lower = part.toLowerCase();
    const at = which === "first" ? lower.indexOf(mark.toLowerCase()) : lower.lastIndexOf(mark.toLowerCase());
    if (at >= 0) {
      return {
        before: text([...parts.slice(0, index), part.slice(0, at)]),
        after: text([part.slice(at + mark.length), ...parts.slice(index + 1)]),
      };
    }
  }
  return undefined;
}

/** A text for a message: unknown parts as their expression in angle brackets. */
export function shown(value: Value): string {
  const parts = textParts(value).map((part) => (typeof part === "string" ? part : `<${part.text}>`));
  return parts.length === 0 ? canonicalText(value) : parts.join("");
}

function textParts(value: Value): readonly (string | UnknownValue)[] {
  if (value.kind === "text") {
    return value.parts;
  }
  if (value.kind === "unknown") {
    return [value];
  }
  return value.kind === "known" && typeof value.value === "string" ? [value.value] : [];
}
