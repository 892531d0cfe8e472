import { certain } from "../breach";
import { isTrue } from "./judgement";
import type { Fact } from "../profile/fact";
import type { Breach, RuleContext } from "../rule";

/**
 * One breach when a machine certainly is as told, for what only a restore meets: a note that may not apply helps nobody.
 * @param message makes a whole sentence, which few machines need
 */
export function noteOnMachine({ vm }: RuleContext, fact: Fact<boolean>, message: () => string): readonly Breach[] {
  return isTrue(fact) ? [certain({ message: message(), place: fact.place ?? vm.place })] : [];
}
