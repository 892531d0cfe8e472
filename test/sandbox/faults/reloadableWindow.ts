import type { AzureAccount } from "../../../src/azure/accounts/account";
import { sandboxAccount } from "../../../src/azure/accounts/sandboxAccount";
import type { AzureConnection, CallOptions } from "../../../src/azure/connection";
import type { Subscription } from "../../../src/azure/models";
import { Following } from "../../../src/features/jobs/following/following";
import { JobsMonitor } from "../../../src/features/jobs/list/jobsMonitor";
import type { Clock } from "../../../src/host/clock";
import type { OpenOperations } from "../../../src/host/operations/openOperations";
import { FakeSession } from "../../unit/features/support/fakeSession";
import type { MemoryMemento } from "../../unit/features/support/memoryMemento";
import { openOperations } from "../../unit/features/support/openOperations";
import { fake } from "../../unit/support/fakeVscode";
import { recordingLog } from "../../unit/support/recordingLog";
import type { World } from "../openSandbox";
import { shapeOf } from "./faultyAccount";
import type { Waiting } from "./operation";

/** Milliseconds of time that a window is looked at after a reload: whatever Azure was doing has ended then. */
const longEnough = 3_600_000;

/** Time as the sandbox has it; what is due runs when a test lets time pass. */
class WorldClock implements Clock {
  readonly #world: World;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  public constructor(world: World) {
    this.#world = world;
  }

  public readonly now = (): number => this.#world.now();

  public readonly after = (milliseconds: number, run: () => void): { readonly dispose: () => void } => {
    const timer = { at: this.now() + milliseconds, run };
    this.#timers.add(timer);
    return { dispose: () => void this.#timers.delete(timer) };
  };

  /** Goes to the next timer and runs it; false when there is none before that time. */
  public step(end: number): boolean {
    const [due] = [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
    if (due === undefined) {
      return false;
    }
    this.#timers.delete(due);
    this.#world.pass(Math.max(0, due.at - this.now()) / 1000);
    due.run();
    return true;
  }
}

/**
 * What waits for operations in a window of VS Code, in front of the sandbox: it can die in the middle, and another one with
 * the same memory takes its place.
 */
export class ReloadableWindow {
  /** Requests that have left, in words. */
  public readonly shapes: string[] = [];
  readonly #told: string[] = [];
  readonly #clock: WorldClock;
  readonly #connection: AzureConnection;
  readonly #following: Following;
  readonly #monitor: JobsMonitor;
  readonly #operations: OpenOperations;
  #busy = 0;

  /** @param dieAt the request whose answer the window does not live to see; it never dies when left out */
  public constructor(world: World, memento: MemoryMemento, subscriptions: readonly Subscription[], dieAt?: number) {
    this.#clock = new WorldClock(world);
    this.#connection = world.connectAs(this.#account(world, dieAt));
    const session = new FakeSession(this.#connection);
    session.subscriptions = subscriptions;
    const { now } = this.#clock;
    const { log } = recordingLog();
    this.#following = new Following({
      session,
      memento,
      now,
      log,
      onEnded: (job) => this.#told.push(`${job.operation} of ${job.vmName}: ${job.status}`),
    });
    this.#monitor = new JobsMonitor({ session, following: this.#following, clock: this.#clock, log });
    this.#operations = openOperations(session, { announce: () => undefined }, { memento, log, now });
  }

  /** What the user has been told. */
  public get told(): readonly string[] {
    return [...this.#told, ...fake.messages.map(({ text }) => text)];
  }

  /** Runs an operation as the features do; settles when it has ended, or the window is dead and nothing moves any more. */
  public async run(
    waiting: Waiting,
    work: (connection: AzureConnection, options: CallOptions) => Promise<unknown>,
  ): Promise<"ended" | "dead"> {
    const state = { ended: false };
    void this.#waitFor(waiting, (options) => work(this.#connection, options)).then(() => {
      state.ended = true;
    });
    await this.#idle(() => state.ended);
    return state.ended ? "ended" : "dead";
  }

  /** The window is closed. */
  public close(): void {
    this.#monitor.dispose();
    this.#following.dispose();
    this.#operations.dispose();
  }

  /** What a window does that has just been opened, and an hour of it. */
  public async live(): Promise<void> {
    await Promise.all([this.#monitor.start(), this.#operations.start()]);
    await this.#idle();
    const end = this.#clock.now() + longEnough;
    while (this.#clock.step(end)) {
      await this.#idle();
    }
  }

  async #waitFor(waiting: Waiting, work: (options: CallOptions) => Promise<unknown>): Promise<unknown> {
    switch (waiting.kind) {
      case "job":
        return this.#following.during(waiting, () => work({}));
      case "open":
        return this.#operations.run({ title: "Changing it", ...waiting }, work);
    }
  }

  #account(world: World, dieAt: number | undefined): AzureAccount {
    const account = sandboxAccount(world.sandbox);
    const { httpClient } = account;
    if (httpClient === undefined) {
      throw new Error("The sandbox's account has no transport of its own.");
    }
    return {
      ...account,
      httpClient: {
        sendRequest: async (request) => {
          const index = this.shapes.length;
          this.shapes.push(
            shapeOf({ method: request.method, path: decodeURIComponent(new URL(request.url).pathname) }),
          );
          if (dieAt !== undefined && index > dieAt) {
            return new Promise<never>(() => undefined);
          }
          this.#busy += 1;
          const answer = await httpClient.sendRequest(request).finally(() => {
            this.#busy -= 1;
          });
          return index === dieAt ? new Promise<never>(() => undefined) : answer;
        },
      },
    };
  }

  /** Waits until no request is under way and nothing follows from the last answer. */
  async #idle(isOver = () => false): Promise<void> {
    for (let quiet = 0; quiet < 5 && !isOver(); quiet = this.#busy > 0 ? 0 : quiet + 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
