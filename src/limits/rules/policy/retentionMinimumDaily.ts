import * as l10n from "@vscode/l10n";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import type { PolicyRule, RuleExample } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** How long daily backups must be kept at least. */
export const retentionMinimumDaily: PolicyRule = {
  code: "retention-minimum-daily",
  kind: "policy",
  about: "policy",
  title: () => l10n.t("Shortest daily retention"),
  text: () => ({
    what: l10n.t("Reads for how many days the policy keeps its daily backups."),
    why: l10n.t("A policy that keeps them for fewer days is refused, also when an older one is only changed."),
    fix: l10n.t("Keep daily backups for the smallest number of days that is taken, or longer."),
  }),
  check: ({ policy, row, service }) => {
    const least = row.value;
    const daily = policy.retention.find(({ schedule }) => schedule === "daily");
    if (typeof least !== "number" || daily?.unit.known !== true || !isSetTo(daily.unit.value, "Days")) {
      return [];
    }
    return breachOfFact(daily.count, (days) => days !== undefined && days < least, {
      place: policy.place,
      certain: (days) =>
        l10n.t(
          "Policy '{0}' keeps daily backups for {1} days, but {2} takes no fewer than {3}.",
          policy.label,
          days ?? 0,
          service,
          least,
        ),
      possible: (parameters) =>
        l10n.t(
          "Policy '{0}' keeps daily backups for as many days as parameter {1} says; {2} takes no fewer than {3}.",
          policy.label,
          parameters,
          service,
          least,
        ),
      fixesFor: () => [
        replacing(daily.count.place, {
          id: "raise-retention",
          title: l10n.t("Keep daily backups for {0} days", least),
          harmless: true,
          by: least,
        }),
      ],
    });
  },
};

export const retentionMinimumDailyExample: RuleExample = {
  bad: `"dailySchedule": { "retentionDuration": { "count": 5, "durationType": "Days" } }`,
  good: `"dailySchedule": { "retentionDuration": { "count": 7, "durationType": "Days" } }`,
};
