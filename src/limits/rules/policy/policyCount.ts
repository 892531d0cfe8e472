import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import { tally } from "../../parts/counts";
import { grouped } from "../../parts/grouped";
import type { PolicyProfile } from "../../profile/policy";
import type { Breach, EstateRule, RuleExample } from "../../rule";

/** How many policies a vault has, and how many it gets at once. */
export const policyCount: EstateRule = {
  code: "policy-count",
  kind: "policy",
  about: "estate",
  title: () => l10n.t("Policies in a vault"),
  text: () => ({
    what: l10n.t("Counts the backup policies of each vault that are deployed together."),
    why: l10n.t("A vault takes only so many policies, and templates and scripts may write only so many of them a day."),
    fix: l10n.t("Let several virtual machines share a policy."),
  }),
  check: ({ estate, row, service }) => {
    const most = row.value;
    return typeof most === "number"
      ? [...grouped(estate.policies, ({ vaultId }) => vaultId).values()].flatMap((policies) =>
          checkPolicies(policies, { most, aDay: row.numbers?.["perDay"], service }),
        )
      : [];
  },
};

interface Limits {
  readonly most: number;
  readonly aDay: number | undefined;
  readonly service: string;
}

function checkPolicies(policies: readonly PolicyProfile[], { most, aDay, service }: Limits): readonly Breach[] {
  const [first] = policies;
  const count = tally(policies).certain;
  const vault = first?.vaultName.known === true ? first.vaultName.value : "";
  if (first === undefined || count <= Math.min(most, aDay ?? most)) {
    return [];
  }
  const message =
    count > most
      ? l10n.t("Vault '{0}' gets {1} policies, but {2} takes at most {3}.", vault, count, service, most)
      : l10n.t(
          "Vault '{0}' gets {1} policies at once, but {2} lets templates write {3} a day.",
          vault,
          count,
          service,
          aDay ?? most,
        );
  return [certain({ message, place: first.place })];
}

export const policyCountExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults/backupPolicies",
  "apiVersion": "2024-04-01",
  "name": "[concat('backups/policy', copyIndex())]",
  "copy": { "name": "policies", "count": 201 },
  "properties": { "backupManagementType": "AzureIaasVM" }
}`,
  good: `// a few policies that virtual machines share`,
};
