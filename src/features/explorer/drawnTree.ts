import type { ExplorerNode, NodeView } from "./explorerNode";

/** A line as VS Code has it. */
interface Line {
  /** The object that VS Code knows it by. */
  readonly given: ExplorerNode;
  /** What stands for the same thing now. */
  readonly now: ExplorerNode;
}

/** The lines below a node, or the roots, as they are now; undefined where only asking for them can tell. */
export type LinesNow = (parent: ExplorerNode | undefined) => readonly ExplorerNode[] | undefined;

const rootKey = "";

/**
 * What VS Code has been given of the tree. To draw a node anew, VS Code forgets everything below it and asks again; a
 * click that comes in between arrives without its node. So this finds out what really looks different.
 */
export class DrawnTree {
  /** The lines below a node, by its id. */
  readonly #lists = new Map<string, readonly ExplorerNode[]>();
  readonly #lines = new Map<string, Line>();
  /** Lists that VS Code waits for, by id: the newest question counts, as it does for VS Code. */
  readonly #asked = new Map<string, { readonly parent: ExplorerNode | undefined }>();
  #postponed = false;

  /** The roots that VS Code has; undefined when it has none. */
  public get roots(): readonly ExplorerNode[] | undefined {
    return this.#lists.get(rootKey);
  }

  /** Something had to wait for a list that was being loaded below it. Asking makes it forgotten. */
  public takePostponed(): boolean {
    const postponed = this.#postponed;
    this.#postponed = false;
    return postponed;
  }

  /** Remembers the answer to VS Code's question for the lines below a node, unless it asks again meanwhile. */
  public async give(
    parent: ExplorerNode | undefined,
    load: () => Promise<readonly ExplorerNode[]>,
  ): Promise<ExplorerNode[]> {
    const key = keyOf(parent);
    const question = { parent };
    this.#asked.set(key, question);
    try {
      const lines = await load();
      if (this.#asked.get(key) === question) {
        this.#keep(key, lines);
      }
      return [...lines];
    } finally {
      if (this.#asked.get(key) === question) {
        this.#asked.delete(key);
      }
    }
  }

  /** How the node that VS Code shows looks now. */
  public now(node: ExplorerNode): ExplorerNode {
    const line = this.#lines.get(node.id);
    return line?.given === node ? line.now : node;
  }

  /** The node as VS Code knows it, to be drawn anew with all that is below it. */
  public anew(id: string): ExplorerNode | undefined {
    const given = this.#lines.get(id)?.given;
    if (given !== undefined) {
      this.#forgetBelow(given.id);
    }
    return given;
  }

  /** VS Code is told to draw everything anew. */
  public clear(): void {
    this.#lists.clear();
    this.#lines.clear();
  }

  /** The nodes that have to be drawn anew, because they look different or have other lines. @param concerned roots to look at */
  public differences(concerned: (root: ExplorerNode) => boolean, now: LinesNow): readonly ExplorerNode[] {
    const fresh = new Map((now(undefined) ?? []).map((line) => [line.id, line]));
    return (this.roots ?? [])
      .filter(concerned)
      .flatMap((given) => this.#differencesOf(given, fresh.get(given.id) ?? given, now));
  }

  #differencesOf(given: ExplorerNode, fresh: ExplorerNode, now: LinesNow): readonly ExplorerNode[] {
    if (!looksSame(this.now(given).view, fresh.view)) {
      if (this.#isAskedBelow(given)) {
        this.#postponed = true;
        return [];
      }
      this.#lines.set(given.id, { given, now: fresh });
      this.#forgetBelow(given.id);
      return [given];
    }
    const drawn = this.#lists.get(given.id);
    const lines = drawn === undefined ? undefined : now(given);
    if (drawn === undefined || lines === undefined) {
      return [];
    }
    if (drawn.length !== lines.length || drawn.some(({ id }, index) => id !== lines[index]?.id)) {
      this.#forgetBelow(given.id);
      return [given];
    }
    return drawn.flatMap((line, index) => this.#differencesOf(line, lines[index] ?? line, now));
  }

  #keep(key: string, lines: readonly ExplorerNode[]): void {
    this.#forgetBelow(key);
    this.#lists.set(key, lines);
    for (const line of lines) {
      this.#lines.set(line.id, { given: line, now: line });
    }
  }

  #forgetBelow(key: string): void {
    const lines = this.#lists.get(key) ?? [];
    this.#lists.delete(key);
    for (const { id } of lines) {
      this.#lines.delete(id);
      this.#forgetBelow(id);
    }
  }

  /** VS Code mistakes lines for roots whose list was drawn anew, from above, while it waited for them. */
  #isAskedBelow(node: ExplorerNode): boolean {
    return [...this.#asked.values()].some(({ parent }) => parent !== undefined && isWithin(parent.parent, node));
  }
}

function keyOf(parent: ExplorerNode | undefined): string {
  return parent?.id ?? rootKey;
}

function looksSame(a: NodeView, b: NodeView): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.icon === b.icon &&
    a.color === b.color &&
    a.context === b.context &&
    a.spoken === b.spoken &&
    a.children === b.children &&
    a.onClick === b.onClick &&
    a.facts.length === b.facts.length &&
    a.facts.every(([name, value], index) => name === b.facts[index]?.[0] && value === b.facts[index][1])
  );
}

/** Whether a node is another one, or somewhere below it. */
export function isWithin(node: ExplorerNode | undefined, ancestor: ExplorerNode): boolean {
  for (let current = node; current !== undefined; current = current.parent) {
    if (current.id === ancestor.id) {
      return true;
    }
  }
  return false;
}
