import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const { supportMatrix } = sources;

/** What the newest texts that could be read say of backup policies. */
export const policyRows = {
  "policy-name": {
    value: "^[A-Za-z][A-Za-z0-9-]{1,148}[A-Za-z0-9]$",
    supported: "conditional",
    severity: "error",
    sources: [sources.resourceNames],
    statement: () => l10n.t("3 to 150 characters: letters, digits and hyphens, from a letter to a letter or digit."),
  },
  "schedule-frequency": {
    value: ["Hourly", "Daily", "Weekly"],
    supported: "conditional",
    severity: "error",
    sources: [supportMatrix, sources.enhancedPolicy, sources.generalSupportMatrix, sources.vmBackupFaq],
    statement: () =>
      l10n.t(
        "A Standard policy runs daily or weekly, an Enhanced one hourly as well; monthly and yearly schedules are not supported.",
      ),
  },
  "schedule-hourly-interval": {
    value: ["4", "6", "8", "12", "24"],
    supported: "conditional",
    severity: "error",
    sources: [supportMatrix, sources.enhancedPolicy, sources.templateSchemas],
    statement: () => l10n.t("Every 4, 6, 8, 12 or 24 hours; the schema names all but the last."),
  },
  "instant-restore-days-standard": {
    value: 5,
    numbers: { least: 1, weekly: 5 },
    supported: "conditional",
    severity: "error",
    sources: [sources.instantRestore, sources.prepare],
    statement: () => l10n.t("1 to 5 days, 2 by default; always 5 for weekly policies."),
  },
  "instant-restore-days-enhanced": {
    value: 30,
    numbers: { least: 1, hourly4: 17, hourly6: 22, hourly12: 30, weeklyLeast: 5, weeklyMost: 20 },
    supported: "conditional",
    severity: "error",
    sources: [sources.enhancedPolicy, sources.instantRestore, supportMatrix],
    statement: () =>
      l10n.t(
        "1 to 30 days, 7 by default; at most 17 when it runs every 4 hours, 22 every 6 hours; 5 to 20 for weekly policies; never longer than the backups.",
      ),
  },
  "retention-maximum": {
    value: 9999,
    numbers: { weeks: 5163, months: 1188, years: 99 },
    supported: "no",
    severity: "error",
    sources: [sources.vmBackupFaq, supportMatrix],
    statement: () => l10n.t("9999 days, 5163 weeks, 1188 months, 99 years, and 9999 recovery points for each item."),
  },
  "retention-minimum-daily": {
    value: 7,
    supported: "no",
    severity: "error",
    sources: [sources.vmBackupFaq],
    statement: () => l10n.t("Daily backups are kept for 7 days at least."),
  },
  "policy-vm-count": {
    value: 100,
    supported: "no",
    severity: "error",
    sources: [sources.generalSupportMatrix, sources.vmBackupFaq],
    statement: () => l10n.t("100 virtual machines on one policy."),
  },
  "policy-count": {
    value: 200,
    numbers: { perDay: 50 },
    supported: "no",
    severity: "warning",
    sources: [sources.backupFaq, sources.generalSupportMatrix],
    statement: () => l10n.t("200 policies in a vault, and 50 additions or changes a day by templates and scripts."),
    contradiction: {
      code: "C12",
      statement: () =>
        l10n.t(
          "The text of July 2023 lets a vault have 200 policies, that of March 2026 up to 5,000 for each kind of data source; the smaller number is followed as a warning.",
        ),
      sources: [sources.backupFaq, sources.generalSupportMatrix],
    },
  },
  "default-policy": {
    value: ["DefaultPolicy", "EnhancedPolicy"],
    supported: "conditional",
    severity: "information",
    sources: [sources.prepare, sources.vmBackupFaq, sources.enhancedPolicy, sources.defaultPolicyAnswer],
    statement: () =>
      l10n.t("A new vault carries policies of the service's own, which are made again when they are deleted."),
    contradiction: {
      code: "C17",
      statement: () =>
        l10n.t(
          "One text says that the default policy keeps backups for 30 days and snapshots for 2, others 180 days and 7; only the vault itself can tell.",
        ),
      sources: [sources.prepare, sources.vmBackupFaq, sources.enhancedPolicy],
    },
  },
  "policy-time-zone": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.prepare, sources.generalSupportMatrix],
    statement: () => l10n.t("Schedules do not follow the change of clocks; the policy is changed by hand."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
