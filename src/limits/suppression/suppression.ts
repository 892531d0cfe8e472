import type { TextSpan } from "../../template/value";

/** A place of a template that says that findings of a rule are not to be shown. */
export interface Suppression {
  /** The rule's code, as it is written. */
  readonly code: string;
  /** Why, in the author's words. */
  readonly reason: string | undefined;
  readonly form: "metadata" | "comment";
  /** Where the code is written. */
  readonly written: TextSpan;
  readonly scope: SuppressionScope;
}

/** Whose findings are meant: all of the template, those of a resource and of what is written in it, or those of a stretch of the text. */
export type SuppressionScope =
  | { readonly kind: "template" }
  | { readonly kind: "resource"; readonly ids: ReadonlySet<string>; readonly span: TextSpan }
  | { readonly kind: "text"; readonly span: TextSpan };

/** The member of `metadata` in which the extension is spoken to. */
export const metadataName = "azureVmBackup";

/** The word with which comments speak to the extension. */
export const commentWord = "azure-vm-backup-disable";
