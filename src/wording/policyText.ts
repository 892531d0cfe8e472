import * as vscode from "vscode";
import type { BackupPolicy } from "../azure/models";

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

/** "Enhanced, every 4 hours, keeps 180 days, snapshots 7 days"; the vault's default says so. */
export function policySummary(policy: BackupPolicy): string {
  const t = vscode.l10n.t;
  return [
    policy.isDefault ? t("default") : undefined,
    policy.kind === "Enhanced" ? t("Enhanced") : t("Standard"),
    scheduleText(policy),
    policy.dailyRetentionDays === undefined ? undefined : t("keeps {0} days", policy.dailyRetentionDays),
    policy.instantRestoreDays === undefined ? undefined : t("snapshots {0} days", policy.instantRestoreDays),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
