import type { CheckOptions } from "./checkOptions";
import { planOf, type PlannedRule } from "./checkPlan";
import { findingsOfRule } from "./checkRule";
import type { Finding } from "./finding";
import { ifProtected } from "./ifProtected";
import type { MachineRule } from "./rule";
import { subjectOf } from "./machineSubject";
import type { VmProfile } from "./profile/vm";

/** What the chosen matrix says of one machine. A machine that is certainly not deployed has no findings. */
export function checkProfile(profile: VmProfile, options: CheckOptions): readonly Finding[] {
  const subject = subjectOf(profile);
  return planOf(options).machines.flatMap((planned) => checkMachineRule(planned, profile, subject));
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
    (rule, { row, service }) => ifProtected(vm, (machine) => rule.check({ vm: machine, row, service, subject })),
  );
}
