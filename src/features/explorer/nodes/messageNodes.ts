import * as vscode from "vscode";
import type { InventoryProgress } from "../../../azure/inventory/inventory";
import { errorText } from "../../../host/errors/azureErrorText";
import { localNumber } from "../../../host/localNumber";
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
      color: "problemsErrorIcon.foreground",
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

/** Ends a list that is still being read; a click stops that. @param progress of all subscriptions together */
export function loadingNode(parent: ExplorerNode, progress: InventoryProgress | undefined): MessageNode {
  const rows = localNumber(progress?.rows ?? 0);
  const label =
    progress?.total === undefined
      ? vscode.l10n.t("Loading…")
      : vscode.l10n.t("Loading… {0} of {1}", rows, localNumber(progress.total));
  const hint = vscode.l10n.t("Select to stop loading");
  return {
    kind: "loading",
    id: `${parent.id} loading`,
    parent,
    view: {
      label,
      icon: "loading~spin",
      facts: [["", hint]],
      context: "loading",
      spoken: `${label} ${hint}`,
      children: "none",
      onClick: "azureVmBackup.stopLoading",
    },
  };
}

/** Ends a list whose loading was stopped. */
export function pausedNode(parent: ExplorerNode): MessageNode {
  const label = vscode.l10n.t("Loading was stopped; select to load the rest");
  return {
    kind: "paused",
    id: `${parent.id} paused`,
    parent,
    view: {
      label,
      icon: "debug-pause",
      facts: [],
      context: "paused canRefresh",
      spoken: label,
      children: "none",
      onClick: "azureVmBackup.refreshNode",
    },
  };
}

/** Says that a list is empty, so that it does not look as if it were still loading. @param filtered something may be hidden */
export function emptyNode(parent: ExplorerNode, filtered = false): MessageNode {
  const label = filtered ? vscode.l10n.t("No virtual machine here is without backup") : emptyText(parent.kind);
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
