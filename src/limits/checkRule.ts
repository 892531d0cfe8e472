import * as l10n from "@vscode/l10n";
import { parameterNames } from "./breach";
import type { Ask, PlannedRule } from "./checkPlan";
import type { Finding, FindingSubject, Severity } from "./finding";
import { current } from "./matrices/current";
import type { MatrixRow } from "./matrices/matrix";
import type { Fact } from "./profile/fact";
import type { Breach, Rule, SharedContext } from "./rule";

/** What is judged. */
export interface Judged {
  readonly subject: FindingSubject;
  /** Undefined for what is always deployed. */
  readonly deployed: Fact<boolean> | undefined;
}

const nothing: readonly Finding[] = [];

/**
 * The findings of one rule about one thing; none for a thing that is certainly not deployed.
 * @param ask how the rule is asked about it
 */
export function findingsOfRule<R extends Rule>(
  { rule, asks }: PlannedRule<R>,
  judged: Judged,
  ask: (rule: R, shared: SharedContext) => readonly Breach[],
): readonly Finding[] {
  if (judged.deployed?.known === true && !judged.deployed.value) {
    return nothing;
  }
  for (const each of asks) {
    const breaches = ask(rule, each.shared);
    // Most rules find nothing: nothing is built for them.
    if (breaches.length > 0) {
      const found = breaches
        .map((breach) => underCondition(judged.deployed, breach))
        .flatMap((breach) => toFinding(rule, each, judged.subject, breach));
      if (found.length > 0) {
        return found;
      }
    }
  }
  return nothing;
}

/** What a thing that may not be deployed does wrong is only possible. */
function underCondition(deployed: Fact<boolean> | undefined, breach: Breach): Breach {
  if (deployed === undefined || deployed.known) {
    return breach;
  }
  const decidedBy = [...new Set([...breach.decidedBy, ...deployed.because])];
  const message =
    deployed.because.length === 0
      ? breach.message
      : l10n.t("{0} Parameter {1} decides whether it is deployed.", breach.message, parameterNames(deployed.because));
  return { ...breach, certainty: "possible", decidedBy, message };
}

function toFinding(rule: Rule, ask: Ask, subject: FindingSubject, breach: Breach): readonly Finding[] {
  const { row } = ask.shared;
  const finding = {
    code: rule.code,
    certainty: breach.certainty,
    source: row.sources[0],
    decidedBy: breach.decidedBy,
    place: breach.place,
    related: breach.related,
    fixes: breach.fixes ?? [],
    vm: subject.kind === "machine" ? subject.id : undefined,
    subject,
  };
  if (ask.lifted === undefined) {
    const severity = severityOf(row, breach);
    return [{ ...finding, severity, message: breach.message, lifted: false, limits: ask.limits }];
  }
  // A hint about what some parameter might do to a limit that no longer holds would help nobody.
  if (breach.certainty !== "certain" || breach.liftedMessage === undefined) {
    return [];
  }
  const lifted = { severity: ask.lifted, message: breach.liftedMessage, lifted: true, limits: current.id };
  return [{ ...finding, ...lifted }];
}

/** Possible findings are quieter than certain ones: information at most. */
function severityOf(row: MatrixRow, breach: Breach): Severity {
  const severity = breach.severity ?? (row.severity === "none" ? "hint" : row.severity);
  return breach.certainty === "possible" && severity !== "hint" ? "information" : severity;
}
