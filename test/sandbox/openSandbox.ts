import { afterEach, beforeEach } from "vitest";
import type { AzureAccount } from "../../src/azure/accounts/account";
import { connect, sandboxAccount } from "../../src/azure/azureClient";
import type { AzureConnection, Progress } from "../../src/azure/connection";
import type { ProtectedItem, Subscription, Vault, VirtualMachine } from "../../src/azure/models";
import { freshEstate } from "../../src/sandbox/estate/freshEstate";
import type { Sandbox } from "../../src/sandbox/sandbox";
import type { Estate } from "../../src/sandbox/state/estate";
import { startSandbox } from "../../src/sandbox/server";
import { readState } from "../../src/sandbox/state/saved/savedState";
import { takeSnapshot } from "../../src/sandbox/state/saved/snapshot";
import { noted } from "./exchangeLog";

/** Where each world begins. */
const beginning = Date.parse("2026-03-02T10:00:00Z");
let small: SavedWorld | undefined;

/** The small estate as a snapshot: reading one takes a tenth of the time of making the estate anew. */
function smallEstate(): SavedWorld {
  small ??= { now: beginning, snapshot: takeSnapshot(freshEstate(beginning)) };
  return small;
}

/** Where a world stands: its time and what its sandbox holds. Any number of worlds can go on from there. */
export interface SavedWorld {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly snapshot: string;
}

/** The real clients in front of a real socket; time passes on both sides only when a client waits. */
export class World {
  public readonly progress: Progress[] = [];
  public readonly waits: number[] = [];
  public readonly sandbox: Sandbox;
  public readonly connection: AzureConnection;
  readonly #clock: { now: number };

  private constructor(sandbox: Sandbox, clock: { now: number }) {
    this.sandbox = sandbox;
    this.#clock = clock;
    this.connection = this.connect();
  }

  /** @param estate 40 subscriptions, 500 vaults and 100,000 VMs, instead of the small estate */
  public static async open(estate?: "fleet"): Promise<World> {
    if (estate === undefined) {
      return World.goOn(smallEstate());
    }
    const clock = { now: beginning };
    return new World(await startSandbox({ now: () => clock.now, estate }), clock);
  }

  /** The small estate, changed by the test before anybody sees it. */
  public static async openChanged(change: (estate: Estate) => void): Promise<World> {
    const estate = freshEstate(beginning);
    change(estate);
    return World.goOn({ now: beginning, snapshot: takeSnapshot(estate) });
  }

  /** A world of its own that begins where another one was saved. */
  public static async goOn({ now, snapshot }: SavedWorld): Promise<World> {
    const clock = { now };
    return new World(await startSandbox({ now: () => clock.now, snapshot }), clock);
  }

  /** Where this world stands now. */
  public async save(): Promise<SavedWorld> {
    const headers = { authorization: `Bearer ${this.sandbox.token}` };
    const state = readState(await (await fetch(`${this.sandbox.url}/sandbox/state`, { headers })).text());
    if (state === undefined) {
      throw new Error("The sandbox has no state to save.");
    }
    return { now: this.#clock.now, snapshot: state.snapshot };
  }

  /** What happens while a client waits, after the time has passed. */
  public duringWait = (): void => undefined;

  public pass(seconds: number): void {
    this.#clock.now += seconds * 1000;
  }

  public now(): number {
    return this.#clock.now;
  }

  public async subscription(name: string): Promise<Subscription> {
    const { subscriptions } = await this.connection.listSubscriptions();
    return found(subscriptions, name);
  }

  public async machine(subscription: Subscription, name: string): Promise<VirtualMachine> {
    return found((await this.connection.listVirtualMachines(subscription)).items, name);
  }

  public async vault(subscription: Subscription, name: string): Promise<Vault> {
    return found((await this.connection.listVaults(subscription)).items, name);
  }

  public async item(subscription: Subscription, vmName: string): Promise<ProtectedItem> {
    const { item } = await this.machine(subscription, vmName);
    if (item === undefined) {
      throw new Error(`${vmName} has no protected item`);
    }
    return item;
  }

  /** Answers the next matching requests with an error in ARM's envelope. */
  public refuse(
    path: string,
    status: number,
    code: string,
    more: {
      readonly method?: string;
      readonly times?: number;
      readonly message?: string;
      readonly headers?: Record<string, string>;
    } = {},
  ): void {
    const { method, times, message = `${code}.`, headers = {} } = more;
    this.sandbox.injectFault({
      path,
      ...(method === undefined ? {} : { method }),
      ...(times === undefined ? {} : { times }),
      answer: { kind: "status", status, code, message, headers },
    });
  }

  /** Breaks the connection of the next matching requests. */
  public cut(method: string, path: string, when: "before" | "afterAccepted", times = 1): void {
    this.sandbox.injectFault({ method, path, times, answer: { kind: "reset", when } });
  }

  /** Number of requests so far whose method and path match. */
  public count(method: string, path: string): number {
    return this.sandbox.requests.filter(
      (one) => one.startsWith(`${method} `) && decodeURIComponent(one).toLowerCase().endsWith(path.toLowerCase()),
    ).length;
  }

  /** Another connection to the same sandbox. */
  public connect(options: { readonly requestTimeout?: number } = {}): AzureConnection {
    return this.connectAs(sandboxAccount(this.sandbox), options);
  }

  /** A connection of another account. */
  public connectAs(account: AzureAccount, options: { readonly requestTimeout?: number } = {}): AzureConnection {
    return connect(noted(account), {
      ...options,
      log: () => undefined,
      now: () => this.#clock.now,
      random: () => 0,
      sleep: (milliseconds, signal) => {
        this.waits.push(milliseconds / 1000);
        this.#clock.now += milliseconds;
        this.duringWait();
        return signal?.aborted === true
          ? Promise.reject(Object.assign(new Error("cancelled"), { name: "AbortError" }))
          : Promise.resolve();
      },
    });
  }
}

/** A fresh world for each test of a file, or of a `describe`. */
export function useWorld(estate?: "fleet"): () => World {
  let world: World | undefined;
  beforeEach(async () => {
    world = await World.open(estate);
  });
  afterEach(async () => {
    await world?.sandbox.close();
    world = undefined;
  });
  return () => {
    if (world === undefined) {
      throw new Error("no world outside of a test");
    }
    return world;
  };
}

export function found<T extends { readonly name: string }>(items: readonly T[], name: string): T {
  const item = items.find((one) => one.name === name);
  if (item === undefined) {
    throw new Error(`${name} is not among ${items.map((one) => one.name).join(", ")}`);
  }
  return item;
}
