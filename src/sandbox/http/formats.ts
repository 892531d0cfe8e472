import { createHash } from "node:crypto";

/** "Never" of .NET, which Azure writes for the end of something that still runs. */
export const never = "0001-01-01T00:00:00";

/** ISO text in UTC, as Azure writes times. */
export function isoTime(milliseconds: number): string {
  const known = isoTexts.get(milliseconds);
  if (known !== undefined) {
    return known;
  }
  const text = new Date(milliseconds).toISOString();
  if (isoTexts.size >= 5000) {
    isoTexts.clear();
  }
  isoTexts.set(milliseconds, text);
  return text;
}

/** The texts of moments: the nights of a fleet have the same few in each of its jobs, hundreds of thousands of times. */
const isoTexts = new Map<number, string>();

/** ISO 8601 duration: `PT41M16.212S`. */
export function isoDuration(milliseconds: number): string {
  const total = Math.max(0, Math.round(milliseconds));
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor((total % 3_600_000) / 60_000);
  const seconds = (total % 60_000) / 1000;
  const parts = [hours > 0 ? `${hours}H` : "", minutes > 0 ? `${minutes}M` : "", `${seconds}S`];
  return `PT${parts.join("")}`;
}

/** .NET's way to write a span of time: `13.23:59:42`. */
export function dotNetSpan(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 86_400)}.${clock}`;
}

/** A GUID that is always the same for the same text: ids of the estate do not change between two starts. */
export function guidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A number of 14 digits as text, always the same for the same text: how Azure names recovery points. */
export function digitsOf(text: string): string {
  const number = BigInt(`0x${createHash("sha256").update(text).digest("hex").slice(0, 12)}`);
  return (10_000_000_000_000n + (number % 89_999_999_999_999n)).toString();
}
