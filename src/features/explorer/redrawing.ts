import * as vscode from "vscode";
import { DrawnTree } from "./drawnTree";
import type { LinesNow } from "./drawnTree";
import type { ExplorerNode } from "./nodes/explorerNode";

/** Whose change may be seen: subscriptions by their ids in lower case, or everything. */
export type Concerned = ReadonlySet<string> | "all";

/**
 * Tells VS Code what to draw anew: as little as possible, and once for all that changes in one go. Never while VS Code
 * walks down to a node: it gives up when the tree changes on the way.
 */
export class Redrawing implements vscode.Disposable {
  readonly #event = new vscode.EventEmitter<ExplorerNode | ExplorerNode[] | undefined>();
  readonly #linesNow: LinesNow;
  readonly #drawn = new DrawnTree();
  #concerned = new Set<string>();
  #all = false;
  #wanted = new Set<string>();
  #planned: NodeJS.Immediate | undefined;
  #held = false;
  #heldRoots = false;

  public readonly onDidChangeTreeData = this.#event.event;

  public constructor(linesNow: LinesNow) {
    this.#linesNow = linesNow;
  }

  /** The roots that VS Code has; undefined when it has none. */
  public get roots(): readonly ExplorerNode[] | undefined {
    return this.#drawn.roots;
  }

  /** How a node that VS Code shows looks now. */
  public now(node: ExplorerNode): ExplorerNode {
    return this.#drawn.now(node);
  }

  /** Answers VS Code's question for the lines below a node. */
  public async give(
    parent: ExplorerNode | undefined,
    load: () => Promise<readonly ExplorerNode[]>,
  ): Promise<ExplorerNode[]> {
    try {
      return await this.#drawn.give(parent, load);
    } finally {
      if (this.#drawn.takePostponed()) {
        this.compare("all");
      }
    }
  }

  /** Something has changed that lines may show. */
  public compare(concerned: Concerned): void {
    if (concerned === "all") {
      this.#all = true;
    } else {
      concerned.forEach((id) => this.#concerned.add(id));
    }
    this.#plan();
  }

  /** Draws a node anew with all that is below it, whether or not it looks different. */
  public show(id: string): void {
    this.#wanted.add(id);
    this.#plan();
  }

  /** Draws everything anew. */
  public showRoots(): void {
    if (this.#held) {
      this.#heldRoots = true;
      return;
    }
    this.#drawn.clear();
    this.#event.fire(undefined);
  }

  /** Lets VS Code walk down to a node undisturbed. */
  public async undisturbed(reveal: () => PromiseLike<void>): Promise<void> {
    // What is revealed may be new: VS Code has to know of it.
    this.#draw();
    this.#held = true;
    try {
      await reveal();
    } finally {
      this.#held = false;
      if (this.#heldRoots) {
        this.#heldRoots = false;
        this.showRoots();
      }
      this.#draw();
    }
  }

  public dispose(): void {
    clearImmediate(this.#planned);
    this.#event.dispose();
  }

  /** VS Code learns of nodes a moment after it was given them; it would not know what to draw before. */
  #plan(): void {
    if (!this.#held) {
      this.#planned ??= setImmediate(() => this.#draw());
    }
  }

  #draw(): void {
    clearImmediate(this.#planned);
    this.#planned = undefined;
    const [concerned, all, wanted] = [this.#concerned, this.#all, this.#wanted];
    this.#concerned = new Set();
    this.#all = false;
    this.#wanted = new Set();
    const nodes = [...wanted].flatMap((id) => this.#drawn.anew(id) ?? []);
    if (all || concerned.size > 0) {
      nodes.push(...this.#drawn.differences((root) => all || isOf(root, concerned), this.#linesNow));
    }
    if (nodes.length > 0) {
      this.#event.fire(nodes);
    }
  }
}

function isOf(root: ExplorerNode, subscriptionIds: ReadonlySet<string>): boolean {
  return "subscription" in root && subscriptionIds.has(root.subscription.subscriptionId.toLowerCase());
}
