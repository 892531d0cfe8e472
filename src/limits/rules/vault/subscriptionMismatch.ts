import * as l10n from "@vscode/l10n";
import { related } from "../../breach";
import { ifDeployed } from "../../parts/ifDeployed";
import { breachOfFact } from "../../parts/judgedBreach";
import { judge } from "../../parts/judgement";
import type { EstateProfile } from "../../profile/estate";
import type { ProtectedItemProfile } from "../../profile/protectedItem";
import type { Breach, EstateRule, RuleExample } from "../../rule";
import { isSetTo } from "../../parts/sameSetting";

/** A protected item whose machine is in another subscription than the vault. */
export const subscriptionMismatch: EstateRule = {
  code: "subscription-mismatch",
  kind: "vault",
  about: "estate",
  title: () => l10n.t("Vault and VM in different subscriptions"),
  text: () => ({
    what: l10n.t("Compares the subscription of a protected item's virtual machine with that of its vault."),
    why: l10n.t(
      "The texts disagree whether it works: the newest supports it within a tenant and a region, but never for confidential virtual machines.",
    ),
    fix: l10n.t("Use a vault in the virtual machine's subscription until Azure's own validation says otherwise."),
  }),
  check: ({ estate, service }) =>
    estate.items.flatMap((item) => ifDeployed(checkItem(item, estate, service), item.deployed)),
};

function checkItem(item: ProtectedItemProfile, estate: EstateProfile, service: string): readonly Breach[] {
  const { vaultSubscription, sourceSubscription } = item;
  if (!vaultSubscription.known || vaultSubscription.value === undefined) {
    return [];
  }
  const own = vaultSubscription.value;
  const parts = {
    place: item.sourcePlace ?? item.place,
    onlyBounded: true,
    related: [related(l10n.t("The vault."), estate.vaults.find(({ id }) => id === item.vaultId)?.place)],
    possible: (parameters: string) =>
      l10n.t(
        "Parameter {0} decides whether VM '{1}' is in the subscription of its vault '{2}', as {3} needs it to be for certain.",
        parameters,
        item.sourceName,
        item.vaultName,
        service,
      ),
  };
  const elsewhere = (subscription: string | undefined): boolean => subscription !== undefined && subscription !== own;
  return isConfidential(item, estate)
    ? breachOfFact(sourceSubscription, elsewhere, {
        ...parts,
        severity: "error",
        certain: () =>
          l10n.t(
            "Confidential VM '{0}' is in another subscription than its vault '{1}', which {2} does not support.",
            item.sourceName,
            item.vaultName,
            service,
          ),
      })
    : breachOfFact(sourceSubscription, elsewhere, {
        ...parts,
        certain: () =>
          l10n.t(
            "VM '{0}' is in another subscription than its vault '{1}'; whether {2} supports that, its own validation tells.",
            item.sourceName,
            item.vaultName,
            service,
          ),
      });
}

function isConfidential(item: ProtectedItemProfile, { machines }: EstateProfile): boolean {
  const vm = machines.find(({ protection }) => protection.some((link) => link.item === item.id));
  return vm !== undefined && judge(vm.securityType, (type) => isSetTo(type, "ConfidentialVM")).verdict === "breaks";
}

export const subscriptionMismatchExample: RuleExample = {
  bad: `"properties": {
  "protectedItemType": "Microsoft.Compute/virtualMachines",
  "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'nightly')]",
  "sourceResourceId": "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/web"
}
// ... in a template that is deployed to subscription 00000000-0000-0000-0000-000000000001`,
  good: `"properties": {
  "protectedItemType": "Microsoft.Compute/virtualMachines",
  "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'nightly')]",
  "sourceResourceId": "[resourceId('web', 'Microsoft.Compute/virtualMachines', 'web')]"
}`,
};
