import * as l10n from "@vscode/l10n";
import { related } from "../../breach";
import { instantRestoreBreaches } from "../../knowledge/instantRestoreDays";
import { rangeOf } from "../../parts/ranges";
import type { PolicyRule, RuleExample } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** For how many days a Standard policy keeps snapshots. */
export const instantRestoreDaysStandard: PolicyRule = {
  code: "instant-restore-days-standard",
  kind: "policy",
  about: "policy",
  title: () => l10n.t("Snapshot retention, Standard policy"),
  text: () => ({
    what: l10n.t("Reads for how many days a Standard policy keeps snapshots for instant restore."),
    why: l10n.t("A number outside the range is refused; of a weekly policy only one number is taken."),
    fix: l10n.t("Use a number in the range, or an Enhanced policy, which keeps snapshots longer."),
  }),
  check: ({ policy, row, service }) => {
    const range = rangeOf(row);
    const weekly = row.numbers?.["weekly"];
    if (range === undefined || !policy.kind.known || policy.kind.value !== "Standard") {
      return [];
    }
    if (weekly !== undefined && policy.frequency.known && isSetTo(policy.frequency.value, "Weekly")) {
      return instantRestoreBreaches(
        policy,
        { least: weekly, most: weekly },
        {
          certain: (days) =>
            l10n.t(
              "Weekly Standard policy '{0}' keeps snapshots for {1} days, but {2} takes {3} days only.",
              policy.label,
              days,
              service,
              weekly,
            ),
          possible: (parameters) =>
            l10n.t(
              "Weekly Standard policy '{0}' keeps snapshots for as many days as parameter {1} says; {2} takes {3} days only.",
              policy.label,
              parameters,
              service,
              weekly,
            ),
          related: [related(l10n.t("The frequency of the policy."), policy.frequency.place)],
        },
      );
    }
    const { least, most } = range;
    return instantRestoreBreaches(policy, range, {
      certain: (days) =>
        l10n.t(
          "Standard policy '{0}' keeps snapshots for {1} days, but {2} takes {3} to {4}.",
          policy.label,
          days,
          service,
          least,
          most,
        ),
      possible: (parameters) =>
        l10n.t(
          "Standard policy '{0}' keeps snapshots for as many days as parameter {1} says; {2} takes {3} to {4}.",
          policy.label,
          parameters,
          service,
          least,
          most,
        ),
    });
  },
};

export const instantRestoreDaysStandardExample: RuleExample = {
  bad: `"policyType": "V1",
"instantRpRetentionRangeInDays": 7`,
  good: `"policyType": "V1",
"instantRpRetentionRangeInDays": 5`,
};
