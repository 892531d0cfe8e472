import * as vscode from "vscode";
import { checkPolicy, checkVault } from "../../../limits/check/checkEstate";
import { checkProfile } from "../../../limits/check/checkProfile";
import type { RuleCode } from "../../../limits/matrices/matrix";
import { itemFacts, policyFacts, scaleSetFacts, vaultFacts } from "./backupFacts";
import { aboutResource, estateOfCheck } from "./concernedFindings";
import type { HoverQuestion, HoverSubject } from "./hoverSubject";
import type { AlwaysTold } from "./limitsText";

/** What a hover says of a scale set. */
export function scaleSetSubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  const set = estateOfCheck(check).scaleSets.find(({ id }) => id === resource.id);
  if (set === undefined) {
    return undefined;
  }
  const { orchestration, name } = set;
  const isFlexible = orchestration.known && orchestration.value === "Flexible";
  return {
    name: vscode.l10n.t("Scale set {0}", name),
    facts: scaleSetFacts(set),
    areLines: false,
    limits: {
      always: [{ code: isFlexible ? "vmss-flexible" : "vmss-uniform", isDecided: isFlexible }],
      ...aboutResource(check, resource, () => []),
    },
    machine: undefined,
  };
}

/** What a hover says of a vault. */
export function vaultSubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  const estate = estateOfCheck(check);
  const vault = estate.vaults.find(({ id }) => id === resource.id);
  return (
    vault && {
      name: vscode.l10n.t("Vault {0}", vault.name),
      facts: vaultFacts(vault, estate.items),
      areLines: false,
      limits: {
        always: [
          { code: "vault-redundancy", isDecided: vault.redundancy.known && vault.redundancy.value !== undefined },
          // How many machines are in a vault already, and where all of them are, is not for a template to know.
          { code: "region-mismatch", isDecided: false },
          { code: "vault-vm-count", isDecided: false },
        ],
        ...aboutResource(check, resource, (options) => checkVault(vault, options)),
      },
      machine: undefined,
    }
  );
}

/** What a hover says of a backup policy. */
export function policySubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  const estate = estateOfCheck(check);
  const policy = estate.policies.find(({ id }) => id === resource.id);
  if (policy === undefined) {
    return undefined;
  }
  const { kind, frequency, instantRestoreDays, retention } = policy;
  const always: readonly AlwaysTold[] = [
    { code: "schedule-frequency", isDecided: frequency.known },
    ...(kind.known
      ? [
          {
            code:
              kind.value === "Enhanced"
                ? ("instant-restore-days-enhanced" as const)
                : ("instant-restore-days-standard" as const),
            isDecided: instantRestoreDays.known,
          },
        ]
      : []),
    { code: "retention-maximum", isDecided: retention.every(({ count, unit }) => count.known && unit.known) },
  ];
  return {
    name: vscode.l10n.t("Backup policy {0}", policy.label),
    facts: policyFacts(policy, estate.items),
    areLines: false,
    limits: { always, ...aboutResource(check, resource, (options) => checkPolicy(policy, options)) },
    machine: undefined,
  };
}

/** What a hover says of a protected item. */
export function itemSubject({ check, resource }: HoverQuestion): HoverSubject | undefined {
  const item = estateOfCheck(check).items.find(({ id }) => id === resource.id);
  if (item === undefined) {
    return undefined;
  }
  const machine = check.profiles.find(({ protection }) => protection.some((link) => link.item === item.id));
  const link = machine?.protection.find((each) => each.item === item.id);
  const isRegionKnown = machine?.location.known === true && link?.vaultLocation.known === true;
  return {
    name: vscode.l10n.t("Protected item of {0}", item.sourceName),
    facts: itemFacts(item, link),
    areLines: false,
    limits: {
      always: [{ code: "region-mismatch", isDecided: isRegionKnown }],
      ...aboutResource(check, resource, (options) =>
        machine === undefined
          ? []
          : checkProfile(machine, options).filter(({ code }) => code === "region-mismatch" || needsPolicy.has(code)),
      ),
    },
    machine,
  };
}

/** What a machine asks of the policy and of the item that it is bound to. */
const needsPolicy: ReadonlySet<string> = new Set<RuleCode>([
  "ultra-disk-needs-enhanced-policy",
  "premium-ssd-v2-needs-enhanced-policy",
  "trusted-launch-needs-enhanced-policy",
  "selective-disk-exclusion",
]);
