import type { Value } from "../value";
import { known, unknown } from "./make";

/** Whole numbers of templates have 64 bits. */
export function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

/** A whole number: a known one while a JavaScript number can hold it, else an unknown that keeps it exactly. */
export function integerValue(value: bigint): Value {
  const small = Number(value);
  return Number.isSafeInteger(small)
    ? known(small)
    : unknown(String(value), "unsupported", { type: "int", integer: value });
}

/** The whole number that a value is, of any size; undefined for everything else. */
export function exactInteger(value: Value | undefined): bigint | undefined {
  if (value?.kind === "unknown") {
    return value.integer;
  }
  return value?.kind === "known" && typeof value.value === "number" && Number.isSafeInteger(value.value)
    ? BigInt(value.value)
    : undefined;
}

/** The value of a number as it is written: exact also where reading it as a number has already rounded it. */
export function writtenNumber(written: string): Value {
  return !/^-?\d{1,40}$/.test(written) || !isInt64(BigInt(written))
    ? known(Number(written))
    : integerValue(BigInt(written));
}
