import * as l10n from "@vscode/l10n";

/** A number of days, weeks, months or years for a sentence: "30 days". A unit that is none of these stays as it is. */
export function durationText(count: number, unit: string): string {
  switch (unit.toLowerCase()) {
    case "days":
      return l10n.t("{0} days", count);
    case "weeks":
      return l10n.t("{0} weeks", count);
    case "months":
      return l10n.t("{0} months", count);
    case "years":
      return l10n.t("{0} years", count);
    default:
      return `${count} ${unit}`;
  }
}
