import * as l10n from "@vscode/l10n";
import type { EvaluatedTemplate } from "../template/model";
import { checkProfile, checkRule, subjectOf, type CheckOptions } from "./checkProfile";
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

/** Checks every machine of a template. */
export function checkTemplate(template: EvaluatedTemplate, options: CheckOptions): TemplateCheck {
  const profiles = profilesOfTemplate(template);
  const declarations = byDeclaration(profiles);
  const findings = rules.flatMap((rule) =>
    rule.oncePerTemplate === true
      ? onceFor(rule, profiles, options)
      : [...declarations.values()].flatMap((instances) => checkDeclaration(rule, instances, options)),
  );
  return {
    findings,
    profiles,
    verdicts: new Map(profiles.map((vm) => [vm.id, verdictOf(checkProfile(vm, options))])),
  };
}

function byDeclaration(profiles: readonly VmProfile[]): ReadonlyMap<string, readonly VmProfile[]> {
  const groups = new Map<string, VmProfile[]>();
  for (const vm of profiles) {
    const key = vm.declaration?.jsonPath ?? vm.id;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [vm]);
    } else {
      group.push(vm);
    }
  }
  return groups;
}

/** One finding for the first machine that has it, which counts the others. */
function onceFor(rule: Rule, profiles: readonly VmProfile[], options: CheckOptions): readonly Finding[] {
  const concerned = profiles.filter((vm) => checkRule(rule, vm, options, subjectOf(vm)).length > 0);
  const [first] = concerned;
  if (first === undefined) {
    return [];
  }
  const others = concerned.length - 1;
  const subject =
    others === 0 ? subjectOf(first) : l10n.t("{0} (like {1} more of this template)", subjectOf(first), others);
  return checkRule(rule, first, options, subject);
}

interface Kept {
  readonly vm: VmProfile;
  readonly finding: Finding;
  /** Which of the machine's findings it is. */
  readonly at: number;
  others: number;
}

/** The findings of a declaration; instances that share one (same place, same kind) are told together. */
function checkDeclaration(rule: Rule, instances: readonly VmProfile[], options: CheckOptions): readonly Finding[] {
  const kept = new Map<string, Kept>();
  for (const vm of instances) {
    const seen = new Set<string>();
    for (const [at, finding] of checkRule(rule, vm, options, subjectOf(vm)).entries()) {
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
  return `${certainty} ${severity} ${lifted} ${place === undefined ? "" : `${place.span.offset}:${place.span.length}`}`;
}

function told(rule: Rule, { vm, finding, at, others }: Kept, options: CheckOptions): Finding {
  if (others === 0) {
    return finding;
  }
  const subject = l10n.t("{0} (like {1} more of its copy loop)", subjectOf(vm), others);
  return checkRule(rule, vm, options, subject)[at] ?? finding;
}
