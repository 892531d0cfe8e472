import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withLateProgress } from "../../../../src/features/accounts/lateProgress";
import { Paced } from "../../../../src/features/accounts/paced";
import { fake, resetFakeVscode } from "../../support/fakeVscode";

describe("something that is mostly quick", () => {
  beforeEach(() => {
    resetFakeVscode();
    vi.useFakeTimers();
  });
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it("shows nothing when it is quick", async () => {
    await expect(withLateProgress("Reading", () => Promise.resolve(7))).resolves.toBe(7);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fake.progress).toEqual([]);
  });

  it("shows a notification when it takes long, and ends when that is cancelled", async () => {
    const done = withLateProgress(
      "Reading",
      (signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve("what there was"))),
    );
    await vi.advanceTimersByTimeAsync(2000);
    expect(fake.progress.map(({ title }) => title)).toEqual(["Reading"]);
    fake.progress[0]?.source.cancel();
    await expect(done).resolves.toBe("what there was");
  });

  it("leaves its failure to whoever started it", async () => {
    let fail: (error: Error) => void = () => undefined;
    const done = withLateProgress("Reading", () => new Promise((_, reject) => (fail = reject)));
    await vi.advanceTimersByTimeAsync(2000);
    fail(new Error("no network"));
    await expect(done).rejects.toThrow("no network");
  });
});

describe("something that is asked for often", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("is done at once, then once in a while, and at last for what came last", async () => {
    let times = 0;
    const paced = new Paced(() => (times += 1), 1000);
    paced.ask();
    paced.ask();
    paced.ask();
    expect(times).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(times).toBe(2);
    await vi.advanceTimersByTimeAsync(5000);
    expect(times).toBe(2);
    paced.ask();
    expect(times).toBe(3);
    paced.ask();
    paced.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(times).toBe(3);
    expect(vi.getTimerCount()).toBe(0);
  });
});
