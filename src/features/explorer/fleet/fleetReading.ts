import type * as vscode from "vscode";
import type { Inventory } from "../../../azure/inventory/inventory";
import type { Subscription } from "../../../azure/models";
import { isCancellation } from "../../../host/errors/errors";
import type { Log } from "../../../host/log";
import type { AzureSession } from "../../../host/session";
import type { Concerned } from "../redrawing";

/** What the reading needs. */
export interface FleetReadingDependencies {
  readonly session: AzureSession;
  readonly log: Log;
  /** Told of subscriptions of which something has changed. */
  readonly changed: (concerned: Concerned) => void;
  /** Told until when (milliseconds since 1970) Azure makes requests wait, and with undefined when they go on. */
  readonly onThrottled?: ((until: number | undefined) => void) | undefined;
}

/** The account's inventory, and when it is read: at first sight, when asked for, and never again once the user has stopped it. */
export class FleetReading implements vscode.Disposable {
  readonly #deps: FleetReadingDependencies;
  #inventory: Inventory | undefined;
  #stopListening: (() => void) | undefined;
  #reading: AbortController | undefined;
  /** The subscription that is read first. */
  #first: string | undefined;
  /** Reading was stopped by the user; only they make it go on. */
  #paused = false;

  public constructor(dependencies: FleetReadingDependencies) {
    this.#deps = dependencies;
  }

  /** What is known; undefined before anything was asked for. */
  public get inventory(): Inventory | undefined {
    return this.#inventory;
  }

  /** The inventory of the account, and from now on the tree follows it. */
  public async open(): Promise<Inventory> {
    const connection = await this.#deps.session.connection();
    const inventory = connection.inventory();
    if (inventory !== this.#inventory) {
      this.#stopListening?.();
      this.#inventory = inventory;
      const stops = [
        inventory.onDidChange((ids) => this.#deps.changed(ids)),
        connection.watchThrottling((until) => this.#deps.onThrottled?.(until)),
      ];
      this.#stopListening = () => stops.forEach((stop) => stop());
      // It may know something already.
      this.#deps.changed("all");
    }
    return inventory;
  }

  /** Whether the inventory is still that of the account. */
  public async isOfAccount(): Promise<boolean> {
    const connection = await this.#deps.session.connection();
    return connection.inventory() === this.#inventory;
  }

  /** The inventory with something of a subscription to show; starts reading when nothing is known of it yet. */
  public async ready(subscriptionId: string): Promise<Inventory> {
    const inventory = await this.open();
    const { readAt, reading, error, known } = inventory.status(subscriptionId);
    if (readAt === undefined && !reading && error === undefined && !this.#paused) {
      void this.#read(inventory, subscriptionId, undefined);
    }
    // The tree shows that it is busy until the first rows are there; lists that wait for their turn say so themselves.
    if (known === 0 && this.#first === subscriptionId) {
      await firstRows(inventory, subscriptionId);
    }
    return inventory;
  }

  /**
   * Reads everything again, behind what is shown. Never rejects: the lists say what went wrong.
   * @param first the subscription that somebody waits for
   */
  public async readAll(first?: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.#read(await this.open(), first, signal);
    } catch (error) {
      this.#log("Reading the inventory", error);
    }
  }

  /**
   * Reads one subscription again, behind what is shown: alone, when all of it is known; with all others, when reading has
   * not come that far. Never rejects.
   */
  public async readOne(subscription: Subscription): Promise<void> {
    try {
      const inventory = await this.open();
      if (inventory.status(subscription.subscriptionId).readAt === undefined) {
        await this.#read(inventory, subscription.subscriptionId, undefined);
      } else {
        await inventory.read([subscription], { keepOthers: true });
      }
    } catch (error) {
      this.#log("Reading a subscription again", error);
    }
  }

  /** Reads one VM or vault again, if it is in what is known. Never rejects: what is shown stays, and the log says why. */
  public async reread(id: string): Promise<void> {
    try {
      await this.#inventory?.reread(id);
    } catch (error) {
      this.#log("Reading a resource again", error);
    }
  }

  /** Gives up reading; what has been read stays. */
  public stop(): void {
    this.#paused = this.#reading !== undefined;
    this.#reading?.abort();
  }

  /** Forgets the account's inventory: another one may be signed in. */
  public reset(): void {
    this.stop();
    this.#paused = false;
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#inventory = undefined;
  }

  public dispose(): void {
    this.reset();
  }

  async #read(inventory: Inventory, first: string | undefined, signal: AbortSignal | undefined): Promise<void> {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    signal?.addEventListener("abort", abort, { once: true });
    this.#reading = controller;
    this.#first = first;
    this.#paused = false;
    try {
      await inventory.read(this.#deps.session.subscriptions, { signal: controller.signal, first });
    } catch (error) {
      this.#log("Reading the inventory", error);
    } finally {
      signal?.removeEventListener("abort", abort);
      if (this.#reading === controller) {
        this.#reading = undefined;
        this.#first = undefined;
      }
    }
  }

  #log(what: string, error: unknown): void {
    if (!isCancellation(error)) {
      this.#deps.log.error(what, error);
    }
  }
}

/** Resolves when something of a subscription is known, or will not be. */
function firstRows(inventory: Inventory, subscriptionId: string): Promise<void> {
  return new Promise((resolve) => {
    const isOver = (): boolean => {
      const { known, reading, readAt, error } = inventory.status(subscriptionId);
      return (
        known > 0 || readAt !== undefined || error !== undefined || (!reading && inventory.progress() === undefined)
      );
    };
    if (isOver()) {
      resolve();
      return;
    }
    const stop = inventory.onDidChange(() => {
      if (isOver()) {
        stop();
        resolve();
      }
    });
  });
}
