import * as l10n from "@vscode/l10n";
import { parameterNames } from "../breach";
import type { Ask, PlannedRule } from "./checkPlan";
import type { Finding, FindingContradiction, FindingSubject, Severity } from "../finding";
import { cautious } from "../fix";
import { current } from "../matrices/current";
import type { MatrixRow } from "../matrices/matrix";
import type { Fact } from "../profile/fact";
import type { Breach, Rule, SharedContext } from "../rule";

/** What is judged. */
export interface Judged {
  readonly subject: FindingSubject;
  /** Undefined for what is always deployed. */
  readonly deployed: Fact<boolean> | undefined;
}

const nothing: readonly Finding[] = [];
const noFixes: Finding["fixes"] = [];

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
      const found: Finding[] = [];
      for (const breach of breaches) {
        const finding = toFinding(rule, each, judged.subject, underCondition(judged.deployed, breach));
        if (finding !== undefined) {
          found.push(finding);
        }
      }
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

function toFinding(rule: Rule, ask: Ask, subject: FindingSubject, breach: Breach): Finding | undefined {
  return ask.lifted === undefined
    ? findingInForce(rule, ask, subject, breach)
    : liftedFinding(rule, ask, subject, breach);
}

// Both findings are written out and not put together from parts: very many are made, and spreading objects costs more than
// all the rest of it.
function findingInForce(rule: Rule, ask: Ask, subject: FindingSubject, breach: Breach): Finding {
  const { row } = ask.shared;
  const isCertain = breach.certainty === "certain";
  const contradiction = breach.undisputed === true ? undefined : contradictionOf(row);
  const gravity = gravityOf(ask, breach);
  return {
    code: rule.code,
    severity: isCertain ? gravity : quietly(gravity),
    severityIfCertain: isCertain ? undefined : gravity,
    certainty: breach.certainty,
    message: sentences(breach.message, breakingSentence(breach), numberOrigin(ask), contradiction?.sentence),
    lifted: false,
    limits: ask.limits,
    source: row.sources[0],
    contradiction,
    decidedBy: breach.decidedBy,
    place: breach.place,
    related: breach.related,
    condition: breach.condition,
    breakingValues: breach.breakingValues,
    fixes: breach.fixes?.map(cautious) ?? noFixes,
    subject,
    vm: machineOf(subject),
  };
}

/** The hint about a limit that no longer holds: nothing has to be put right for it. */
function liftedFinding(rule: Rule, ask: Ask, subject: FindingSubject, breach: Breach): Finding | undefined {
  // A hint about what some parameter might do to a limit that no longer holds would help nobody.
  if (ask.lifted === undefined || breach.certainty !== "certain" || breach.liftedMessage === undefined) {
    return undefined;
  }
  return {
    code: rule.code,
    severity: ask.lifted,
    severityIfCertain: undefined,
    certainty: breach.certainty,
    message: breach.liftedMessage,
    lifted: true,
    limits: current.id,
    source: ask.shared.row.sources[0],
    contradiction: undefined,
    decidedBy: breach.decidedBy,
    place: breach.place,
    related: breach.related,
    condition: undefined,
    breakingValues: breach.breakingValues,
    fixes: noFixes,
    subject,
    vm: machineOf(subject),
  };
}

function machineOf({ kind, id }: FindingSubject): string | undefined {
  return kind === "machine" ? id : undefined;
}

/** Sentences after one another, those that there are. */
function sentences(first: string, ...others: readonly (string | undefined)[]): string {
  let whole = first;
  for (const other of others) {
    whole = other === undefined ? whole : `${whole} ${other}`;
  }
  return whole;
}

function contradictionOf({ contradiction }: MatrixRow): FindingContradiction | undefined {
  return contradiction === undefined
    ? undefined
    : {
        code: contradiction.code,
        sentence: l10n.t("The sources disagree: {0}", contradiction.statement()),
        sources: contradiction.sources,
      };
}

/** Whose number it is, when it is not the matrix's. */
function numberOrigin({ override, shared, matrixValue }: Ask): string | undefined {
  if (override?.value === undefined) {
    return undefined;
  }
  const value = String(shared.row.value);
  return typeof matrixValue === "number"
    ? l10n.t("The limit of {0} is set in your settings; the matrix says {1}.", value, matrixValue)
    : l10n.t("The limit of {0} is set in your settings; the matrix has none.", value);
}

/** What the user sets is about what is certain. */
function gravityOf({ shared: { row }, override }: Ask, breach: Breach): Severity {
  const chosen = override?.severity === "off" ? undefined : override?.severity;
  return chosen ?? breach.severity ?? (row.severity === "none" ? "hint" : row.severity);
}

/** Possible findings are quieter than certain ones: information at most. */
function quietly(severity: Severity): Severity {
  return severity === "hint" ? "hint" : "information";
}

/** More are not listed in a sentence. */
const mostValues = 6;

/** With which values of the deciding parameters it happens, when they are known. */
function breakingSentence({ certainty, breakingValues = [] }: Breach): string | undefined {
  if (certainty === "certain" || breakingValues.length === 0) {
    return undefined;
  }
  const values = breakingValues.slice(0, mostValues).join(", ");
  return breakingValues.length > mostValues
    ? l10n.t("Values that break the limit: {0} and more.", values)
    : l10n.t("Values that break the limit: {0}.", values);
}
