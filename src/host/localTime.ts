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
  return new Intl.DateTimeFormat(vscode.env.language, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(time);
}
