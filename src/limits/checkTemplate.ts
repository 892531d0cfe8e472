import * as l10n from "@vscode/l10n";
import type { EvaluatedTemplate } from "../template/model";
import { spanKey } from "../template/value";
import { checkRule, subjectOf, wordsFor, type CheckOptions } from "./checkProfile";
import type { Finding } from "./finding";
import { profilesOfTemplate } from "./fromTemplate";
import type { Rule } from "./rule";
import { rules } from "./ruleRegistry";
import { verdictOf, type Verdict } from "./verdict";
import type { VmProfile } from "./vmProfile";

/** What a matrix says of a whole template. */
export interface TemplateCheck {
  /** One for each fault of a declaration: the instances of a copy loop that share it are told in one. */
  readonly findings: readonly Finding[];
  /** Every machine, each instance of a copy loop for itself. */
  readonly profiles: readonly VmProfile[];
  /** By id of the machine. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** What every rule says of one machine, in the order of the rules. */
export interface CheckedMachine {
  readonly vm: VmProfile;
  readonly results: readonly (readonly Finding[])[];
  readonly verdict: Verdict;
}

/** Checks every machine of a template. */
export function checkTemplate(template: EvaluatedTemplate, options: CheckOptions): TemplateCheck {
  return summarise(
    profilesOfTemplate(template).map((vm) => checkMachine(vm, options)),
    options,
  );
}

/** Asks every rule about one machine. */
export function checkMachine(vm: VmProfile, options: CheckOptions): CheckedMachine {
  const words = wordsFor(subjectOf(vm));
  const results = rules.map((rule) => checkRule(rule, vm, options, words));
  return { vm, results, verdict: verdictOf(results.flat()) };
}

/** What the machines of a template come to together. */
export function summarise(machines: readonly CheckedMachine[], options: CheckOptions): TemplateCheck {
  const declarations = [...byDeclaration(machines).values()];
  const findings = rules.flatMap((rule, at) =>
    rule.oncePerTemplate === true
      ? onceFor(rule, at, machines, options)
      : declarations.flatMap((instances) => checkDeclaration(rule, at, instances, options)),
  );
  return {
    findings,
    profiles: machines.map(({ vm }) => vm),
    verdicts: new Map(machines.map(({ vm, verdict }) => [vm.id, verdict])),
  };
}

function byDeclaration(machines: readonly CheckedMachine[]): ReadonlyMap<string, readonly CheckedMachine[]> {
  const groups = new Map<string, CheckedMachine[]>();
  for (const machine of machines) {
    const key = keyOfDeclaration(machine.vm);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [machine]);
    } else {
      group.push(machine);
    }
  }
  return groups;
}

/** Linked templates declare machines at the same paths; and each deployment of one and the same file makes machines of its own. */
function keyOfDeclaration({ declaration, id }: VmProfile): string {
  return declaration === undefined
    ? id
    : [declaration.file ?? "", ...(declaration.via ?? []), declaration.jsonPath].join(">");
}

/** One finding for the first machine that has it, which counts the others. */
function onceFor(
  rule: Rule,
  at: number,
  machines: readonly CheckedMachine[],
  options: CheckOptions,
): readonly Finding[] {
  const concerned = machines.filter(({ results }) => (results[at]?.length ?? 0) > 0);
  const [first] = concerned;
  if (first === undefined) {
    return [];
  }
  const others = concerned.length - 1;
  if (others === 0) {
    return first.results[at] ?? [];
  }
  const subject = l10n.t("{0} (like {1} more of this template)", subjectOf(first.vm), others);
  return checkRule(rule, first.vm, options, wordsFor(subject));
}

interface Kept {
  readonly vm: VmProfile;
  readonly finding: Finding;
  /** Which of the machine's findings it is. */
  readonly at: number;
  others: number;
}

/** The findings of a declaration; instances that share one (same place, same kind) are told together. */
function checkDeclaration(
  rule: Rule,
  which: number,
  instances: readonly CheckedMachine[],
  options: CheckOptions,
): readonly Finding[] {
  const [first, ...others] = instances;
  const own = first?.results[which] ?? [];
  if (own.length < 2 && others.every(({ results }) => results[which]?.length === 0)) {
    return own;
  }
  const kept = new Map<string, Kept>();
  for (const { vm, results } of instances) {
    const seen = new Set<string>();
    for (const [at, finding] of (results[which] ?? []).entries()) {
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
  return [...kept.values()].map((entry) => told(rule, entry, options));
}

function keyOf({ certainty, severity, lifted, place }: Finding): string {
  return `${certainty} ${severity} ${lifted} ${place === undefined ? "" : spanKey(place.span)}`;
}

function told(rule: Rule, { vm, finding, at, others }: Kept, options: CheckOptions): Finding {
  if (others === 0) {
    return finding;
  }
  const subject = l10n.t("{0} (like {1} more of its copy loop)", subjectOf(vm), others);
  return checkRule(rule, vm, options, wordsFor(subject))[at] ?? finding;
}
