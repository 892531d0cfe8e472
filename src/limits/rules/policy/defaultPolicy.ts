import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { grouped } from "../../parts/grouped";
import type { EstateRule, RuleExample } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** Items that rely on a policy which the service makes itself; said once for each policy. */
export const defaultPolicy: EstateRule = {
  code: "default-policy",
  kind: "policy",
  about: "estate",
  title: () => l10n.t("Default policy of a new vault"),
  text: () => ({
    what: l10n.t("Finds protected items that name a policy which no template declares and every vault carries."),
    why: l10n.t("What these policies keep is the service's choice, and the texts do not agree about it."),
    fix: l10n.t("Declare a policy of your own, or read in Azure what the vault's policy keeps."),
  }),
  check: ({ estate, row, service }) => {
    const names = row.value;
    if (typeof names !== "object") {
      return [];
    }
    const relying = estate.items.filter(
      ({ policyName, policyDeclared, deployed }) =>
        deployed.known && !policyDeclared && names.some((name) => isSetTo(policyName, name)),
    );
    return [...grouped(relying, ({ policyId }) => policyId).values()].flatMap(([first]) =>
      first === undefined
        ? []
        : [
            certain({
              message: l10n.t(
                "Policy '{0}' is one that {1} puts into vault '{2}' itself, so the service decides what it keeps.",
                first.policyName,
                service,
                first.vaultName,
              ),
              place: first.policyPlace ?? first.place,
              related: [related(l10n.t("The vault."), estate.vaults.find(({ id }) => id === first.vaultId)?.place)],
            }),
          ],
    );
  },
};

export const defaultPolicyExample: RuleExample = {
  bad: `"properties": {
  "protectedItemType": "Microsoft.Compute/virtualMachines",
  "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'DefaultPolicy')]",
  "sourceResourceId": "[resourceId('Microsoft.Compute/virtualMachines', 'web')]"
}`,
  good: `"properties": {
  "protectedItemType": "Microsoft.Compute/virtualMachines",
  "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'nightly')]",
  "sourceResourceId": "[resourceId('Microsoft.Compute/virtualMachines', 'web')]"
}`,
};
