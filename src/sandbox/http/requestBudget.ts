import { subscriptionOfId } from "../state/ids";

interface Bucket {
  readonly tokens: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Tokens that a bucket holds, and that it gets back per second. */
const limits = {
  reads: { size: 250, refill: 25 },
  writes: { size: 200, refill: 10 },
  deletes: { size: 200, refill: 10 },
} as const;

/**
 * How many requests are left to each subscription, and to the tenant for what is of none: buckets of tokens that fill up again by
 * the clock ("Understand how Azure Resource Manager throttles requests", Microsoft Learn, 2025). Nothing is refused here: a test
 * that wants a 429 asks for one.
 */
export class RequestBudget {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Takes a token for a request; the header that says how many are left.
   * @param now milliseconds since 1970
   */
  public spend(method: string, path: string, now: number): Readonly<Record<string, string>> {
    const subscription = subscriptionOfId(path).toLowerCase();
    const kind = method === "GET" || method === "HEAD" ? "reads" : method === "DELETE" ? "deletes" : "writes";
    const { size, refill } = limits[kind];
    const key = `${subscription} ${kind}`;
    const before = this.#buckets.get(key) ?? { tokens: size, at: now };
    // A saved state can bring an earlier clock: nothing is taken away for it.
    const seconds = Math.max(0, now - before.at) / 1000;
    const tokens = Math.max(0, Math.min(size, before.tokens + seconds * refill) - 1);
    this.#buckets.set(key, { tokens, at: now });
    const scope = subscription === "" ? "tenant" : "subscription";
    return { [`x-ms-ratelimit-remaining-${scope}-${kind}`]: String(Math.floor(tokens)) };
  }
}
