import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { World } from "../openSandbox";
import { watchedAccount } from "./faultyAccount";
import { readyFor } from "./operation";
import type { ReadyOperation } from "./operation";
import { operations } from "./operations";

/** How many timers were set in a test. */
let set = 0;
/** Timers that were set and have neither run nor been called off: how long they were to wait, milliseconds. */
const waiting = new Map<unknown, number | undefined>();

/** What goes wrong. */
interface Meddling {
  readonly before?: (world: World) => void;
  readonly onRequest?: (cancel: AbortController) => void;
}

beforeEach(() => {
  const { setTimeout: start, clearTimeout: stop } = globalThis;
  waiting.clear();
  set = 0;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(
    Object.assign((run: () => void, milliseconds?: number) => {
      set += 1;
      const timer = start(() => {
        waiting.delete(timer);
        run();
      }, milliseconds);
      waiting.set(timer, milliseconds);
      return timer;
    }, start),
  );
  vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    waiting.delete(timer);
    stop(timer);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(operations)("$name", { timeout: 60_000 }, (operation) => {
  let ready: ReadyOperation;
  // Before timers are counted: what is prepared is no part of the operation.
  beforeAll(async () => {
    ready = await readyFor(operation);
  });

  it.each<[string, Meddling]>([
    ["ends", {}],
    ["is refused for good", { before: (world) => world.refuse("", 429, "TooManyRequests", { times: 1000 }) }],
    ["loses its connection for good", { before: (world) => world.cut("", "", "before", 1000) }],
    ["is cancelled on the way", { onRequest: (cancel) => cancel.abort() }],
    [
      "is cancelled before Azure has answered",
      {
        before: ({ sandbox }) => {
          sandbox.injectFault({ path: "", answer: { kind: "slow", milliseconds: 60_000 } });
        },
        onRequest: (cancel) => queueMicrotask(() => queueMicrotask(() => cancel.abort())),
      },
    ],
  ])("leaves no timer behind when it %s", async (_how, { before, onRequest }) => {
    const { run, start } = ready;
    const cancel = new AbortController();
    let requests = 0;
    const world = await World.goOn(start);
    try {
      before?.(world);
      const connection = world.connectAs(
        watchedAccount(world.sandbox, () => {
          requests += 1;
          onRequest?.(cancel);
        }),
      );
      await run(connection, { signal: cancel.signal }).catch(() => undefined);
    } finally {
      await world.sandbox.close();
    }
    expect(requests).toBeGreaterThan(0);
    // What is cancelled at its first request has not begun to wait for anything.
    expect(set > 0 || cancel.signal.aborted).toBe(true);
    expect([...waiting.values()]).toEqual([]);
  });
});
