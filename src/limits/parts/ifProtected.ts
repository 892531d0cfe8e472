import * as l10n from "@vscode/l10n";
import { parameterNames } from "../breach";
import type { ProtectionLink } from "../profile/protection";
import type { VmProfile } from "../profile/vm";
import type { Breach, MachineRule, SharedContext } from "../rule";

/**
 * The breaches of a machine whose protected items a condition may keep out: what is found only because of such an item is only
 * possible, as the parameters of its condition decide.
 * @param subject how sentences call the machine
 */
export function ifProtected(
  rule: MachineRule,
  vm: VmProfile,
  { row, service }: SharedContext,
  subject: string,
): readonly Breach[] {
  const breaches = rule.check({ vm, row, service, subject });
  // Most rules find nothing in most machines: nothing is built for them.
  if (breaches.length === 0 || !vm.protection.some(isOpen)) {
    return breaches;
  }
  const open = vm.protection.filter(isOpen);
  const without = { ...vm, protection: vm.protection.filter((link) => !isOpen(link)) };
  const anyway = new Set(rule.check({ vm: without, row, service, subject }).map(({ message }) => message));
  return breaches.map((breach) => (anyway.has(breach.message) ? breach : underConditionOf(open, breach)));
}

function isOpen({ deployed }: ProtectionLink): boolean {
  return deployed !== undefined && !deployed.known;
}

function underConditionOf(links: readonly ProtectionLink[], breach: Breach): Breach {
  const because = [
    ...new Set(links.flatMap(({ deployed }) => (deployed === undefined || deployed.known ? [] : deployed.because))),
  ];
  const message =
    because.length === 0
      ? breach.message
      : l10n.t("{0} Parameter {1} decides whether it is protected.", breach.message, parameterNames(because));
  return { ...breach, certainty: "possible", decidedBy: [...new Set([...breach.decidedBy, ...because])], message };
}
