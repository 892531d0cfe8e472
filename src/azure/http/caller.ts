import type { Arm } from "./armPipeline";
import { currentSignal, runCall } from "./call";
import { Shared } from "./shared";
import type { CallOptions } from "../connection";
import { parseResourceId } from "../ids";
import type { Subscription } from "../models";
import { withOwner } from "../accounts/signInError";
import { listSubscriptions } from "../accounts/subscriptions";
import { translateError } from "./translateError";

/** Starts the connection's calls: with the caller's options around them, and knowing whose tokens they take. */
export class Caller {
  public readonly arm: Arm;
  readonly #lookedFor = new Set<string>();
  #listing: Shared<unknown> | undefined;

  public constructor(arm: Arm) {
    this.arm = arm;
  }

  /** A call for a subscription, which says its tenant. */
  public within<T>(
    subscription: Subscription,
    options: CallOptions | undefined,
    work: (arm: Arm, subscriptionId: string) => Promise<T>,
  ): Promise<T> {
    return runCall(options, () => {
      this.arm.rememberTenant(subscription.subscriptionId, subscription.tenantId, subscription.identityId);
      return this.#owned(subscription.subscriptionId, () => work(this.arm, subscription.subscriptionId));
    });
  }

  /** A call for several subscriptions, which say their tenants. */
  public withinAll<T>(
    subscriptions: readonly Subscription[],
    options: CallOptions | undefined,
    work: (arm: Arm) => Promise<T>,
  ): Promise<T> {
    return runCall(options, () => {
      for (const { subscriptionId, tenantId, identityId } of subscriptions) {
        this.arm.rememberTenant(subscriptionId, tenantId, identityId);
      }
      return work(this.arm);
    });
  }

  /** A call for a resource, whose id says its subscription. */
  public about<T>(id: string, options: CallOptions | undefined, work: (arm: Arm) => Promise<T>): Promise<T> {
    return runCall(options, () => this.#inside(parseResourceId(id).subscriptionId, work));
  }

  /** A call for a subscription of which nothing is known but its id. */
  public inside<T>(
    subscriptionId: string,
    options: CallOptions | undefined,
    work: (arm: Arm) => Promise<T>,
  ): Promise<T> {
    return runCall(options, () => this.#inside(subscriptionId, work));
  }

  /** The tenant may be unknown, as after a reload of the window: then the subscriptions are listed first. */
  async #inside<T>(subscriptionId: string, work: (arm: Arm) => Promise<T>): Promise<T> {
    if (this.arm.tenantOf(subscriptionId) === undefined && !this.#lookedFor.has(subscriptionId)) {
      await this.#listed();
      this.#lookedFor.add(subscriptionId);
    }
    return this.#owned(subscriptionId, () => work(this.arm));
  }

  /** Listed once for all who ask at the same time. */
  #listed(): Promise<unknown> {
    if (this.#listing === undefined || this.#listing.signal.aborted) {
      const listing = new Shared<unknown>((signal) =>
        runCall({ signal }, () => listSubscriptions(this.arm)).finally(() => {
          if (this.#listing === listing) {
            this.#listing = undefined;
          }
        }),
      );
      this.#listing = listing;
    }
    return this.#listing.wait(currentSignal());
  }

  /** A refused sign-in leaves with the tenant that refused, so that there is a button to sign in there. */
  async #owned<T>(subscriptionId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw withOwner(translateError(error), this.arm.ownerOf(subscriptionId));
    }
  }
}
