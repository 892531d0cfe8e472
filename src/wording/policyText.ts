import * as vscode from "vscode";
import type { BackupPolicy } from "../azure/models";
import { daysText, monthsText, weeksText, yearsText } from "./countText";

/** "daily at 22:30 UTC", "every 4 hours". */
export function scheduleText({ schedule }: Pick<BackupPolicy, "schedule">): string {
  const t = vscode.l10n.t;
  const { frequency, time, timeZone, everyHours } = schedule;
  switch (frequency) {
    case "Daily":
      return time === undefined ? t("daily") : t("daily at {0} {1}", time, timeZone);
    case "Weekly":
      return time === undefined ? t("weekly") : t("weekly at {0} {1}", time, timeZone);
    case "Hourly":
      return everyHours === undefined ? t("several times a day") : t("every {0} hours", everyHours);
  }
}

/** "180 days"; "12 weeks" where a policy keeps no daily recovery points; undefined where it is not known. */
export function keptText({ dailyRetentionDays, plan }: BackupPolicy): string | undefined {
  if (dailyRetentionDays !== undefined) {
    return daysText(dailyRetentionDays);
  }
  const { weekly, monthly, yearly } = plan?.retention ?? {};
  if (weekly !== undefined) {
    return weeksText(weekly.weeks);
  }
  if (monthly !== undefined) {
    return monthsText(monthly.months);
  }
  return yearly === undefined ? undefined : yearsText(yearly.years);
}

/** "Enhanced, every 4 hours, keeps 180 days, snapshots 7 days"; the vault's default says so. */
export function policySummary(policy: BackupPolicy): string {
  const t = vscode.l10n.t;
  const kept = keptText(policy);
  return [
    policy.isDefault ? t("default") : undefined,
    policy.kind === "Enhanced" ? t("Enhanced") : t("Standard"),
    scheduleText(policy),
    kept === undefined ? undefined : t("keeps {0}", kept),
    policy.instantRestoreDays === undefined ? undefined : t("snapshots {0}", daysText(policy.instantRestoreDays)),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
