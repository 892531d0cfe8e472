import type * as vscode from "vscode";
import type { Subscription } from "../../../azure/models";
import { StoredValue } from "../../../host/state";
import type { RememberedAccount } from "../sources/accountSource";

/** Ids that the user has chosen; `all` are all, those of tomorrow included; undefined before they have chosen at all. */
export type Chosen = readonly string[] | "all" | undefined;

interface Stored {
  /** All subscriptions as last seen, to be shown before Azure has answered; undefined when that is forgotten. */
  readonly seen: readonly Subscription[] | undefined;
  readonly chosen: Chosen;
}

/** Which subscriptions an account sees and which of them the user has chosen; remembered per account. */
export class ChosenSubscriptions {
  readonly #stored: StoredValue<Stored>;
  readonly #shared: () => ReadonlySet<string> | undefined;

  /** @param shared what is chosen for all extensions; it counts while the user has chosen nothing here */
  public constructor(
    memento: vscode.Memento,
    account: RememberedAccount,
    shared: () => ReadonlySet<string> | undefined,
  ) {
    this.#stored = new StoredValue(memento, `subscriptions ${account.kind} ${account.id}`, isStored);
    this.#shared = shared;
  }

  /** All that the account saw last time; undefined when it was never asked. */
  public get seen(): readonly Subscription[] | undefined {
    return this.#stored.get()?.seen;
  }

  public get chosen(): Chosen {
    return this.#stored.get()?.chosen;
  }

  /** The chosen ones among `all`, sorted by name. Subscriptions that are deleted cannot be chosen. */
  public among(all: readonly Subscription[]): readonly Subscription[] {
    const living = all
      .filter((subscription) => subscription.state !== "Deleted")
      .toSorted((a, b) => a.name.localeCompare(b.name));
    const { chosen } = this;
    if (chosen === undefined) {
      const shared = this.#shared();
      const both = living.filter(({ subscriptionId }) => shared?.has(subscriptionId.toLowerCase()) === true);
      // A choice that was made for other accounts must not empty this one's list.
      return both.length === 0 ? living : both;
    }
    return chosen === "all" ? living : living.filter(({ subscriptionId }) => chosen.includes(subscriptionId));
  }

  public async see(seen: readonly Subscription[]): Promise<void> {
    await this.#stored.set({ seen, chosen: this.chosen });
  }

  /** Forgets what was seen, not what was chosen. */
  public async unsee(): Promise<void> {
    await this.#stored.set({ seen: undefined, chosen: this.chosen });
  }

  public async choose(chosen: Chosen): Promise<void> {
    await this.#stored.set({ seen: this.seen, chosen });
  }
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const seen = "seen" in value ? value.seen : undefined;
  const chosen = "chosen" in value ? value.chosen : undefined;
  return (
    (seen === undefined || (Array.isArray(seen) && seen.every(isSubscription))) &&
    (chosen === undefined || chosen === "all" || Array.isArray(chosen))
  );
}

function isSubscription(value: unknown): value is Subscription {
  return (
    typeof value === "object" &&
    value !== null &&
    "subscriptionId" in value &&
    typeof value.subscriptionId === "string" &&
    "name" in value &&
    typeof value.name === "string" &&
    "tenantId" in value &&
    typeof value.tenantId === "string" &&
    "state" in value &&
    typeof value.state === "string"
  );
}
