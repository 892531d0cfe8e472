import * as vscode from "vscode";
import type { BackupPolicy } from "../../azure/models";

function frequency({ schedule }: BackupPolicy): string {
  const t = vscode.l10n.t;
  switch (schedule.frequency) {
    case "Daily":
      return schedule.timeUtc === undefined ? t("daily") : t("daily at {0} UTC", schedule.timeUtc);
    case "Weekly":
      return schedule.timeUtc === undefined ? t("weekly") : t("weekly at {0} UTC", schedule.timeUtc);
    case "Hourly":
      return schedule.everyHours === undefined ? t("several times a day") : t("every {0} hours", schedule.everyHours);
  }
}

/** "Enhanced, every 4 hours, keeps 180 days, snapshots 7 days". */
export function policySummary(policy: BackupPolicy): string {
  const t = vscode.l10n.t;
  return [
    policy.kind === "Enhanced" ? t("Enhanced") : t("Standard"),
    frequency(policy),
    policy.dailyRetentionDays === undefined ? undefined : t("keeps {0} days", policy.dailyRetentionDays),
    policy.instantRestoreDays === undefined ? undefined : t("snapshots {0} days", policy.instantRestoreDays),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
