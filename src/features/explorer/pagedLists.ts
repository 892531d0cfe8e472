import { isCancellation } from "../../host/errors/errors";
import type { Log } from "../../host/log";
import type { AzureSession } from "../../host/session";
import { isWithin } from "./drawnTree";
import type { ExplorerNode, VaultListNode } from "./nodes/explorerNode";
import { loadChildren } from "./loadChildren";
import { emptyNode, errorNode, moreNode } from "./nodes/messageNodes";

/** What is known below a node: the pages so far, and what went wrong with the last one. */
interface Loaded {
  readonly node: VaultListNode;
  readonly nodes: readonly ExplorerNode[];
  readonly next: string | undefined;
  readonly error: Error | undefined;
}

/** A page that is being loaded. */
interface Loading {
  readonly node: ExplorerNode;
  readonly controller: AbortController;
  /** Undefined when it was given up. */
  readonly result: Promise<Loaded | undefined>;
}

/** The lists of vaults that are loaded from Azure page by page when they are opened: policies, jobs, at times items. */
export class PagedLists {
  readonly #session: AzureSession;
  readonly #log: Log;
  readonly #loaded = new Map<string, Loaded>();
  readonly #loading = new Map<string, Loading>();

  public constructor({ session, log }: { readonly session: AzureSession; readonly log: Log }) {
    this.#session = session;
    this.#log = log;
  }

  /** The lines of a list, loaded when nothing is known of it; none when that is given up. */
  public async lines(node: VaultListNode): Promise<readonly ExplorerNode[]> {
    const known = this.#loaded.get(node.id) ?? (await this.#load(node, undefined));
    return known === undefined ? [] : linesOf(known);
  }

  /** Appends the next page to a list. */
  public async more(id: string): Promise<void> {
    const known = this.#loaded.get(id);
    if (known?.next !== undefined) {
      await this.#load(known.node, known);
    }
  }

  /** Forgets the lists in a node, or all, and gives up loading them. @returns the ids of these lists */
  public forget(place: ExplorerNode | undefined): ReadonlySet<string> {
    const within = [...this.#loaded.values(), ...this.#loading.values()]
      .map(({ node }) => node)
      .filter((node) => place === undefined || isWithin(node, place));
    for (const { id } of within) {
      this.#loaded.delete(id);
      this.giveUp(id);
    }
    return new Set(within.map(({ id }) => id));
  }

  /** Forgets one list, if it is known. */
  public forgetOne(id: string): boolean {
    return this.#loaded.delete(id);
  }

  /** Gives up loading a list, if it is being loaded. */
  public giveUp(id: string): boolean {
    const loading = this.#loading.get(id);
    this.#loading.delete(id);
    loading?.controller.abort();
    return loading !== undefined;
  }

  /** Whoever asks while a node is being loaded gets the same answer; Azure is asked once. */
  #load(node: VaultListNode, before: Loaded | undefined): Promise<Loaded | undefined> {
    const going = this.#loading.get(node.id);
    if (going !== undefined) {
      return going.result;
    }
    const controller = new AbortController();
    const result = this.#loadPage(node, before, controller.signal).finally(() => {
      if (this.#loading.get(node.id)?.controller === controller) {
        this.#loading.delete(node.id);
      }
    });
    this.#loading.set(node.id, { node, controller, result });
    return result;
  }

  async #loadPage(node: VaultListNode, before: Loaded | undefined, signal: AbortSignal): Promise<Loaded | undefined> {
    const nodes = before?.nodes ?? [];
    try {
      const page = await loadChildren(node, before?.next, await this.#session.connection(), { signal });
      return this.#keep(signal, { node, nodes: [...nodes, ...page.items], next: page.next, error: undefined });
    } catch (error) {
      if (signal.aborted || isCancellation(error)) {
        return undefined;
      }
      this.#log.error(`Loading ${node.view.spoken}`, error);
      const failure = error instanceof Error ? error : new Error(String(error));
      return this.#keep(signal, { node, nodes, next: before?.next, error: failure });
    }
  }

  #keep(signal: AbortSignal, loaded: Loaded): Loaded | undefined {
    if (signal.aborted) {
      return undefined;
    }
    this.#loaded.set(loaded.node.id, loaded);
    return loaded;
  }
}

/** The lines of a list: what is there, then what comes next or what went wrong. */
function linesOf(known: Loaded): readonly ExplorerNode[] {
  if (known.error !== undefined) {
    return [...known.nodes, errorNode(known.node, known.error)];
  }
  if (known.nodes.length === 0 && known.next === undefined) {
    return [emptyNode(known.node)];
  }
  return known.next === undefined ? known.nodes : [...known.nodes, moreNode(known.node)];
}
