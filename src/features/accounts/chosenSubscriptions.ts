import type * as vscode from "vscode";
import type { Subscription } from "../../azure/models";
import { StoredValue } from "../../host/state";
import type { RememberedAccount } from "./accountSource";

interface Stored {
  /** All subscriptions as last seen, to be shown before Azure has answered. */
  readonly seen: readonly Subscription[];
  /** Undefined means all, those of tomorrow included. */
  readonly chosen: readonly string[] | undefined;
}

/** Which subscriptions an account sees and which of them the user has chosen; remembered per account. */
export class ChosenSubscriptions {
  readonly #stored: StoredValue<Stored>;

  public constructor(memento: vscode.Memento, account: RememberedAccount) {
    this.#stored = new StoredValue(memento, `subscriptions ${account.kind} ${account.id}`, isStored);
  }

  /** All that the account saw last time; undefined when it was never asked. */
  public get seen(): readonly Subscription[] | undefined {
    return this.#stored.get()?.seen;
  }

  public get chosenIds(): readonly string[] | undefined {
    return this.#stored.get()?.chosen;
  }

  /** The chosen ones among `all`, sorted by name. Subscriptions that are deleted cannot be chosen. */
  public among(all: readonly Subscription[]): readonly Subscription[] {
    const chosen = this.chosenIds;
    return all
      .filter((subscription) => subscription.state !== "Deleted")
      .filter((subscription) => chosen === undefined || chosen.includes(subscription.subscriptionId))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }

  public async see(seen: readonly Subscription[]): Promise<void> {
    await this.#stored.set({ seen, chosen: this.chosenIds });
  }

  /** @param chosen undefined for all */
  public async choose(chosen: readonly string[] | undefined): Promise<void> {
    await this.#stored.set({ seen: this.seen ?? [], chosen });
  }
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== "object" || value === null || !("seen" in value) || !Array.isArray(value.seen)) {
    return false;
  }
  const chosen = "chosen" in value ? value.chosen : undefined;
  return value.seen.every(isSubscription) && (chosen === undefined || Array.isArray(chosen));
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
