import * as vscode from "vscode";
import { errorText } from "../../host/azureErrorText";
import type { ExplorerNode, MessageNode } from "./explorerNode";

/** Ends a list of which there is more. */
export function moreNode(parent: ExplorerNode): MessageNode {
  const label = vscode.l10n.t("Load more…");
  return {
    kind: "more",
    id: `${parent.id} more`,
    parent,
    view: {
      label,
      icon: "ellipsis",
      facts: [],
      context: "more",
      spoken: label,
      children: "none",
      onClick: "azureVmBackup.loadMore",
    },
  };
}

/** Stands in for what could not be loaded; says why, and a click tries again (or signs in, where that is what helps). */
export function errorNode(parent: ExplorerNode | undefined, error: unknown): MessageNode {
  const text = errorText(error);
  const hint = text.signIn ? vscode.l10n.t("Select to sign in") : vscode.l10n.t("Select to try again");
  return {
    kind: "error",
    id: `${parent?.id ?? "root"} error`,
    parent,
    view: {
      label: text.message,
      icon: "error",
      color: "list.errorForeground",
      facts: [
        ["", text.message],
        ["", hint],
      ],
      context: "error canRefresh",
      spoken: `${vscode.l10n.t("Error: {0}", text.message)} ${hint}`,
      children: "none",
      // Below a subscription it is that one's tenant to which to sign in.
      onClick: !text.signIn
        ? "azureVmBackup.refreshNode"
        : parent === undefined
          ? "azureVmBackup.signIn"
          : "azureVmBackup.signInToTenant",
    },
  };
}

/** Says that a list is empty, so that it does not look as if it were still loading. */
export function emptyNode(parent: ExplorerNode): MessageNode {
  const label = emptyText(parent.kind);
  return {
    kind: "empty",
    id: `${parent.id} empty`,
    parent,
    view: { label, icon: "dash", facts: [], context: "empty", spoken: label, children: "none" },
  };
}

function emptyText(kind: ExplorerNode["kind"]): string {
  const texts: Partial<Record<ExplorerNode["kind"], string>> = {
    vaults: vscode.l10n.t("No vaults in this subscription"),
    vms: vscode.l10n.t("No virtual machines in this subscription"),
    items: vscode.l10n.t("No protected items"),
    policies: vscode.l10n.t("No policies for virtual machines"),
    jobs: vscode.l10n.t("No jobs of the last days"),
  };
  return texts[kind] ?? vscode.l10n.t("Nothing here");
}
