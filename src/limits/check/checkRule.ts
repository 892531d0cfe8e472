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
    condition: breach.condition,
    breakingValues: breach.breakingValues,
    fixes: breach.fixes?.map(cautious) ?? [],
    vm: subject.kind === "machine" ? subject.id : undefined,
    subject,
  };
  if (ask.lifted === undefined) {
    const contradiction = breach.undisputed === true ? undefined : contradictionOf(row);
    const told = [breach.message, breakingSentence(breach), numberOrigin(ask), contradiction?.sentence];
    const message = told.filter((part) => part !== undefined).join(" ");
    const gravity = gravityOf(ask, breach);
    const severities =
      breach.certainty === "certain"
        ? { severity: gravity }
        : { severity: quietly(gravity), severityIfCertain: gravity };
    return [{ ...finding, ...severities, message, lifted: false, limits: ask.limits, contradiction }];
  }
  // A hint about what some parameter might do to a limit that no longer holds would help nobody.
  if (breach.certainty !== "certain" || breach.liftedMessage === undefined) {
    return [];
  }
  const lifted = { severity: ask.lifted, message: breach.liftedMessage, lifted: true, limits: current.id };
  // Nothing has to be put right for a limit that no longer holds.
  return [{ ...finding, ...lifted, contradiction: undefined, condition: undefined, fixes: [] }];
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
