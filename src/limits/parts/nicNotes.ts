import * as l10n from "@vscode/l10n";
import { certain, related } from "../breach";
import { isTrue } from "./judgement";
import type { Fact } from "../profile/fact";
import type { NicProfile } from "../profile/network";
import type { Breach, RuleContext } from "../rule";

/**
 * One breach for the first interface that certainly is as told, for what only a restore meets: a note that may not apply helps
 * nobody, and the same note for each interface even less.
 * @param message makes a whole sentence, which few machines need
 */
export function noteOnFirstNic(
  { vm }: RuleContext,
  fact: (nic: NicProfile) => Fact<boolean>,
  message: () => string,
): readonly Breach[] {
  const nics = vm.networkInterfaces.known ? vm.networkInterfaces.value : [];
  const first = nics.find((nic) => isTrue(fact(nic)));
  if (first === undefined) {
    return [];
  }
  const place = fact(first).place ?? first.place ?? vm.place;
  return [certain({ message: message(), place, related: [related(l10n.t("The virtual machine."), vm.place)] })];
}
