import * as l10n from "@vscode/l10n";
import type { EvaluatedTemplate } from "../../template/model";
import type { CheckOptions } from "../check/checkOptions";
import { planOf } from "../check/checkPlan";
import type { Finding, Severity } from "../finding";
import { grouped } from "../parts/grouped";
import { october2015 } from "../matrices/october2015";
import { isRuleCode } from "../matrices/matrix";
import { ruleByCode } from "../ruleRegistry";
import { suppressionsInComments } from "./inComments";
import { suppressionsInMetadata } from "./inMetadata";
import type { Suppression } from "./suppression";
import { suppressionFaults, type SuppressionFault } from "./suppressionFaults";

/** A finding that its author does not want to see, and where that is said. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** What is suppressed in one version of a template; remembers which of it was of use. */
export class Suppressions {
  readonly #all: readonly Suppression[];
  readonly #byCode: ReadonlyMap<string, readonly Suppression[]>;
  readonly #used = new Set<Suppression>();

  constructor(all: readonly Suppression[]) {
    this.#all = all;
    this.#byCode = grouped(all, ({ code }) => code);
  }

  /** Those of a template, in its metadata and in its comments. */
  static of(template: EvaluatedTemplate, text: string): Suppressions {
    return new Suppressions([...suppressionsInMetadata(template, text), ...suppressionsInComments(text)]);
  }

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** What suppresses a finding; undefined when nothing does. */
  for(finding: Finding): Suppression | undefined {
    const matching = (this.#byCode.get(finding.code) ?? []).filter((suppression) => covers(suppression, finding));
    matching.forEach((suppression) => this.#used.add(suppression));
    return matching[0];
  }

  /** What is wrong with the suppressions themselves; to be asked when all findings have been told. */
  faults(options: CheckOptions): readonly Finding[] {
    return this.#all.flatMap((suppression) => {
      const fault = this.#faultOf(suppression, options);
      const severity = fault === undefined ? "off" : severityOf(fault, options);
      return fault === undefined || severity === "off" ? [] : [faultFinding(fault, severity, suppression, options)];
    });
  }

  #faultOf(suppression: Suppression, options: CheckOptions): SuppressionFault | undefined {
    if (ruleByCode(suppression.code) === undefined) {
      return "unknown-suppression";
    }
    return this.#used.has(suppression) || !isAsked(suppression.code, options) ? undefined : "unused-suppression";
  }
}

function covers({ scope }: Suppression, { place, subject }: Finding): boolean {
  if (scope.kind === "template" || (scope.kind === "resource" && scope.ids.has(subject.id))) {
    return true;
  }
  if (place === undefined || place.span.file !== undefined) {
    return false;
  }
  const { offset, length } = scope.span;
  return place.span.offset >= offset && place.span.offset < offset + length;
}

/** False when the rule finds less under these options than it might under others: what suppresses it may be of use there. */
function isAsked(code: string, options: CheckOptions): boolean {
  const { machines, vaults, policies, estates } = planOf(options);
  const asked = [machines, vaults, policies, estates].some((some) => some.some(({ rule }) => rule.code === code));
  const lifted = isRuleCode(code) && october2015.rows[code].lifted === true;
  return asked && !(lifted && options.limits === "current" && options.lifted === "off");
}

function severityOf(fault: SuppressionFault, { rules }: CheckOptions): Severity | "off" {
  return rules?.[fault]?.severity ?? suppressionFaults[fault];
}

function faultFinding(
  code: SuppressionFault,
  severity: Severity,
  { code: rule, written }: Suppression,
  { limits }: CheckOptions,
): Finding {
  return {
    code,
    severity,
    certainty: "certain",
    message: messageOf(code, rule),
    lifted: false,
    limits,
    source: { title: l10n.t("Azure VM Backup, suppressing findings") },
    decidedBy: [],
    place: { span: written, chain: [] },
    related: [],
    fixes: [],
    subject: { kind: "estate", id: "" },
    vm: undefined,
  };
}

function messageOf(code: SuppressionFault, rule: string): string {
  if (code === "unused-suppression") {
    return l10n.t("Nothing is suppressed here: rule '{0}' finds nothing that this would cover.", rule);
  }
  return rule === ""
    ? l10n.t("This suppresses nothing, because it names no rule.")
    : l10n.t("This suppresses nothing, because there is no rule '{0}'.", rule);
}
