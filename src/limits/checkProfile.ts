import * as l10n from "@vscode/l10n";
import { parameterNames } from "./breach";
import type { Finding, LimitsId, Severity } from "./finding";
import { current } from "./current";
import type { MatrixRow, SupportMatrix } from "./matrix";
import { matrixOf } from "./matrixOf";
import { october2015 } from "./october2015";
import type { Breach, Rule } from "./rule";
import { rules } from "./ruleRegistry";
import type { VmProfile } from "./vmProfile";

export interface CheckOptions {
  readonly limits: LimitsId;
  /** How a limit of October 2015 that no longer holds is shown under `current`. */
  readonly lifted: "hint" | "information" | "off";
}

/** What the chosen matrix says of one machine. A machine that is certainly not deployed has no findings. */
export function checkProfile(profile: VmProfile, options: CheckOptions): readonly Finding[] {
  const words = wordsFor(subjectOf(profile));
  return rules.flatMap((rule) => checkRule(rule, profile, options, words));
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

/** What the sentences about one machine have in common. */
export interface Words {
  /** How they call the machine. */
  readonly subject: string;
  readonly service: (matrix: SupportMatrix) => string;
}

/** The words for a machine; each service is named once, not once for each rule. */
export function wordsFor(subject: string): Words {
  const services = new Map<SupportMatrix, string>();
  const service = (matrix: SupportMatrix): string => {
    const name = services.get(matrix) ?? matrix.service();
    services.set(matrix, name);
    return name;
  };
  return { subject, service };
}

/** The findings of one rule. */
export function checkRule(rule: Rule, profile: VmProfile, options: CheckOptions, words: Words): readonly Finding[] {
  if (profile.deployed.known && !profile.deployed.value) {
    return [];
  }
  const matrix = matrixOf(options.limits);
  const found = breaches(rule, matrix, profile, words);
  if (found.length > 0) {
    return found.map((breach) => toFinding(rule, matrix, profile, breach));
  }
  return options.limits === "2015-10" || options.lifted === "off"
    ? none
    : liftedFindings(rule, profile, options.lifted, words);
}

/** What nearly every rule says of nearly every machine. */
const none: readonly never[] = [];

function breaches(rule: Rule, matrix: SupportMatrix, vm: VmProfile, words: Words): readonly Breach[] {
  const row = matrix.rows[rule.code];
  if (row.severity === "none" || row.supported === "yes" || row.supported === "unmentioned") {
    return none;
  }
  const found = rule.check({ vm, row, service: words.service(matrix), subject: words.subject });
  return found.length === 0 ? none : found.map((breach) => underCondition(vm, breach));
}

/** What a machine that may not be deployed does wrong is only possible. */
function underCondition({ deployed }: VmProfile, breach: Breach): Breach {
  if (deployed.known) {
    return breach;
  }
  const decidedBy = [...new Set([...breach.decidedBy, ...deployed.because])];
  const message =
    deployed.because.length === 0
      ? breach.message
      : l10n.t("{0} Parameter {1} decides whether it is deployed.", breach.message, parameterNames(deployed.because));
  return { ...breach, certainty: "possible", decidedBy, message };
}

function liftedFindings(rule: Rule, vm: VmProfile, severity: Severity, words: Words): readonly Finding[] {
  if (october2015.rows[rule.code].lifted !== true || rule.silentWhenLifted === true) {
    return none;
  }
  return breaches(rule, october2015, vm, words).flatMap((breach) => {
    // A hint about what some parameter might do to a limit that no longer holds would help nobody.
    if (breach.certainty !== "certain" || breach.liftedMessage === undefined) {
      return [];
    }
    const finding = toFinding(rule, october2015, vm, breach);
    return [{ ...finding, severity, message: breach.liftedMessage, lifted: true, limits: current.id }];
  });
}

function toFinding(rule: Rule, matrix: SupportMatrix, vm: VmProfile, breach: Breach): Finding {
  const row = matrix.rows[rule.code];
  return {
    code: rule.code,
    severity: severityOf(row, breach),
    certainty: breach.certainty,
    message: breach.message,
    lifted: false,
    limits: matrix.id,
    source: row.sources[0],
    decidedBy: breach.decidedBy,
    place: breach.place,
    related: breach.related,
    vm: vm.id,
  };
}

/** Possible findings are quieter than certain ones: information at most. */
function severityOf(row: MatrixRow, breach: Breach): Severity {
  const severity = breach.severity ?? (row.severity === "none" ? "hint" : row.severity);
  return breach.certainty === "possible" && severity !== "hint" ? "information" : severity;
}
