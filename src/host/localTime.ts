import * as vscode from "vscode";

/**
 * A time as the reader writes it: "21 Nov 2025, 22:30".
 * @param iso as Azure gives it; returned as it is when it is no time
 * @param timeZone the reader's own by default
 */
export function localTime(iso: string, timeZone?: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) {
    return iso;
  }
  return formatFor({ dateStyle: "medium", timeStyle: "short" }, timeZone).format(time);
}

/**
 * A time of today as the hour alone, another one as `localTime`: for places where a date would push something out of sight.
 * @param now milliseconds since 1970
 */
export function briefTime(iso: string, now: number, timeZone?: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) {
    return iso;
  }
  const day = formatFor({ dateStyle: "short" }, timeZone);
  return day.format(time) === day.format(now)
    ? formatFor({ timeStyle: "short" }, timeZone).format(time)
    : localTime(iso, timeZone);
}

/** Making a format takes longer than a hundred uses of it, and a list shows hundreds of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(
  style: Pick<Intl.DateTimeFormatOptions, "dateStyle" | "timeStyle">,
  timeZone: string | undefined,
): Intl.DateTimeFormat {
  const { language } = vscode.env;
  const key = [language, timeZone, style.dateStyle, style.timeStyle].join(" ");
  const known = formats.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = new Intl.DateTimeFormat(language, {
    ...style,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  formats.set(key, made);
  return made;
}
