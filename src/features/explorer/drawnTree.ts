import type { ExplorerNode, NodeView } from "./nodes/explorerNode";

/** A line as VS Code has it. */
interface Line {
  /** The object that VS Code knows it by. */
  readonly given: ExplorerNode;
  /** What stands for the same thing now. */
  now: ExplorerNode;
  /** What VS Code has below it; undefined when it would ask. */
  lines: Lines | undefined;
}

/** Lines in their order, by id. */
type Lines = ReadonlyMap<string, Line>;

/** The lines below a node, or the roots, as they are now; undefined where only asking for them can tell. */
export type LinesNow = (parent: ExplorerNode | undefined) => readonly ExplorerNode[] | undefined;

const rootKey = "";

/**
 * What VS Code has been given of the tree. To draw a node anew, VS Code forgets everything below it and asks again; a
 * click that comes in between arrives without its node. So this finds out what really looks different.
 */
export class DrawnTree {
  #roots: Lines | undefined;
  /** Lists that VS Code waits for, by id: the newest question counts, as it does for VS Code. */
  readonly #asked = new Map<string, { readonly parent: ExplorerNode | undefined }>();
  #postponed = false;

  /** The roots that VS Code has; undefined when it has none. */
  public get roots(): readonly ExplorerNode[] | undefined {
    return this.#roots === undefined ? undefined : [...this.#roots.values()].map(({ given }) => given);
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
        this.#keep(parent, lines);
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
    const line = this.#find(node);
    return line?.given === node ? line.now : node;
  }

  /** The node as VS Code knows it, to be drawn anew with all that is below it. */
  public anew(id: string): ExplorerNode | undefined {
    const line = lineIn(this.#roots, id);
    if (line !== undefined) {
      line.lines = undefined;
    }
    return line?.given;
  }

  /** VS Code is told to draw everything anew. */
  public clear(): void {
    this.#roots = undefined;
  }

  /** The nodes that have to be drawn anew, because they look different or have other lines. @param concerned roots to look at */
  public differences(concerned: (root: ExplorerNode) => boolean, now: LinesNow): readonly ExplorerNode[] {
    const fresh = new Map((now(undefined) ?? []).map((line) => [line.id, line]));
    return [...(this.#roots?.values() ?? [])]
      .filter(({ given }) => concerned(given))
      .flatMap((line) => this.#differencesOf(line, fresh.get(line.given.id) ?? line.now, now));
  }

  #differencesOf(line: Line, fresh: ExplorerNode, now: LinesNow): readonly ExplorerNode[] {
    const { given } = line;
    if (!looksSame(line.now.view, fresh.view)) {
      if (this.#isAskedBelow(given)) {
        this.#postponed = true;
        return [];
      }
      line.now = fresh;
      line.lines = undefined;
      return [given];
    }
    const drawn = [...(line.lines?.values() ?? [])];
    const lines = line.lines === undefined ? undefined : now(given);
    if (lines === undefined) {
      return [];
    }
    if (drawn.length !== lines.length || drawn.some((one, index) => one.given.id !== lines[index]?.id)) {
      line.lines = undefined;
      return [given];
    }
    return drawn.flatMap((one, index) => this.#differencesOf(one, lines[index] ?? one.now, now));
  }

  #keep(parent: ExplorerNode | undefined, nodes: readonly ExplorerNode[]): void {
    const lines = new Map(nodes.map((node) => [node.id, { given: node, now: node, lines: undefined }]));
    const above = parent === undefined ? undefined : this.#find(parent);
    if (parent === undefined) {
      this.#roots = lines;
    } else if (above !== undefined) {
      above.lines = lines;
    }
  }

  #find(node: ExplorerNode): Line | undefined {
    const siblings = node.parent === undefined ? this.#roots : this.#find(node.parent)?.lines;
    return siblings?.get(node.id);
  }

  /** VS Code mistakes lines for roots whose list was drawn anew, from above, while it waited for them. */
  #isAskedBelow(node: ExplorerNode): boolean {
    return [...this.#asked.values()].some(({ parent }) => parent !== undefined && isWithin(parent.parent, node));
  }
}

function lineIn(lines: Lines | undefined, id: string): Line | undefined {
  const here = lines?.get(id);
  if (here !== undefined) {
    return here;
  }
  for (const line of lines?.values() ?? []) {
    const below = lineIn(line.lines, id);
    if (below !== undefined) {
      return below;
    }
  }
  return undefined;
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
