import * as vscode from "vscode";
import type { ExplorerNode } from "./explorerNode";

const states = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

/** The tree item of a node, without what is shown when the mouse rests on it. */
export function toTreeItem(node: ExplorerNode): vscode.TreeItem {
  const { view } = node;
  const item = new vscode.TreeItem(view.label, states[view.children]);
  item.id = node.id;
  item.contextValue = view.context;
  item.iconPath = new vscode.ThemeIcon(
    view.icon,
    view.color === undefined ? undefined : new vscode.ThemeColor(view.color),
  );
  item.accessibilityInformation = { label: view.spoken };
  if (view.description !== undefined) {
    item.description = view.description;
  }
  if (view.onClick !== undefined) {
    item.command = { command: view.onClick, title: view.label, arguments: [node] };
  }
  return item;
}

/**
 * What is shown when the mouse rests on a node: its facts. Names and messages come from Azure: they go in as text, so that
 * none of them can become a link or an image.
 */
export function tooltipOf({ view: { facts } }: ExplorerNode): vscode.MarkdownString | undefined {
  if (facts.length === 0) {
    return undefined;
  }
  const markdown = new vscode.MarkdownString();
  for (const [index, [name, value]] of facts.entries()) {
    markdown.appendMarkdown(index === 0 ? "" : "\n\n");
    if (name !== "") {
      markdown.appendMarkdown("**").appendText(name).appendMarkdown("**: ");
    }
    markdown.appendText(value);
  }
  return markdown;
}
