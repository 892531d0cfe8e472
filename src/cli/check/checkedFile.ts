import type { Finding } from "../../limits/finding";
import type { TemplateProblem } from "../../template/model";
import type { FilePlace } from "../places";

/** A stretch of a text. */
export type Stretch = Pick<FilePlace, "start" | "end">;

/** A change to a file. */
export interface FileEdit extends FilePlace {
  readonly newText: string;
}

/** A way to put a finding right. */
export interface FileFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly FileEdit[];
}

/** A finding in a file: in the template, or in one that it links. */
export interface FileFinding extends FilePlace {
  readonly finding: Finding;
  /** The line on which it begins. */
  readonly line: string;
  /** jsonPath of the machine's declaration; undefined for a finding about something else. */
  readonly vm: string | undefined;
  /** The deployments through which the machine comes. */
  readonly via: readonly string[];
  /** What it is about by name, or by the expression that makes the name: stays when lines move. */
  readonly subject: string;
  readonly related: readonly (FilePlace & { readonly message: string })[];
  readonly fixes: readonly FileFix[];
  /** Set for a finding that the template itself silences. */
  readonly suppression?: { readonly reason: string | undefined } | undefined;
  /** True when the baseline accepts it. */
  readonly inBaseline: boolean;
}

/** A mistake of a template. */
export interface FileProblem extends TemplateProblem, FilePlace {
  /** The line on which it begins. */
  readonly line: string;
}

/** One template and what was found in it. */
export interface CheckedFile {
  readonly file: string;
  readonly milliseconds: number;
  /** Declared machines, each instance of a copy loop for itself. */
  readonly virtualMachines: number;
  readonly findings: readonly FileFinding[];
  /** What the template silences, with the reason. */
  readonly suppressed: readonly FileFinding[];
  readonly problems: readonly FileProblem[];
}
