import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";
import { unmentioned } from "./unmentioned";

const { backUp2015 } = sources;

/** What the articles of 2015 say of backup policies. */
export const policyRows = {
  "policy-name": unmentioned,
  "schedule-frequency": {
    value: ["Daily", "Weekly"],
    supported: "conditional",
    severity: "error",
    lifted: true,
    sources: [backUp2015],
    statement: () => l10n.t("Daily or weekly; once a day by default."),
  },
  "schedule-hourly-interval": unmentioned,
  "instant-restore-days-standard": {
    ...unmentioned,
    sources: [sources.introduction2015],
    statement: () => l10n.t("The snapshot was removed once its data had been transferred."),
  },
  "instant-restore-days-enhanced": unmentioned,
  "retention-maximum": {
    ...unmentioned,
    sources: [backUp2015],
    statement: () => l10n.t("Examples go up to 99 years; no maximum is stated."),
  },
  "retention-minimum-daily": unmentioned,
  "policy-vm-count": {
    supported: "yes",
    severity: "none",
    sources: [backUp2015],
    statement: () => l10n.t("Several virtual machines can share a policy; no number is given."),
  },
  "policy-count": {
    supported: "yes",
    severity: "none",
    sources: [backUp2015],
    statement: () => l10n.t("A vault can have several policies; no number is given."),
  },
  "default-policy": {
    value: ["DefaultPolicy"],
    supported: "conditional",
    severity: "information",
    sources: [backUp2015],
    statement: () =>
      l10n.t("Vaults made since May 2015 carry a default policy that backs up once a day and keeps it for 30 days."),
  },
  "policy-time-zone": unmentioned,
} satisfies Partial<Record<RuleCode, MatrixRow>>;
