import type { Finding, LimitsId } from "../../../limits/finding";
import type { SuppressedFinding } from "../../../limits/suppression/suppressions";
import type { Verdict } from "../../../limits/check/verdict";
import type { VmProfile } from "../../../limits/profile/vm";
import type { EvaluatedTemplate, ParameterFile } from "../../../template/model";

/** Under which matrix a document is checked, what becomes of limits that have been lifted since 2015, and what is set of single rules. */
export interface CheckSettings {
  readonly limits: LimitsId;
  readonly lifted: "hint" | "information" | "off";
  /** The setting `azureVmBackup.rules` as it stands in the settings files; `readOverrides` reads it. */
  readonly rules?: unknown;
}

/** What the analysis of one text gives. */
export interface Analysis {
  readonly template: EvaluatedTemplate;
  readonly profiles: readonly VmProfile[];
  readonly findings: readonly Finding[];
  /** What the template itself says is not to be shown. */
  readonly suppressed: readonly SuppressedFinding[];
  /** By id of the machine. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** What of the setting `azureVmBackup.rules` cannot be followed: whole sentences. */
  readonly settingFaults?: readonly string[] | undefined;
}

/** A parameter file that a template is checked with. */
export interface UsedParameterFile extends ParameterFile {
  /** Its address, as a text. */
  readonly address: string;
}

/** The analysis of one version of a document, with what it was made from. */
export interface TemplateCheck extends Analysis {
  readonly kind: "checked";
  readonly version: number;
  readonly text: string;
  readonly settings: CheckSettings;
  /** The parameter file that was used, by name. */
  readonly parameterFile: string | undefined;
  /** The same with its text, as it was then. */
  readonly usedParameters?: UsedParameterFile | undefined;
}

/** What is known of an open document. */
export type DocumentState =
  | TemplateCheck
  | { readonly kind: "notTemplate"; readonly version: number }
  /** Larger than Azure Resource Manager takes, so it is not checked. */
  | { readonly kind: "tooLarge"; readonly version: number }
  /** The analysis itself failed: a bug, and in the log. */
  | { readonly kind: "failed"; readonly version: number };

/** The part of a text document that checking needs. */
export interface CheckedDocument {
  readonly uri: { toString(): string };
  readonly languageId: string;
  readonly version: number;
  readonly isClosed: boolean;
  getText(): string;
}

/** What checking needs from outside; all of it is replaced in tests. */
export interface CheckPorts<D extends CheckedDocument> {
  isTemplate(text: string): boolean;
  /**
   * Loads the analysis first, when it is the first one. Works in slices; undefined when `overtaken` became true meanwhile.
   * The analysis of an earlier version of the document must not be used any more.
   */
  analyse(
    document: D,
    text: string,
    parameterFiles: readonly ParameterFile[],
    settings: CheckSettings,
    overtaken: () => boolean,
  ): Promise<Analysis | undefined>;
  /** The parameter file beside the template, if there is one; never throws. */
  readParameterFile(document: D, text: string): Promise<UsedParameterFile | undefined>;
  settingsFor(document: D): CheckSettings;
  /** Called with every new state of a document, and with undefined when it is closed. */
  publish(document: D, state: DocumentState | undefined): void;
  reportFailure(document: D, error: unknown): void;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}
