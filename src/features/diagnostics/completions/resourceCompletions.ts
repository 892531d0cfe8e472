import * as vscode from "vscode";
import type { DocumentState } from "../check/templateCheck";
import type { ResourceSnippet, resourceSnippetsAt } from "./resourceSnippets";

/** The snippets are made in a bundle of their own. */
export type LoadResourceSnippets = () => Promise<{ readonly resourceSnippetsAt: typeof resourceSnippetsAt }>;

/** Offers vaults, policies and protected items where resources of a deployment template stand. */
export class ResourceCompletions implements vscode.CompletionItemProvider {
  readonly #stateOf: (document: vscode.TextDocument) => DocumentState | undefined;
  readonly #load: LoadResourceSnippets;

  /** @param stateOf what is known of a document; other JSON is not looked at */
  public constructor(
    stateOf: (document: vscode.TextDocument) => DocumentState | undefined,
    load: LoadResourceSnippets,
  ) {
    this.#stateOf = stateOf;
    this.#load = load;
  }

  public async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionItem[]> {
    if (this.#stateOf(document)?.kind !== "checked") {
      return [];
    }
    const { resourceSnippetsAt: snippetsAt } = await this.#load();
    const range = document.getWordRangeAtPosition(position, /[\w-]+/);
    const offset = document.offsetAt(range?.start ?? position);
    return snippetsAt(document.getText(), offset).map((each, index) => itemOf(each, index, range));
  }
}

function itemOf(
  { kind, snippet }: ResourceSnippet,
  index: number,
  range: vscode.Range | undefined,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(labels[kind].label, vscode.CompletionItemKind.Snippet);
  item.detail = labels[kind].detail();
  item.insertText = new vscode.SnippetString(snippet);
  item.sortText = `azure-vm-backup-${index}`;
  if (range !== undefined) {
    item.range = range;
  }
  return item;
}

const labels: Readonly<Record<ResourceSnippet["kind"], { readonly label: string; readonly detail: () => string }>> = {
  vault: { label: "backup-vault", detail: () => vscode.l10n.t("A Recovery Services vault") },
  enhancedPolicy: {
    label: "backup-policy-enhanced",
    detail: () => vscode.l10n.t("An Enhanced policy for virtual machines, every four hours"),
  },
  standardPolicy: {
    label: "backup-policy-standard",
    detail: () => vscode.l10n.t("A Standard policy for virtual machines, daily"),
  },
  protectedItem: {
    label: "backup-protected-item",
    detail: () => vscode.l10n.t("A protected item: binds a virtual machine to a vault and a policy"),
  },
};
