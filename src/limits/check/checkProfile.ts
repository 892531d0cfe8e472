import type { CheckOptions } from "./checkOptions";
import { planOf, type PlannedRule } from "./checkPlan";
import { findingsOfRule, type Judged } from "./checkRule";
import type { Finding } from "../finding";
import { ifProtected } from "../parts/ifProtected";
import type { Breach, MachineRule, SharedContext } from "../rule";
import { subjectOf } from "../parts/machineSubject";
import type { VmProfile } from "../profile/vm";

/** What the chosen matrix says of one machine. A machine that is certainly not deployed has no findings. */
export function checkProfile(profile: VmProfile, options: CheckOptions): readonly Finding[] {
  return findingsPerRule(profile, options).flatMap(({ findings }) => findings);
}

/** What one rule found in one machine. */
export interface RuleFindings {
  readonly planned: PlannedRule<MachineRule>;
  readonly findings: readonly Finding[];
}

/** What the rules found in a machine, in the order of the rules; those that found nothing are not in it. */
export function findingsPerRule(vm: VmProfile, options: CheckOptions): readonly RuleFindings[] {
  const judged = judgedMachine(vm);
  const ask = askAbout(vm, subjectOf(vm));
  const results: RuleFindings[] = [];
  for (const planned of planOf(options).machines) {
    const findings = findingsOfRule(planned, judged, ask);
    if (findings.length > 0) {
      results.push({ planned, findings });
    }
  }
  return results;
}

/** The findings of one rule about a machine; `subject` is how its sentences call the machine. */
export function checkMachineRule(
  planned: PlannedRule<MachineRule>,
  vm: VmProfile,
  subject: string,
): readonly Finding[] {
  return findingsOfRule(planned, judgedMachine(vm), askAbout(vm, subject));
}

function judgedMachine({ id, deployed }: VmProfile): Judged {
  return { subject: { kind: "machine", id }, deployed };
}

function askAbout(vm: VmProfile, subject: string): (rule: MachineRule, shared: SharedContext) => readonly Breach[] {
  return (rule, shared) => ifProtected(rule, vm, shared, subject);
}
