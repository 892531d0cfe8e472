import * as l10n from "@vscode/l10n";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import type { PolicyRule, RuleExample } from "../../rule";

/** The hours between two backups of an hourly schedule. */
export const scheduleHourlyInterval: PolicyRule = {
  code: "schedule-hourly-interval",
  kind: "policy",
  about: "policy",
  title: () => l10n.t("Hourly interval"),
  text: () => ({
    what: l10n.t("Reads the interval of an hourly schedule."),
    why: l10n.t("Only a few intervals are taken; a policy with another one is not created."),
    fix: l10n.t("Use one of the intervals that are listed."),
  }),
  check: ({ policy, row, service }) => {
    const offered = row.value;
    if (typeof offered !== "object") {
      return [];
    }
    const list = offered.join(", ");
    return breachOfFact(policy.hourlyInterval, (hours) => hours !== undefined && !offered.includes(hours.toString()), {
      place: policy.place,
      certain: (hours) =>
        l10n.t(
          "Policy '{0}' backs up every {1} hours, but the intervals of {2} are {3}.",
          policy.label,
          hours ?? 0,
          service,
          list,
        ),
      possible: (parameters) =>
        l10n.t(
          "Policy '{0}' backs up as often as parameter {1} says; the intervals of {2} are {3} hours.",
          policy.label,
          parameters,
          service,
          list,
        ),
      fixesFor: (hours) => {
        const nearest = nearestOf(offered.map(Number), hours ?? 0);
        return nearest === undefined
          ? []
          : [
              replacing(policy.hourlyInterval.place, {
                id: "nearest-interval",
                title: l10n.t("Back up every {0} hours", nearest),
                harmless: true,
                by: nearest,
              }),
            ];
      },
    });
  },
};

/** Of two that are as near, the smaller one: rather more backups than fewer. */
function nearestOf(numbers: readonly number[], to: number): number | undefined {
  return [...numbers].sort((one, other) => Math.abs(one - to) - Math.abs(other - to) || one - other)[0];
}

export const scheduleHourlyIntervalExample: RuleExample = {
  bad: `"hourlySchedule": { "interval": 3, "scheduleWindowStartTime": "2026-01-01T08:00:00Z", "scheduleWindowDuration": 12 }`,
  good: `"hourlySchedule": { "interval": 4, "scheduleWindowStartTime": "2026-01-01T08:00:00Z", "scheduleWindowDuration": 12 }`,
};
