import * as l10n from "@vscode/l10n";
import type { EvaluatedTemplate } from "../template/model";
import { checkEstate } from "./checkEstate";
import type { CheckOptions } from "./checkOptions";
import { planOf, type PlannedRule } from "./checkPlan";
import { checkMachineRule, subjectOf } from "./checkProfile";
import type { Finding } from "./finding";
import { estateOfTemplate } from "./fromTemplate";
import type { MachineRule } from "./rule";
import { orderOf } from "./ruleRegistry";
import { verdictOf, type Verdict } from "./verdict";
import type { VmProfile } from "./profile/vm";

/** What a matrix says of a whole template. */
export interface TemplateCheck {
  /** One for each fault of a declaration: the instances of a copy loop that share it are told in one. */
  readonly findings: readonly Finding[];
  /** Every machine, each instance of a copy loop for itself. */
  readonly profiles: readonly VmProfile[];
  /** By id of the machine. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** What one rule found in one machine. */
interface MachineResult {
  readonly planned: PlannedRule<MachineRule>;
  readonly findings: readonly Finding[];
}

/** What the rules say of one machine, in the order of the rules; those that found nothing are not in it. */
export interface CheckedMachine {
  readonly vm: VmProfile;
  readonly results: readonly MachineResult[];
  readonly verdict: Verdict;
}

/** Checks everything that a template deploys: its machines, vaults and policies, and all of it together. */
export function checkTemplate(template: EvaluatedTemplate, options: CheckOptions): TemplateCheck {
  const estate = estateOfTemplate(template);
  return summarise(
    estate.machines.map((vm) => checkMachine(vm, options)),
    checkEstate(estate, options),
  );
}

/** Asks every rule about one machine. */
export function checkMachine(vm: VmProfile, options: CheckOptions): CheckedMachine {
  const subject = subjectOf(vm);
  const results: MachineResult[] = [];
  for (const planned of planOf(options).machines) {
    const findings = checkMachineRule(planned, vm, subject);
    if (findings.length > 0) {
      results.push({ planned, findings });
    }
  }
  return { vm, results, verdict: verdictOf(results.flatMap(({ findings }) => findings)) };
}

/** What the machines of a template come to, together with what is found in the rest of it. */
export function summarise(machines: readonly CheckedMachine[], others: readonly Finding[]): TemplateCheck {
  const perRule = [...byRule(machines)].flatMap(([planned, concerned]) =>
    planned.rule.oncePerTemplate === true
      ? onceFor(planned, concerned)
      : [...byDeclaration(concerned).values()].flatMap((instances) => checkDeclaration(planned, instances)),
  );
  return {
    findings: [...perRule, ...oncePerPlace(others)].sort((one, other) => orderOf(one.code) - orderOf(other.code)),
    profiles: machines.map(({ vm }) => vm),
    verdicts: new Map(machines.map(({ vm, verdict }) => [vm.id, verdict])),
  };
}

/** A machine with what one rule found in it. */
interface Concerned {
  readonly vm: VmProfile;
  readonly findings: readonly Finding[];
}

function byRule(machines: readonly CheckedMachine[]): ReadonlyMap<PlannedRule<MachineRule>, readonly Concerned[]> {
  const rules = new Map<PlannedRule<MachineRule>, Concerned[]>();
  for (const { vm, results } of machines) {
    for (const { planned, findings } of results) {
      listIn(rules, planned).push({ vm, findings });
    }
  }
  return rules;
}

function byDeclaration(machines: readonly Concerned[]): ReadonlyMap<string, readonly Concerned[]> {
  const groups = new Map<string, Concerned[]>();
  for (const machine of machines) {
    listIn(groups, machine.vm.declaration?.jsonPath ?? machine.vm.id).push(machine);
  }
  return groups;
}

function listIn<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const known = lists.get(key);
  if (known !== undefined) {
    return known;
  }
  const list: T[] = [];
  lists.set(key, list);
  return list;
}

/** One finding for the first machine that has it, which counts the others. */
function onceFor(planned: PlannedRule<MachineRule>, concerned: readonly Concerned[]): readonly Finding[] {
  const [first] = concerned;
  if (first === undefined) {
    return [];
  }
  const others = concerned.length - 1;
  if (others === 0) {
    return first.findings;
  }
  const subject = l10n.t("{0} (like {1} more of this template)", subjectOf(first.vm), others);
  return checkMachineRule(planned, first.vm, subject);
}

interface Kept {
  readonly vm: VmProfile;
  readonly finding: Finding;
  /** Which of the machine's findings it is. */
  readonly at: number;
  others: number;
}

/** The findings of a declaration; instances that share one (same place, same kind) are told together. */
function checkDeclaration(planned: PlannedRule<MachineRule>, instances: readonly Concerned[]): readonly Finding[] {
  const kept = new Map<string, Kept>();
  for (const { vm, findings } of instances) {
    const seen = new Set<string>();
    for (const [at, finding] of findings.entries()) {
      const key = keyOf(finding);
      const earlier = kept.get(key);
      if (earlier === undefined) {
        kept.set(key, { vm, finding, at, others: 0 });
      } else if (!seen.has(key) && earlier.vm !== vm) {
        earlier.others++;
      }
      seen.add(key);
    }
  }
  return [...kept.values()].map((entry) => told(planned, entry));
}

function keyOf({ certainty, severity, lifted, place }: Finding): string {
  return `${certainty} ${severity} ${lifted} ${place === undefined ? "" : `${place.span.offset}:${place.span.length}`}`;
}

function told(planned: PlannedRule<MachineRule>, { vm, finding, at, others }: Kept): Finding {
  if (others === 0) {
    return finding;
  }
  const subject = l10n.t("{0} (like {1} more of its copy loop)", subjectOf(vm), others);
  return checkMachineRule(planned, vm, subject)[at] ?? finding;
}

/** Of vaults and policies that a copy loop makes, the first that has a fault stands for all. */
function oncePerPlace(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.code} ${keyOf(finding)}`;
    return finding.place === undefined || (!seen.has(key) && seen.add(key));
  });
}
