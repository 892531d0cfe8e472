import type { Severity } from "../../limits/finding";
import type { Verdict } from "../../limits/check/verdict";
import { isArrayOf, isOptionalString, isRecord } from "../shared/guards";

/** What the *Check Workspace* summary and the extension say to each other. */

/** One machine of one template, judged with one parameter file. */
export interface WorkspaceRow {
  /** The template's address, for opening it. */
  readonly uri: string;
  /** The template's path in the workspace. */
  readonly template: string;
  /** The parameter file's name; undefined when it was judged without one. */
  readonly parameterFile?: string | undefined;
  /** The machine's name; undefined for what is found in vaults and policies, or in a template without machines. */
  readonly vm?: string | undefined;
  /** Undefined where there is no machine to judge. */
  readonly verdict?: Verdict["kind"] | undefined;
  /** What has to be so, or which parameters decide, as sentences. */
  readonly conditions: readonly string[];
  /** How many findings are about it. */
  readonly findings: number;
  /** The gravest of them. */
  readonly worst?: Severity | undefined;
  /** Where the machine is declared: zero-based line of the template. */
  readonly line: number;
}

/** What came of a check. */
export interface WorkspaceSummary {
  readonly rows: readonly WorkspaceRow[];
  /** How many templates were checked. */
  readonly templates: number;
  /** Files that were left out, each with the reason as a sentence. */
  readonly skipped: readonly string[];
  /** The user stopped it: some templates are not in it. */
  readonly isPartial: boolean;
  /** Local time, ready to show. */
  readonly checkedAt: string;
  /** The matrix in force: "current", "October 2015". */
  readonly limits: string;
}

/** What the extension tells the panel. */
export type ToWorkspacePanel =
  | { readonly kind: "summary"; readonly summary: WorkspaceSummary }
  /** Nothing has been checked since the window was opened. */
  | { readonly kind: "none" };

/** What the summary is saved as. */
export type ExportFormat = "markdown" | "csv";

/** What the panel asks of the extension. */
export type FromWorkspacePanel =
  | { readonly kind: "ready" }
  | { readonly kind: "checkAgain" }
  | { readonly kind: "export"; readonly format: ExportFormat }
  | { readonly kind: "open"; readonly uri: string; readonly line: number };

const verdicts: readonly Verdict["kind"][] = ["protectable", "protectable-if", "cannot-tell", "not-protectable"];
const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** The verdicts, the best first. */
export const verdictKinds = verdicts;

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isOptionalOneOf(values: readonly string[], value: unknown): boolean {
  return value === undefined || values.some((one) => one === value);
}

function isRow(value: unknown): value is WorkspaceRow {
  return (
    isRecord(value) &&
    isText(value["uri"]) &&
    isText(value["template"]) &&
    isOptionalString(value["parameterFile"]) &&
    isOptionalString(value["vm"]) &&
    isOptionalOneOf(verdicts, value["verdict"]) &&
    isArrayOf(value["conditions"], isText) &&
    typeof value["findings"] === "number" &&
    isOptionalOneOf(severities, value["worst"]) &&
    typeof value["line"] === "number"
  );
}

function isSummary(value: unknown): value is WorkspaceSummary {
  return (
    isRecord(value) &&
    isArrayOf(value["rows"], isRow) &&
    typeof value["templates"] === "number" &&
    isArrayOf(value["skipped"], isText) &&
    typeof value["isPartial"] === "boolean" &&
    isText(value["checkedAt"]) &&
    isText(value["limits"])
  );
}

/** Guards the page's side of the line: what does not have the agreed shape is dropped. */
export function isToWorkspacePanel(value: unknown): value is ToWorkspacePanel {
  return isRecord(value) && (value["kind"] === "none" || (value["kind"] === "summary" && isSummary(value["summary"])));
}
