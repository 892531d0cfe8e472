import type { JsonValue } from "../../../../src/template/value";

/** Reading arguments the naive way: what is of another type throws. */
export type Args = readonly JsonValue[];
export type Thing = Readonly<Record<string, JsonValue>>;

export function fail(): never {
  throw new Error("wrong arguments");
}

export function int(value: JsonValue | undefined): number {
  return typeof value === "number" ? value : fail();
}

export function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : fail();
}

export function bool(value: JsonValue | undefined): boolean {
  return typeof value === "boolean" ? value : fail();
}

export function isList(value: JsonValue | undefined): value is Args {
  return Array.isArray(value);
}

export function list(value: JsonValue | undefined): Args {
  return isList(value) ? value : fail();
}

export function isThing(value: JsonValue | undefined): value is Thing {
  return typeof value === "object" && value !== null && !isList(value);
}

export function thing(value: JsonValue | undefined): Thing {
  return isThing(value) ? value : fail();
}

/** Equal as `equals` means it; members may be in any order. */
export function same(a: JsonValue, b: JsonValue): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, i) => same(item, b[i] ?? null));
  }
  if (isThing(a) && isThing(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => name in b && same(a[name] ?? null, b[name] ?? null))
    );
  }
  return a === b;
}

/** A scalar inside of a text. */
export function scalarText(value: JsonValue): string {
  if (typeof value === "boolean") {
    return value ? "True" : "False";
  }
  return isList(value) || isThing(value) ? fail() : value === null ? "" : String(value);
}
