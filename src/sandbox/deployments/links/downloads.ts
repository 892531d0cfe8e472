import type { Download } from "./download";

/** What came of a download. */
export type Downloaded = { readonly text: string } | "failed";

/** What one deployment downloads. */
interface Basket {
  readonly stop: AbortController;
  /** By address; undefined while it is under way. */
  readonly got: Map<string, Downloaded | undefined>;
  readonly running: Set<Promise<void>>;
  /** Addresses with their queries, which may be signatures, by the names of what was there. In no snapshot. */
  readonly addresses: Map<string, URL>;
}

/** Downloads that run at a time, of all deployments. */
const mostAtOnce = 6;

/**
 * What deployments link, fetched once for each deployment. Deployments are carried out in steps that do not wait: a step asks,
 * and asks again when the answer is there.
 */
export class Downloads {
  readonly #download: Download;
  readonly #baskets = new Map<string, Basket>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  public constructor(download: Download) {
    this.#download = download;
  }

  /** What lies at an address; undefined until it is known, which begins here. @param owner names the deployment */
  public get(owner: string, address: string): Downloaded | undefined {
    const basket = this.#basketOf(owner);
    if (!basket.got.has(address)) {
      basket.got.set(address, undefined);
      const running = this.#fetch(basket, address).finally(() => basket.running.delete(running));
      basket.running.add(running);
    }
    return basket.got.get(address);
  }

  /** Remembers from where something was fetched, for as long as the deployment runs. */
  public noteAddress(owner: string, file: string, address: URL): void {
    this.#basketOf(owner).addresses.set(file, address);
  }

  /** From where something was fetched, unless that was before a restart of the sandbox. */
  public addressOf(owner: string, file: string): URL | undefined {
    return this.#baskets.get(owner)?.addresses.get(file);
  }

  /** Whether a deployment has asked for anything. */
  public has(owner: string): boolean {
    return this.#baskets.has(owner);
  }

  /** Whether a deployment waits for a download. */
  public isPending(owner: string): boolean {
    return (this.#baskets.get(owner)?.running.size ?? 0) > 0;
  }

  /** Resolves when nothing is under way any more for a deployment. */
  public async settled(owner: string): Promise<void> {
    await Promise.all([...(this.#baskets.get(owner)?.running ?? [])]);
  }

  /** Stops the downloads of a deployment, and forgets what they brought. */
  public drop(owner: string): void {
    this.#baskets.get(owner)?.stop.abort();
    this.#baskets.delete(owner);
  }

  /** Stops all downloads. */
  public close(): void {
    for (const owner of [...this.#baskets.keys()]) {
      this.drop(owner);
    }
  }

  #basketOf(owner: string): Basket {
    const known = this.#baskets.get(owner);
    if (known !== undefined) {
      return known;
    }
    const made = {
      stop: new AbortController(),
      got: new Map(),
      running: new Set<Promise<void>>(),
      addresses: new Map(),
    };
    this.#baskets.set(owner, made);
    return made;
  }

  /** Never rejects. */
  async #fetch({ stop, got }: Basket, address: string): Promise<void> {
    await this.#turn();
    try {
      got.set(address, { text: await this.#download(address, stop.signal) });
    } catch {
      // Why does not matter: Azure's sentence is the same for all reasons.
      got.set(address, "failed");
    } finally {
      this.#handOver();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < mostAtOnce) {
      this.#running++;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #handOver(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#running--;
    } else {
      next();
    }
  }
}
