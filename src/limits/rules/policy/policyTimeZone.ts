import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import { changesInSummer } from "../../knowledge/daylightSaving";
import { grouped } from "../../parts/grouped";
import type { EstateRule, RuleExample } from "../../rule";

/** Schedules in a time zone of which the clocks change; said once for each zone. */
export const policyTimeZone: EstateRule = {
  code: "policy-time-zone",
  kind: "policy",
  about: "estate",
  title: () => l10n.t("Daylight saving"),
  text: () => ({
    what: l10n.t("Finds policies in a time zone of which the clocks change in summer."),
    why: l10n.t("The service does not follow the change: backups run an hour earlier or later until somebody acts."),
    fix: l10n.t("Use UTC, or change the times of the policy when the clocks change."),
  }),
  check: ({ estate, service }) => {
    const changing = estate.policies.filter(
      ({ timeZone, deployed }) =>
        deployed.known && timeZone.known && timeZone.value !== undefined && changesInSummer(timeZone.value),
    );
    const zones = grouped(changing, ({ timeZone }) => (timeZone.known ? timeZone.value?.toLowerCase() : undefined));
    return [...zones.values()].flatMap(([first]) =>
      first?.timeZone.known !== true
        ? []
        : [
            certain({
              message: l10n.t(
                "Policy '{0}' runs in '{1}', where the clocks change in summer; {2} does not follow that.",
                first.label,
                first.timeZone.value ?? "",
                service,
              ),
              place: first.timeZone.place ?? first.place,
            }),
          ],
    );
  },
};

export const policyTimeZoneExample: RuleExample = {
  bad: `"timeZone": "W. Europe Standard Time"`,
  good: `"timeZone": "UTC"`,
};
