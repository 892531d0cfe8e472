import * as l10n from "@vscode/l10n";
import { replacing } from "../../parts/valueFix";
import { breachOfFact } from "../../parts/judgedBreach";
import { cleanedName } from "../../parts/names";
import type { PolicyProfile } from "../../profile/policy";
import type { PolicyRule, RuleExample } from "../../rule";

/** The name of a policy, against the pattern of the row. */
export const policyName: PolicyRule = {
  code: "policy-name",
  kind: "policy",
  about: "policy",
  title: () => l10n.t("Policy name"),
  text: () => ({
    what: l10n.t("Compares the name of the backup policy with the pattern that such names follow."),
    why: l10n.t("A policy with another name is not created, and what is bound to it is not protected."),
    fix: l10n.t("Use 3 to 150 letters, digits and hyphens, begin with a letter and end with a letter or digit."),
  }),
  check: ({ policy, row, service }) => {
    const pattern = typeof row.value === "string" ? new RegExp(row.value) : undefined;
    if (pattern === undefined) {
      return [];
    }
    return breachOfFact(policy.name, (name) => !pattern.test(name), {
      place: policy.place,
      onlyBounded: true,
      certain: (name) =>
        l10n.t(
          "Policy '{0}' has a name that {1} refuses: 3 to 150 letters, digits and hyphens are allowed, from a letter to a letter or digit.",
          name,
          service,
        ),
      possible: (parameters, breaking) =>
        l10n.t(
          "Parameter {0} allows the policy name '{1}', which {2} refuses: 3 to 150 letters, digits and hyphens are allowed, from a letter to a letter or digit.",
          parameters,
          breaking[0] ?? "",
          service,
        ),
      fixesFor: (name) => [rename(policy, cleanedName(name, pattern))],
    });
  },
};

/** Only the last part of the name is renamed; the first is the vault's. */
function rename(policy: PolicyProfile, better: string | undefined): ReturnType<typeof replacing> {
  if (better === undefined || !policy.name.known || !policy.vaultName.known) {
    return undefined;
  }
  const whole = policy.vaultName.value === "" || policy.nested ? better : `${policy.vaultName.value}/${better}`;
  const title = l10n.t("Rename the policy to '{0}'", better);
  return replacing(policy.name.place, { id: "clean-policy-name", title, by: whole });
}

export const policyNameExample: RuleExample = {
  bad: `{ "type": "Microsoft.RecoveryServices/vaults/backupPolicies", "name": "backups/every_night" }`,
  good: `{ "type": "Microsoft.RecoveryServices/vaults/backupPolicies", "name": "backups/every-night" }`,
};
