import type * as vscode from "vscode";
import type { ExplorerNode } from "../../../../src/features/explorer/nodes/explorerNode";
import type { ExplorerTree } from "../../../../src/features/explorer/explorerTree";

/** A row on screen. */
interface Row {
  readonly node: ExplorerNode;
  item: vscode.TreeItem;
  children: readonly Row[] | undefined;
}

/**
 * Does with a tree what VS Code's extension host does: knows nodes by object and rows by id, forgets at once what is below
 * a node that it draws anew, and then asks again for what is expanded. A click on a row that it has forgotten is lost.
 */
export class FakeTreeView {
  /** The id of each node that was drawn anew, and "root". */
  public readonly drawn: string[] = [];
  readonly #tree: ExplorerTree;
  readonly #expanded = new Set<string>();
  readonly #byNode = new Map<ExplorerNode, Row>();
  readonly #byId = new Map<string, Row>();
  readonly #stop: vscode.Disposable;
  #roots: readonly Row[] = [];
  #going: Promise<unknown> = Promise.resolve();

  public constructor(tree: ExplorerTree) {
    this.#tree = tree;
    this.#stop = tree.onDidChangeTreeData((nodes) => {
      this.#follow([nodes].flat());
    });
  }

  /** Shows the roots, and opens node after node by label. @returns the last one */
  public async open(...labels: readonly string[]): Promise<ExplorerNode> {
    if (this.#roots.length === 0) {
      this.#roots = await this.#fetch(undefined);
    }
    let rows = this.#roots;
    let found: Row | undefined;
    for (const label of labels) {
      found = rows.find((row) => textOf(row) === label || textOf(row).startsWith(`${label} · `));
      if (found === undefined) {
        throw new Error(`no row ${label} among ${rows.map(textOf).join(", ")}`);
      }
      this.#expanded.add(found.node.id);
      found.children ??= await this.#fetch(found.node);
      rows = found.children;
    }
    if (found === undefined) {
      throw new Error("no label");
    }
    return found.node;
  }

  /** The node that a click on a row arrives with. */
  public clicked(id: string): ExplorerNode | undefined {
    return this.#byId.get(id)?.node;
  }

  /** Resolves when everything that has changed is on screen. */
  public async settled(): Promise<void> {
    // A change is told a moment after it has happened; answers to VS Code may come with further ones.
    for (let round = 0; round < 5; round++) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.#going;
    }
  }

  /** What is on screen, two spaces a level. */
  public get rows(): readonly string[] {
    return this.#text(this.#roots, "");
  }

  public dispose(): void {
    this.#stop.dispose();
  }

  #follow(nodes: readonly (ExplorerNode | undefined)[]): void {
    if (nodes.includes(undefined)) {
      this.drawn.push("root");
      this.#forget(this.#roots);
      this.#going = this.#going.then(async () => (this.#roots = await this.#fetch(undefined)));
      return;
    }
    const known = nodes.flatMap((node) => (node === undefined ? [] : (this.#byNode.get(node) ?? [])));
    for (const row of known) {
      this.drawn.push(row.node.id);
      this.#forget(row.children ?? []);
      row.children = undefined;
    }
    this.#going = this.#going.then(() =>
      Promise.all(
        known.map(async (row) => {
          row.item = this.#tree.getTreeItem(row.node);
          row.children = this.#expanded.has(row.node.id) ? await this.#fetch(row.node) : undefined;
        }),
      ),
    );
  }

  #forget(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#byNode.delete(row.node);
      this.#byId.delete(row.node.id);
      this.#forget(row.children ?? []);
    }
  }

  async #fetch(parent: ExplorerNode | undefined): Promise<readonly Row[]> {
    const rows = (await this.#tree.getChildren(parent)).map((node) => ({
      node,
      item: this.#tree.getTreeItem(node),
      children: undefined,
    }));
    for (const row of rows) {
      this.#byNode.set(row.node, row);
      this.#byId.set(row.node.id, row);
    }
    return Promise.all(rows.map((row) => this.#opened(row)));
  }

  async #opened(row: Row): Promise<Row> {
    if (this.#expanded.has(row.node.id)) {
      row.children = await this.#fetch(row.node);
    }
    return row;
  }

  #text(rows: readonly Row[], indent: string): readonly string[] {
    return rows.flatMap((row) => [`${indent}${textOf(row)}`, ...this.#text(row.children ?? [], `${indent}  `)]);
  }
}

function textOf({ item: { label, description } }: Row): string {
  return [label, description].filter((text) => typeof text === "string").join(" · ");
}
