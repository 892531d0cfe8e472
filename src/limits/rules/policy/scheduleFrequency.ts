import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { setProperties } from "../../parts/propertyFix";
import { breachOfFact } from "../../parts/judgedBreach";
import { judge } from "../../parts/judgement";
import type { PolicyProfile } from "../../profile/policy";
import type { Breach, PolicyRule, RuleExample, SharedContext } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

interface Context extends SharedContext {
  readonly policy: PolicyProfile;
}

/** How often a policy backs up: what there is at all, and what only an Enhanced policy does. */
export const scheduleFrequency: PolicyRule = {
  code: "schedule-frequency",
  kind: "policy",
  about: "policy",
  title: () => l10n.t("Backup frequency"),
  text: () => ({
    what: l10n.t("Reads how often the policy backs up, and whether it is a Standard or an Enhanced policy."),
    why: l10n.t(
      "A Standard policy runs daily or weekly; only an Enhanced one runs hourly. There are no monthly or yearly schedules, only such retention.",
    ),
    fix: l10n.t("For hourly backups use policyType V2 with SimpleSchedulePolicyV2."),
  }),
  check: (context) => {
    const { policy, row, service } = context;
    const offered = row.value;
    if (typeof offered !== "object") {
      return [];
    }
    const refused = breachOfFact(policy.frequency, (one) => !offered.some((each) => isSetTo(one ?? each, each)), {
      place: policy.place,
      onlyBounded: true,
      certain: (frequency) =>
        l10n.t(
          "Policy '{0}' runs '{1}', but the schedules of {2} are {3}.",
          policy.label,
          frequency ?? "",
          service,
          offered.join(", "),
        ),
      liftedMessage: l10n.t(
        "Policy '{0}' runs more often than the October 2015 limits let it ({1}); supported today.",
        policy.label,
        offered.join(", "),
      ),
      possible: (parameters, breaking) =>
        l10n.t(
          "Parameter {0} allows policy '{1}' to run '{2}', but the schedules of {3} are {4}.",
          parameters,
          policy.label,
          breaking.join("', '"),
          service,
          offered.join(", "),
        ),
    });
    return refused.length > 0 ? refused : hourlyStandard(context);
  },
};

function hourlyStandard({ policy, service }: Context): readonly Breach[] {
  const hourly = judge(policy.frequency, (one) => isSetTo(one, "Hourly")).verdict === "breaks";
  const standard =
    judge(policy.kind, (kind) => kind === "Standard").verdict === "breaks" ||
    judge(policy.scheduleType, (type) => isSetTo(type, "SimpleSchedulePolicy")).verdict === "breaks";
  if (!hourly || !standard) {
    return [];
  }
  return [
    certain({
      message: l10n.t(
        "Policy '{0}' runs hourly, but is a Standard policy; {1} runs only Enhanced policies (V2) hourly.",
        policy.label,
        service,
      ),
      place: policy.frequency.place ?? policy.place,
      related: [
        related(l10n.t("The type of the policy."), policy.kind.place),
        related(l10n.t("The type of its schedule."), policy.scheduleType.place),
      ],
      fixes: [
        setProperties(
          { id: "enhanced-policy", title: l10n.t("Make it an Enhanced policy"), safe: false },
          policy.declaration,
          [
            { path: ["properties", "policyType"], value: "V2" },
            { path: ["properties", "schedulePolicy", "schedulePolicyType"], value: "SimpleSchedulePolicyV2" },
          ],
        ),
      ],
    }),
  ];
}

export const scheduleFrequencyExample: RuleExample = {
  bad: `"policyType": "V1",
"schedulePolicy": {
  "schedulePolicyType": "SimpleSchedulePolicy",
  "scheduleRunFrequency": "Hourly"
}`,
  good: `"policyType": "V2",
"schedulePolicy": {
  "schedulePolicyType": "SimpleSchedulePolicyV2",
  "scheduleRunFrequency": "Hourly",
  "hourlySchedule": { "interval": 4, "scheduleWindowStartTime": "2026-01-01T08:00:00Z", "scheduleWindowDuration": 12 }
}`,
};
