import * as l10n from "@vscode/l10n";
import { parameterNames } from "../breach";
import type { ProtectionLink } from "../profile/protection";
import type { VmProfile } from "../profile/vm";
import type { Breach } from "../rule";

/**
 * The breaches of a machine whose protected items a condition may keep out: what is found only because of such an item is only
 * possible, as the parameters of its condition decide.
 * @param ask what a rule finds in the machine, or in the same machine without those items
 */
export function ifProtected(vm: VmProfile, ask: (vm: VmProfile) => readonly Breach[]): readonly Breach[] {
  const breaches = ask(vm);
  // Most rules find nothing in most machines: nothing is built for them.
  if (breaches.length === 0 || !vm.protection.some(isOpen)) {
    return breaches;
  }
  const open = vm.protection.filter(isOpen);
  const anyway = new Set(
    ask({ ...vm, protection: vm.protection.filter((link) => !isOpen(link)) }).map(({ message }) => message),
  );
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
