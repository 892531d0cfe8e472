import * as l10n from "@vscode/l10n";
import type { CheckOptions } from "./checkOptions";
import { planOf, type PlannedRule } from "./checkPlan";
import { findingsOfRule } from "./checkRule";
import type { Finding } from "./finding";
import type { MachineRule } from "./rule";
import type { VmProfile } from "./profile/vm";

/** What the chosen matrix says of one machine. A machine that is certainly not deployed has no findings. */
export function checkProfile(profile: VmProfile, options: CheckOptions): readonly Finding[] {
  const subject = subjectOf(profile);
  return planOf(options).machines.flatMap((planned) => checkMachineRule(planned, profile, subject));
}

/** Longer expressions say less than they hide. */
const longestExpression = 60;

/** How a sentence calls a machine: by its name, else by the expression that makes the name. */
export function subjectOf({ name }: VmProfile): string {
  if (name.known) {
    return l10n.t("VM '{0}'", name.value);
  }
  const expression = name.text ?? "";
  return expression === "" || expression.length > longestExpression
    ? l10n.t("VM of unknown name")
    : l10n.t("VM '{0}'", `[${expression}]`);
}

/** The findings of one rule about a machine; `subject` is how its sentences call the machine. */
export function checkMachineRule(
  planned: PlannedRule<MachineRule>,
  vm: VmProfile,
  subject: string,
): readonly Finding[] {
  return findingsOfRule(
    planned,
    { subject: { kind: "machine", id: vm.id }, deployed: vm.deployed },
    (rule, { row, service }) => rule.check({ vm, row, service, subject }),
  );
}
