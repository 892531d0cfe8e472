/** Languages in which ARM templates are written: VS Code's own two, and the one of the Azure Resource Manager Tools. */
export const templateLanguages: readonly string[] = ["json", "jsonc", "arm-template"];

/**
 * Schemes whose documents are old or foreign copies of files: findings in them would stand twice in the Problems panel,
 * or where nobody can act on them.
 */
const copies: ReadonlySet<string> = new Set(["git", "gitlens", "output", "vscode", "vscode-local-history", "comment"]);

/** Whether a document may hold a template at all, by language and scheme. */
export function mayHoldTemplate(document: {
  readonly languageId: string;
  readonly uri: { readonly scheme: string };
}): boolean {
  return templateLanguages.includes(document.languageId) && !copies.has(document.uri.scheme);
}
