import type { LimitsId, Severity } from "../../limits/finding";
import type { MatrixRow } from "../../limits/matrices/matrix";
import { isArrayOf, isOptionalNumber, isOptionalString, isRecord } from "../shared/guards";

/** What the *Explain Limits* page and the extension say to each other. */

/** A source as it is cited. */
export interface CitedSource {
  readonly title: string;
  readonly url?: string | undefined;
  /** ISO date. */
  readonly date?: string | undefined;
}

/** What one matrix says of one rule. */
export interface MatrixCell {
  readonly supported: MatrixRow["supported"];
  readonly severity: Severity | "none";
  /** The limit as text, when it is a number or a release. */
  readonly value?: string | undefined;
  readonly statement: string;
  readonly sources: readonly CitedSource[];
  /** What sources of the same time say differently. */
  readonly contradiction?: { readonly statement: string; readonly sources: readonly CitedSource[] } | undefined;
}

/** What the user's settings say of a rule in the place of the matrix. */
export interface RuleSetting {
  readonly severity?: Severity | "off" | undefined;
  readonly value?: number | undefined;
}

/** One rule under both matrices. */
export interface ExplainedRule {
  readonly code: string;
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** October 2015 refused it, and today supports it. */
  readonly lifted: boolean;
  readonly october2015: MatrixCell;
  readonly current: MatrixCell;
  readonly setting?: RuleSetting | undefined;
}

/** The rules of one subject. */
export interface LimitsSubject {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly ExplainedRule[];
}

/** All that the page shows. */
export interface LimitsGuide {
  readonly inForce: LimitsId;
  readonly subjects: readonly LimitsSubject[];
}

/** What the extension tells the panel. */
export type ToExplainPanel =
  | { readonly kind: "guide"; readonly guide: LimitsGuide }
  /** Brings a rule into view. */
  | { readonly kind: "show"; readonly code: string };

/** What the panel asks of the extension. */
export type FromExplainPanel =
  | { readonly kind: "ready" }
  | { readonly kind: "switchLimits" }
  | { readonly kind: "openRule"; readonly code: string }
  | { readonly kind: "openSettings" };

const supports: readonly MatrixRow["supported"][] = ["yes", "no", "conditional", "unmentioned"];
const severities: readonly (Severity | "none" | "off")[] = ["error", "warning", "information", "hint", "none", "off"];

function isSeverity(value: unknown): boolean {
  return severities.some((severity) => severity === value);
}

function isSource(value: unknown): value is CitedSource {
  return (
    isRecord(value) &&
    typeof value["title"] === "string" &&
    isOptionalString(value["url"]) &&
    isOptionalString(value["date"])
  );
}

function isContradiction(value: unknown): boolean {
  return (
    value === undefined ||
    (isRecord(value) && typeof value["statement"] === "string" && isArrayOf(value["sources"], isSource))
  );
}

function isCell(value: unknown): value is MatrixCell {
  return (
    isRecord(value) &&
    supports.some((support) => support === value["supported"]) &&
    isSeverity(value["severity"]) &&
    isOptionalString(value["value"]) &&
    typeof value["statement"] === "string" &&
    isArrayOf(value["sources"], isSource) &&
    isContradiction(value["contradiction"])
  );
}

function isSetting(value: unknown): boolean {
  return (
    value === undefined ||
    (isRecord(value) &&
      (value["severity"] === undefined || isSeverity(value["severity"])) &&
      isOptionalNumber(value["value"]))
  );
}

function isRule(value: unknown): value is ExplainedRule {
  return (
    isRecord(value) &&
    ["code", "title", "what", "why", "fix"].every((key) => typeof value[key] === "string") &&
    typeof value["lifted"] === "boolean" &&
    isCell(value["october2015"]) &&
    isCell(value["current"]) &&
    isSetting(value["setting"])
  );
}

function isSubject(value: unknown): value is LimitsSubject {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["title"] === "string" &&
    isArrayOf(value["rules"], isRule)
  );
}

/** Guards the page's side of the line: what does not have the agreed shape is dropped. */
export function isToExplainPanel(value: unknown): value is ToExplainPanel {
  if (!isRecord(value)) {
    return false;
  }
  switch (value["kind"]) {
    case "guide": {
      const { guide } = value;
      return (
        isRecord(guide) &&
        (guide["inForce"] === "current" || guide["inForce"] === "2015-10") &&
        isArrayOf(guide["subjects"], isSubject)
      );
    }
    case "show":
      return typeof value["code"] === "string";
    default:
      return false;
  }
}
