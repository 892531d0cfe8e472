import * as vscode from "vscode";
import type { Inventory } from "../../azure/inventory/inventory";
import type { Subscription } from "../../azure/models";
import { errorText } from "../errors/azureErrorText";
import type { Clock } from "../clock";
import { isCancellation } from "../errors/errors";
import { localNumber } from "../localNumber";
import { localTime } from "../localTime";
import type { Choice } from "../prompts/prompts";
import type { LiveFeed, LiveList } from "./livePick";

/** Milliseconds that what is known may be old before it is read again, behind what is shown. */
const freshFor = 15 * 60_000;
/** Milliseconds without typing before Azure is asked. */
const pause = 300;
/** Letters that a search needs: fewer would find everything. */
const fewest = 2;

/** What a search on the server finds. */
export interface Search<T> {
  readonly choices: readonly Choice<T>[];
  readonly notes: readonly string[];
}

/** Searching on the server, for what is too much for a list. */
export interface Searching<T> {
  /** Says instead of the list that there is too much for it; undefined while there is not. */
  readonly tooMany: (inventory: Inventory) => string | undefined;
  readonly search: (text: string, signal: AbortSignal) => Promise<Search<T>>;
}

/** What is chosen among the estate. */
export interface FleetQuestion<T> {
  readonly inventory: Inventory;
  readonly subscriptions: readonly Subscription[];
  /** The choices of what is known at this moment. */
  readonly choices: (inventory: Inventory) => readonly Choice<T>[];
  /** The error when everything has been read and there is nothing to choose. */
  readonly nothing: () => Error;
  readonly searching?: Searching<T> | undefined;
  readonly clock: Clock;
}

/**
 * Feeds a list from the inventory: with what is known at once, with pages as they come when it has to be read, and with a
 * search on the server where there is too much for a list. Ends what it has begun when the list is closed.
 */
export class FleetFeed<T> implements LiveFeed {
  readonly #question: FleetQuestion<T>;
  readonly #list: LiveList<T>;
  /** The reading that this list waits for. */
  #reading: AbortController | undefined;
  #interrupted = false;
  #text = "";
  #search = new AbortController();
  #timer: { readonly dispose: () => void } | undefined;
  #found: Search<T> | undefined;

  public constructor(question: FleetQuestion<T>, list: LiveList<T>) {
    this.#question = question;
    this.#list = list;
    const stop = question.inventory.onDidChange(() => this.#update());
    const close = (): void => {
      stop();
      this.#reading?.abort();
      this.#endSearch();
    };
    list.signal.addEventListener("abort", close, { once: true });
    const { readAt } = this.#age();
    if (readAt === undefined || (!this.#isTooMuch() && Date.parse(readAt) < question.clock.now() - freshFor)) {
      this.refresh();
    } else {
      this.#update();
    }
  }

  /** Reads everything again, with what is known on the screen meanwhile; or searches again. */
  public refresh(): void {
    if (this.#isTooMuch()) {
      this.typed(this.#text);
    } else if (this.#reading === undefined) {
      void this.#read();
    }
  }

  /** Searches on the server, if there is too much for a list. */
  public typed(text: string): void {
    this.#text = text.trim();
    this.#endSearch();
    this.#found = undefined;
    this.#update();
  }

  async #read(): Promise<void> {
    const { inventory, subscriptions } = this.#question;
    const reading = new AbortController();
    this.#reading = reading;
    this.#interrupted = false;
    try {
      const done = inventory.read(subscriptions, { signal: reading.signal });
      this.#update();
      await done;
    } catch (error) {
      if (!isCancellation(error)) {
        this.#list.fail(error);
        return;
      }
      // Whoever began it, or this list itself because it has seen enough.
      this.#interrupted = true;
    } finally {
      this.#reading = undefined;
    }
    this.#update();
  }

  #update(): void {
    if (this.#list.signal.aborted) {
      return;
    }
    if (this.#isTooMuch()) {
      this.#showSearch();
    } else {
      this.#showAll();
    }
  }

  #showAll(): void {
    const { inventory, choices, nothing } = this.#question;
    const all = choices(inventory);
    const failures = this.#failures();
    const busy = this.#reading !== undefined;
    if (!busy && all.length === 0 && !this.#interrupted) {
      this.#list.fail(failures[0]?.error ?? nothing());
      return;
    }
    const notes = failures.map(({ name, error }) => vscode.l10n.t("{0}: {1}", name, errorText(error).message));
    if (this.#interrupted) {
      notes.push(vscode.l10n.t("Not everything has been read; Refresh reads it."));
    }
    this.#list.show({ choices: all, notes, busy, subtitle: this.#subtitle() });
  }

  #showSearch(): void {
    if (this.#age().readAt === undefined) {
      // The first pages have said it: the server finds the rest.
      this.#reading?.abort();
    }
    if (this.#found === undefined && this.#timer === undefined && this.#text.length >= fewest) {
      const { signal } = this.#search;
      this.#timer = this.#question.clock.after(pause, () => void this.#searchFor(this.#text, signal));
    }
    this.#list.show({
      lead: this.#question.searching?.tooMany(this.#question.inventory),
      choices: this.#found?.choices ?? [],
      notes: this.#found?.notes,
      busy: this.#timer !== undefined,
    });
  }

  async #searchFor(text: string, signal: AbortSignal): Promise<void> {
    let found: Search<T> | undefined;
    try {
      found = await this.#question.searching?.search(text, signal);
    } catch (error) {
      found = { choices: [], notes: [errorText(error).message] };
    }
    // Further typing has ended this search, and begun another.
    if (!signal.aborted) {
      this.#found = found ?? { choices: [], notes: [] };
      this.#timer = undefined;
      this.#update();
    }
  }

  #endSearch(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#search.abort();
    this.#search = new AbortController();
  }

  #isTooMuch(): boolean {
    const { searching, inventory } = this.#question;
    return searching?.tooMany(inventory) !== undefined;
  }

  /** A tenant that fails is one failure, however many subscriptions it has. */
  #failures(): readonly { readonly name: string; readonly error: Error }[] {
    const { inventory, subscriptions } = this.#question;
    const names = new Map<Error, readonly string[]>();
    for (const { subscriptionId, name } of subscriptions) {
      const { error } = inventory.status(subscriptionId);
      if (error !== undefined) {
        names.set(error, [...(names.get(error) ?? []), name]);
      }
    }
    return [...names].map(([error, [first = "", ...others]]) => ({
      name: others.length === 0 ? first : vscode.l10n.t("{0} subscriptions, among them {1}", others.length + 1, first),
      error,
    }));
  }

  /** When the oldest part of what is known was read; undefined while a part never was. */
  #age(): { readonly readAt: string | undefined } {
    const { inventory, subscriptions } = this.#question;
    const times = subscriptions.map(({ subscriptionId }) => inventory.status(subscriptionId).readAt);
    const known = times.filter((time) => time !== undefined);
    return { readAt: known.length < times.length ? undefined : known.toSorted()[0] };
  }

  #subtitle(): string | undefined {
    const progress = this.#reading === undefined ? undefined : this.#question.inventory.progress();
    if (progress !== undefined) {
      return vscode.l10n.t("reading: {0}", localNumber(progress.rows));
    }
    const { readAt } = this.#age();
    return readAt === undefined ? undefined : vscode.l10n.t("as of {0}", localTime(readAt));
  }
}
