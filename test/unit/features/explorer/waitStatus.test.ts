import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ThrottleListener } from "../../../../src/azure/http/waiting/throttle";
import { WaitStatus } from "../../../../src/features/explorer/fleet/waitStatus";
import { connectionWith } from "../../support/connectionWith";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { FakeSession } from "../support/fakeSession";

describe("the wait for Azure", () => {
  beforeEach(() => {
    resetFakeVscode();
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => vi.useRealTimers());

  function open() {
    const listeners = new Set<ThrottleListener>();
    const session = new FakeSession(
      connectionWith({
        watchThrottling: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      }),
    );
    const texts: (string | undefined)[] = [];
    const status: WaitStatus = new WaitStatus(session, () => texts.push(status.text));
    const tell = (until: number | undefined): void => listeners.forEach((listener) => listener(until));
    const change = async (state: FakeSession["state"]): Promise<void> => {
      session.state = state;
      session.changed();
      await vi.advanceTimersByTimeAsync(0);
    };
    return { status, listeners, tell, change, texts };
  }

  it("is told for whoever waits, whatever view is open, once somebody is signed in", async () => {
    const { status, listeners, tell, change } = open();
    expect(listeners.size).toBe(0);
    await change("ready");
    await change("noneSelected");
    expect(listeners.size).toBe(1);
    tell(40_000);
    expect(status.text).toBe("Azure is receiving too many requests; going on in 40 seconds.");
    expect(fake.statusBar).toBe("$(watch) Azure: 40 seconds");
    await vi.advanceTimersByTimeAsync(39_000);
    expect(status.text).toBe("Azure is receiving too many requests; going on in 1 second.");
    tell(undefined);
    expect(status.text).toBeUndefined();
    status.dispose();
    expect(listeners.size).toBe(0);
  });

  it("goes with the account whose it is", async () => {
    const { status, listeners, tell, change } = open();
    await change("ready");
    tell(40_000);
    await change("signedOut");
    expect([status.text, fake.statusBar]).toEqual([undefined, undefined]);
    expect([listeners.size, vi.getTimerCount()]).toEqual([0, 0]);
    status.dispose();
  });

  it("is not begun by an account that has gone before its connection was there", async () => {
    const { status, listeners, change } = open();
    const first = change("ready");
    await Promise.all([first, change("signedOut")]);
    expect(listeners.size).toBe(0);
    status.dispose();
  });
});
