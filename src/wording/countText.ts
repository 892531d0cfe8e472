import * as vscode from "vscode";

/** A number, or the words for one that is not known. */
type Count = number | string;

/** "1 VM", "3 VMs". */
export function vmsText(count: number): string {
  return count === 1 ? vscode.l10n.t("1 VM") : vscode.l10n.t("{0} VMs", count);
}

/** "1 hour", "12 hours". */
export function hoursText(count: number): string {
  return count === 1 ? vscode.l10n.t("1 hour") : vscode.l10n.t("{0} hours", count);
}

/** "1 day", "30 days". */
export function daysText(count: Count): string {
  return isOne(count) ? vscode.l10n.t("1 day") : vscode.l10n.t("{0} days", count);
}

/** "1 week", "12 weeks". */
export function weeksText(count: Count): string {
  return isOne(count) ? vscode.l10n.t("1 week") : vscode.l10n.t("{0} weeks", count);
}

/** "1 month", "12 months". */
export function monthsText(count: Count): string {
  return isOne(count) ? vscode.l10n.t("1 month") : vscode.l10n.t("{0} months", count);
}

/** "1 year", "10 years". */
export function yearsText(count: Count): string {
  return isOne(count) ? vscode.l10n.t("1 year") : vscode.l10n.t("{0} years", count);
}

/** "1 recovery point", "5 recovery points". */
export function pointsText(count: number): string {
  return count === 1 ? vscode.l10n.t("1 recovery point") : vscode.l10n.t("{0} recovery points", count);
}

/** Names that a sentence has room for. */
const named = 5;

/** "a, b and 3 more": the first names of a list. */
export function namesText(names: readonly string[]): string {
  const first = names.slice(0, named).join(", ");
  return names.length > named ? vscode.l10n.t("{0} and {1} more", first, names.length - named) : first;
}

function isOne(count: Count): boolean {
  return String(count) === "1";
}
