import type { MatrixRow } from "../matrices/matrix";

/** The numbers that a row takes, both ends among them. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** The range of a row: from its number `least` to its value. Undefined when it has none. */
export function rangeOf({ value, numbers }: MatrixRow): Range | undefined {
  const least = numbers?.["least"];
  return typeof value === "number" && least !== undefined ? { least, most: value } : undefined;
}

/** True for a number outside a range; what is not set is inside. */
export function isOutside(number: number | undefined, { least, most }: Range): boolean {
  return number !== undefined && (number < least || number > most);
}

/** The number of a range that is nearest to a number. */
export function clamped(number: number, { least, most }: Range): number {
  return Math.min(Math.max(number, least), most);
}
