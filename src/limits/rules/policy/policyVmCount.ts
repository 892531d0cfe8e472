import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible, related } from "../../breach";
import { tally } from "../../parts/counts";
import { grouped } from "../../parts/grouped";
import type { EstateProfile } from "../../profile/estate";
import type { PolicyProfile } from "../../profile/policy";
import type { ProtectedItemProfile } from "../../profile/protectedItem";
import type { Breach, EstateRule, RuleExample } from "../../rule";

/** How many machines are bound to one policy. */
export const policyVmCount: EstateRule = {
  code: "policy-vm-count",
  kind: "policy",
  about: "estate",
  title: () => l10n.t("VMs on one policy"),
  text: () => ({
    what: l10n.t(
      "Counts the protected items that name the same policy, copy loops included; of a live policy Azure knows the number.",
    ),
    why: l10n.t("A policy takes only so many virtual machines; further ones are not protected."),
    fix: l10n.t("Give the rest a second policy with the same settings."),
  }),
  check: ({ estate, row, service }) => {
    const most = row.value;
    return typeof most === "number"
      ? [...grouped(estate.items.filter(hasPolicy), ({ policyId }) => policyId).values()].flatMap((items) =>
          checkItems(items, estate, most, service),
        )
      : [];
  },
};

function hasPolicy({ policyId }: ProtectedItemProfile): boolean {
  return policyId !== undefined;
}

function checkItems(
  items: readonly ProtectedItemProfile[],
  { policies }: EstateProfile,
  most: number,
  service: string,
): readonly Breach[] {
  const [first] = items;
  if (first === undefined) {
    return [];
  }
  const policy = policies.find(({ id }) => id === first.policyId);
  const count = tally(items);
  const sure = Math.max(count.certain, countedByAzure(policy));
  const parts = {
    place: policy?.place ?? first.policyPlace ?? first.place,
    related: [related(l10n.t("A protected item."), first.place)],
  };
  if (sure > most) {
    const message = l10n.t(
      "Policy '{0}' gets {1} virtual machines, but {2} takes at most {3}.",
      first.policyName,
      sure,
      service,
      most,
    );
    return [certain({ ...parts, message })];
  }
  if (count.most <= most || count.open === undefined) {
    return [];
  }
  const message = l10n.t(
    "Policy '{0}' gets as many virtual machines as parameter {1} says; {2} takes at most {3}.",
    first.policyName,
    parameterNames(count.open.because),
    service,
    most,
  );
  return [possible(count.open, { ...parts, message })];
}

/** Of a live machine only its own item is read; how many its policy has, Azure counts. */
function countedByAzure(policy: PolicyProfile | undefined): number {
  return policy?.protectedItems.known === true ? (policy.protectedItems.value ?? 0) : 0;
}

export const policyVmCountExample: RuleExample = {
  bad: `{
  "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
  "apiVersion": "2024-04-01",
  "name": "[concat('backups/Azure/iaasvmcontainer;iaasvmcontainerv2;group;vm', copyIndex(), '/vm;iaasvmcontainerv2;group;vm', copyIndex())]",
  "copy": { "name": "items", "count": 101 },
  "properties": {
    "protectedItemType": "Microsoft.Compute/virtualMachines",
    "policyId": "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'backups', 'nightly')]"
  }
}`,
  good: `// 100 of them with the policy 'nightly', the rest with the policy 'nightly2'`,
};
