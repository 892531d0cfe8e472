import * as l10n from "@vscode/l10n";
import type { EvaluatedTemplate } from "../../template/model";
import { spanKey } from "../../template/value";
import { checkEstate } from "./checkEstate";
import type { CheckOptions } from "./checkOptions";
import type { PlannedRule } from "./checkPlan";
import { checkMachineRule, findingsPerRule, type RuleFindings } from "./checkProfile";
import type { Finding } from "../finding";
import { unsafe } from "../fix";
import { estateOfTemplate } from "../fromTemplate";
import { subjectOf } from "../parts/machineSubject";
import { grouped } from "../parts/grouped";
import type { MachineRule } from "../rule";
import { orderOf } from "../ruleRegistry";
import { Suppressions, type SuppressedFinding } from "../suppression/suppressions";
import { verdictOf, type Verdict } from "./verdict";
import type { VmProfile } from "../profile/vm";

/** What a matrix says of a whole template. */
export interface TemplateCheck {
  /** One for each fault of a declaration: the instances of a copy loop that share it are told in one. */
  readonly findings: readonly Finding[];
  /** What the template itself says is not to be shown; verdicts leave it out too. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Every machine, each instance of a copy loop for itself. */
  readonly profiles: readonly VmProfile[];
  /** By id of the machine. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** What the rules say of one machine, in the order of the rules; those that found nothing are not in it. */
export interface CheckedMachine {
  readonly vm: VmProfile;
  readonly results: readonly RuleFindings[];
  readonly verdict: Verdict;
}

/**
 * Checks everything that a template deploys: its machines, vaults and policies, and all of it together.
 * @param text the template's own text, whose comments may suppress findings
 */
export function checkTemplate(template: EvaluatedTemplate, text: string, options: CheckOptions): TemplateCheck {
  const estate = estateOfTemplate(template);
  const machines = estate.machines.map((vm) => checkMachine(vm, options));
  return summarise(machines, checkEstate(estate, options), Suppressions.of(template, text), options);
}

/** Asks every rule about one machine. */
export function checkMachine(vm: VmProfile, options: CheckOptions): CheckedMachine {
  const results = findingsPerRule(vm, options);
  return { vm, results, verdict: verdictOf(results.flatMap(({ findings }) => findings)) };
}

/** What the machines of a template come to, together with what is found in the rest of it. */
export function summarise(
  machines: readonly CheckedMachine[],
  others: readonly Finding[],
  suppressions: Suppressions,
  options: CheckOptions,
): TemplateCheck {
  const all = split(machines, others, suppressions);
  const suppressed = toldTogether(all.suppressed).flatMap((finding) => {
    const suppression = suppressions.for(finding);
    return suppression === undefined ? [] : [{ finding, suppression }];
  });
  return {
    findings: [...toldTogether(all.shown), ...suppressions.faults(options)],
    suppressed,
    profiles: machines.map(({ vm }) => vm),
    verdicts: new Map(all.verdicts),
  };
}

/** A finding of a machine, and which of the rule's findings about that machine it is. */
interface MachineFinding {
  readonly planned: PlannedRule<MachineRule>;
  readonly vm: VmProfile;
  readonly finding: Finding;
  readonly at: number;
}

/** Findings before those that instances share are told together. */
interface Found {
  readonly machines: readonly MachineFinding[];
  readonly others: readonly Finding[];
}

/** Parts what is suppressed from what is shown. */
function split(
  machines: readonly CheckedMachine[],
  others: readonly Finding[],
  suppressions: Suppressions,
): { readonly shown: Found; readonly suppressed: Found; readonly verdicts: readonly (readonly [string, Verdict])[] } {
  const shown: MachineFinding[] = [];
  const suppressed: MachineFinding[] = [];
  const isShown = (finding: Finding): boolean => suppressions.isEmpty || suppressions.for(finding) === undefined;
  const shownOthers = others.filter(isShown);
  const bySubject = grouped(shownOthers, ({ subject }) => subject.id);
  const verdicts = machines.map(({ vm, results, verdict }): readonly [string, Verdict] => {
    const own: Finding[] = [];
    let isWhole = true;
    for (const { planned, findings } of results) {
      for (const [at, finding] of findings.entries()) {
        const list = isShown(finding) ? shown : suppressed;
        list.push({ planned, vm, finding, at });
        if (list === shown) {
          own.push(finding);
        } else {
          isWhole = false;
        }
      }
    }
    const around = foundAround(vm, bySubject);
    return [vm.id, isWhole && around.length === 0 ? verdict : verdictOf(own, around)];
  });
  return {
    shown: { machines: shown, others: shownOthers },
    suppressed: { machines: suppressed, others: others.filter((finding) => !isShown(finding)) },
    verdicts,
  };
}

/** What is found in the vaults and policies that a machine is bound to. */
function foundAround(
  { protection }: VmProfile,
  bySubject: ReadonlyMap<string, readonly Finding[]>,
): readonly Finding[] {
  return protection.flatMap(({ vault, policy }) =>
    [vault, policy].flatMap((each) => (each === undefined ? [] : (bySubject.get(each.id) ?? []))),
  );
}

/** The findings in the order of the rules; what instances of a declaration share, or a whole template, is told once. */
function toldTogether({ machines, others }: Found): readonly Finding[] {
  const perRule = [...grouped(machines, ({ planned }) => planned)].flatMap(([planned, concerned]) =>
    planned.rule.oncePerTemplate === true
      ? onceFor(concerned)
      : [...grouped(concerned, ({ vm }) => keyOfDeclaration(vm)).values()].flatMap(onceForDeclaration),
  );
  return [...perRule, ...oncePerPlace(others)].sort((one, other) => orderOf(one.code) - orderOf(other.code));
}

/** Linked templates declare machines at the same paths; and each deployment of one and the same file makes machines of its own. */
function keyOfDeclaration({ declaration, id }: VmProfile): string {
  return declaration === undefined
    ? id
    : [declaration.file ?? "", ...(declaration.via ?? []), declaration.jsonPath].join(">");
}

/** The findings of the first machine that has any; they count the other machines. */
function onceFor(concerned: readonly MachineFinding[]): readonly Finding[] {
  const [first] = concerned;
  if (first === undefined) {
    return [];
  }
  const others = new Set(concerned.map(({ vm }) => vm)).size - 1;
  const own = concerned.filter(({ vm }) => vm === first.vm);
  return own.map((each) =>
    others === 0
      ? each.finding
      : retold(each, l10n.t("{0} (like {1} more of this template)", subjectOf(each.vm), others)),
  );
}

/** The findings of a declaration; instances that share one (same place, same kind) are told together. */
function onceForDeclaration(instances: readonly MachineFinding[]): readonly Finding[] {
  return [...grouped(instances, ({ finding }) => keyOf(finding)).values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) {
      return [];
    }
    const others = new Set(alike.map(({ vm }) => vm)).size - 1;
    const finding =
      others === 0
        ? first.finding
        : retold(first, l10n.t("{0} (like {1} more of its copy loop)", subjectOf(first.vm), others));
    // What is written for all instances must not be changed unasked for the sake of some.
    const { instances: all = 1 } = first.vm.declaration ?? {};
    return [others + 1 === all ? finding : { ...finding, fixes: finding.fixes.map(unsafe) }];
  });
}

/** The same finding with another name for its machine. */
function retold({ planned, vm, finding, at }: MachineFinding, subject: string): Finding {
  return checkMachineRule(planned, vm, subject)[at] ?? finding;
}

function keyOf({ certainty, severity, lifted, place }: Finding): string {
  return `${certainty} ${severity} ${lifted} ${place === undefined ? "" : spanKey(place.span)}`;
}

/** Of vaults, policies and items that one declaration makes, the first that has a fault stands for all, and counts the others. */
function oncePerPlace(findings: readonly Finding[]): readonly Finding[] {
  const alike = grouped(findings, (finding) =>
    finding.place === undefined ? finding : `${finding.code} ${keyOf(finding)}`,
  );
  return [...alike.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) {
      return [];
    }
    const known = thingOf(first);
    const others = new Set(rest.map(thingOf).filter((thing) => thing !== known)).size;
    return others === 0
      ? [first]
      : [{ ...first, message: l10n.t("{0} The same holds for {1} more of this declaration.", first.message, others) }];
  });
}

/** Which thing a finding is about; of all that is deployed together, the sentence tells it. */
function thingOf({ subject, message }: Finding): string {
  return subject.kind === "estate" ? message : subject.id;
}
