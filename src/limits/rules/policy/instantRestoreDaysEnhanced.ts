import * as l10n from "@vscode/l10n";
import { related } from "../../breach";
import { instantRestoreBreaches } from "../../knowledge/instantRestoreDays";
import type { MatrixRow } from "../../matrices/matrix";
import type { PolicyProfile } from "../../profile/policy";
import { rangeOf, type Range } from "../../parts/ranges";
import type { Breach, PolicyRule, RuleExample, SharedContext } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

interface Context extends SharedContext {
  readonly policy: PolicyProfile;
}

/** For how many days an Enhanced policy keeps snapshots: the more often it runs, the fewer. */
export const instantRestoreDaysEnhanced: PolicyRule = {
  code: "instant-restore-days-enhanced",
  kind: "policy",
  about: "policy",
  title: () => l10n.t("Snapshot retention, Enhanced policy"),
  text: () => ({
    what: l10n.t(
      "Reads for how many days an Enhanced policy keeps snapshots, how often it runs, and how long it keeps backups.",
    ),
    why: l10n.t(
      "A disk has only so many snapshots, so frequent schedules keep them for fewer days; and a snapshot is not kept longer than its backup.",
    ),
    fix: l10n.t("Keep snapshots for fewer days, or back up less often."),
  }),
  check: (context) => {
    const { policy, row } = context;
    const range = policy.kind.known && policy.kind.value === "Enhanced" ? rangeFor(policy, row) : undefined;
    if (range === undefined) {
      return [];
    }
    const outside = outsideRange(context, range);
    return outside.length > 0 ? outside : longerThanBackups(context, range);
  },
};

/** The range for the policy's schedule, as far as that is known. */
function rangeFor({ frequency, hourlyInterval }: PolicyProfile, row: MatrixRow): Range | undefined {
  const range = rangeOf(row);
  if (range === undefined || !frequency.known) {
    return range;
  }
  const { numbers } = row;
  if (isSetTo(frequency.value, "Weekly")) {
    return { least: numbers?.["weeklyLeast"] ?? range.least, most: numbers?.["weeklyMost"] ?? range.most };
  }
  const hours = isSetTo(frequency.value, "Hourly") && hourlyInterval.known ? hourlyInterval.value : undefined;
  const most = hours === undefined ? undefined : numbers?.[`hourly${hours}`];
  return { ...range, most: Math.min(range.most, most ?? range.most) };
}

function outsideRange({ policy, service }: Context, range: Range): readonly Breach[] {
  return instantRestoreBreaches(policy, range, {
    certain: (days) =>
      l10n.t(
        "Enhanced policy '{0}' keeps snapshots for {1} days, but {2} takes {3} to {4} with its schedule.",
        policy.label,
        days,
        service,
        range.least,
        range.most,
      ),
    possible: (parameters) =>
      l10n.t(
        "Enhanced policy '{0}' keeps snapshots for as many days as parameter {1} says; {2} takes {3} to {4} with its schedule.",
        policy.label,
        parameters,
        service,
        range.least,
        range.most,
      ),
    related: [related(l10n.t("The schedule of the policy."), policy.hourlyInterval.place ?? policy.frequency.place)],
  });
}

function longerThanBackups({ policy, service }: Context, range: Range): readonly Breach[] {
  const kept = daysKept(policy);
  return kept === undefined
    ? []
    : instantRestoreBreaches(
        policy,
        { least: Math.min(range.least, kept), most: kept },
        {
          certain: (days) =>
            l10n.t(
              "Enhanced policy '{0}' keeps snapshots for {1} days and backups for {2}, but {3} keeps no snapshot longer than its backup.",
              policy.label,
              days,
              kept,
              service,
            ),
          possible: (parameters) =>
            l10n.t(
              "Enhanced policy '{0}' keeps backups for {1} days and snapshots for as many as parameter {2} says; {3} keeps no snapshot longer than its backup.",
              policy.label,
              kept,
              parameters,
              service,
            ),
          related: policy.retention.map(({ count }) => related(l10n.t("The retention of the policy."), count.place)),
        },
      );
}

const daysIn: Readonly<Record<string, number>> = { days: 1, weeks: 7 };

/** The days for which backups are kept, when all schedules tell them in days or weeks. */
function daysKept({ retention }: PolicyProfile): number | undefined {
  const days = retention.map(({ count, unit }) => {
    const each = unit.known ? daysIn[unit.value.toLowerCase()] : undefined;
    return each === undefined || !count.known || count.value === undefined ? undefined : count.value * each;
  });
  return days.length > 0 && days.every((each) => each !== undefined) ? Math.max(...days) : undefined;
}

export const instantRestoreDaysEnhancedExample: RuleExample = {
  bad: `"policyType": "V2",
"instantRpRetentionRangeInDays": 30,
"schedulePolicy": {
  "schedulePolicyType": "SimpleSchedulePolicyV2",
  "scheduleRunFrequency": "Hourly",
  "hourlySchedule": { "interval": 4, "scheduleWindowStartTime": "2026-01-01T08:00:00Z", "scheduleWindowDuration": 12 }
}`,
  good: `"policyType": "V2",
"instantRpRetentionRangeInDays": 7,
"schedulePolicy": {
  "schedulePolicyType": "SimpleSchedulePolicyV2",
  "scheduleRunFrequency": "Hourly",
  "hourlySchedule": { "interval": 4, "scheduleWindowStartTime": "2026-01-01T08:00:00Z", "scheduleWindowDuration": 12 }
}`,
};
