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
  return formatFor(vscode.env.language, timeZone).format(time);
}

/** Making a format takes longer than a hundred uses of it, and a list shows hundreds of times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(language: string, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${language} ${timeZone ?? ""}`;
  const known = formats.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  formats.set(key, made);
  return made;
}
