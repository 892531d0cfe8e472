import * as vscode from "vscode";

const section = "azureResourceGroups";
const name = "selectedSubscriptions";

/**
 * The subscriptions that the user has chosen in the extension Azure Resources, whose setting others of the Azure family
 * read too: `TENANT/SUBSCRIPTION`, in the user's settings. Source: microsoft/vscode-azureresourcegroups,
 * `selectSubscriptions.ts` (2025-11).
 * @returns ids in lower case; undefined when nothing is chosen there, which means all
 */
export function sharedSelection(): ReadonlySet<string> | undefined {
  const value = vscode.workspace.getConfiguration(section).get<unknown>(name);
  if (!Array.isArray(value)) {
    return undefined;
  }
  const ids = value.flatMap((entry: unknown) => {
    const id = typeof entry === "string" ? /^[^/]+\/([^/]+)$/.exec(entry)?.[1] : undefined;
    return id === undefined ? [] : [id.toLowerCase()];
  });
  return ids.length === 0 ? undefined : new Set(ids);
}

/** Tells when something else is chosen there. */
export function onDidChangeSharedSelection(listener: () => unknown): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${section}.${name}`)) {
      listener();
    }
  });
}
