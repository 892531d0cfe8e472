import * as l10n from "@vscode/l10n";
import { durationText } from "../../knowledge/durations";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import type { MatrixRow } from "../../matrices/matrix";
import type { PolicyProfile, RetentionProfile } from "../../profile/policy";
import type { Breach, PolicyRule, RuleExample } from "../../rule";

/** How long backups may be kept at most, in the unit of each schedule. */
export const retentionMaximum: PolicyRule = {
  code: "retention-maximum",
  kind: "policy",
  about: "policy",
  title: () => l10n.t("Longest retention"),
  text: () => ({
    what: l10n.t("Reads for how many days, weeks, months and years the policy keeps its backups."),
    why: l10n.t("A policy that keeps them longer than the service does is not created."),
    fix: l10n.t("Keep them for the longest time that is taken, or less."),
  }),
  check: ({ policy, row, service }) =>
    policy.retention.flatMap((retention) => checkRetention(policy, retention, row, service)),
};

function checkRetention(
  policy: PolicyProfile,
  { count, unit }: RetentionProfile,
  row: MatrixRow,
  service: string,
): readonly Breach[] {
  const most = unit.known ? mostOf(unit.value, row) : undefined;
  if (!unit.known || most === undefined) {
    return [];
  }
  return breachOfFact(count, (number) => number !== undefined && number > most, {
    place: policy.place,
    // Nobody keeps backups for centuries because a parameter lets them.
    onlyBounded: true,
    certain: (number) =>
      l10n.t(
        "Policy '{0}' keeps backups for {1}, but {2} takes at most {3}.",
        policy.label,
        durationText(number ?? 0, unit.value),
        service,
        durationText(most, unit.value),
      ),
    possible: (parameters) =>
      l10n.t(
        "Policy '{0}' keeps backups for as long as parameter {1} says; {2} takes at most {3}.",
        policy.label,
        parameters,
        service,
        durationText(most, unit.value),
      ),
    fixesFor: () => [
      replacing(count.place, {
        id: "clamp-retention",
        title: l10n.t("Keep backups for {0}", durationText(most, unit.value)),
        harmless: true,
        by: most,
      }),
    ],
  });
}

/** The row's value is in days. */
function mostOf(unit: string, { value, numbers }: MatrixRow): number | undefined {
  const lower = unit.toLowerCase();
  return lower === "days" && typeof value === "number" ? value : numbers?.[lower];
}

export const retentionMaximumExample: RuleExample = {
  bad: `"retentionPolicy": {
  "retentionPolicyType": "LongTermRetentionPolicy",
  "dailySchedule": { "retentionDuration": { "count": 10000, "durationType": "Days" } }
}`,
  good: `"retentionPolicy": {
  "retentionPolicyType": "LongTermRetentionPolicy",
  "dailySchedule": { "retentionDuration": { "count": 30, "durationType": "Days" } }
}`,
};
