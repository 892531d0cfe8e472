import { describe, expect, it } from "vitest";
import { Throttle, waitAskedFor } from "../../../src/azure/http/waiting/throttle";

const graph = {
  method: "POST",
  url: "https://arm.example.test/providers/Microsoft.ResourceGraph/resources?api-version=1",
};

function provider(subscription: string, name: string): { readonly method: string; readonly url: string } {
  return { method: "GET", url: `https://arm.example.test/subscriptions/${subscription}/providers/${name}/things` };
}

function headers(values: Readonly<Record<string, string>>): (name: string) => string | undefined {
  return (name) => values[name];
}

/** A throttle whose time passes only while somebody waits. */
function open(): {
  readonly throttle: Throttle;
  readonly waits: number[];
  readonly told: (number | undefined)[];
  readonly waitOf: (request: { readonly method: string; readonly url: string }) => Promise<number>;
} {
  let now = 0;
  const waits: number[] = [];
  const told: (number | undefined)[] = [];
  const throttle = new Throttle({
    now: () => now,
    sleep: (milliseconds, signal) => {
      if (signal?.aborted === true) {
        return Promise.reject(Object.assign(new Error("cancelled"), { name: "AbortError" }));
      }
      waits.push(milliseconds / 1000);
      now += milliseconds;
      return Promise.resolve();
    },
    tell: () => told.push(throttle.until),
  });
  const waitOf = async (request: { readonly method: string; readonly url: string }): Promise<number> => {
    let seconds = 0;
    await throttle.pass(request, undefined, (one) => (seconds += one));
    return seconds;
  };
  return { throttle, waits, told, waitOf };
}

describe("the throttle of a tenant", () => {
  it("lets requests through while Azure asks for nothing", async () => {
    const { waitOf, waits } = open();
    await waitOf(graph);
    await waitOf(provider("a", "Microsoft.Compute"));
    expect(waits).toEqual([]);
  });

  it("makes every query of Resource Graph wait for one that was refused, and nothing else", async () => {
    const { throttle, waitOf } = open();
    throttle.close(graph, headers({}), 5);
    expect(await waitOf(provider("a", "Microsoft.Compute"))).toBe(0);
    expect(await waitOf(graph)).toBe(5);
    expect(await waitOf(graph)).toBe(0);
  });

  it("closes a provider of one subscription when the answer names no counter", async () => {
    const { throttle, waitOf } = open();
    throttle.close(provider("A", "Microsoft.RecoveryServices"), headers({}), 7);
    expect(await waitOf(provider("b", "Microsoft.RecoveryServices"))).toBe(0);
    expect(await waitOf(provider("a", "Microsoft.Compute"))).toBe(0);
    expect(await waitOf(provider("a", "Microsoft.RecoveryServices"))).toBe(7);
  });

  it("closes the whole subscription when its counter is at nought", async () => {
    const { throttle, waitOf } = open();
    const counter = headers({ "x-ms-ratelimit-remaining-subscription-reads": "0" });
    throttle.close(provider("a", "Microsoft.RecoveryServices"), counter, 9);
    expect(await waitOf(provider("b", "Microsoft.Compute"))).toBe(0);
    expect(await waitOf(provider("a", "Microsoft.Compute"))).toBe(9);
  });

  it("closes everything but Resource Graph when the tenant's counter is at nought", async () => {
    const { throttle, waitOf } = open();
    const counter = headers({ "x-ms-ratelimit-remaining-tenant-reads": "0" });
    throttle.close(provider("a", "Microsoft.RecoveryServices"), counter, 9);
    expect(await waitOf(graph)).toBe(0);
    expect(await waitOf(provider("b", "Microsoft.Compute"))).toBe(9);
  });

  it("waits before it is refused, when the quota of Resource Graph is used up", async () => {
    const { throttle, waitOf } = open();
    throttle.learn(graph, headers({ "x-ms-user-quota-remaining": "1", "x-ms-user-quota-resets-after": "00:00:04" }));
    expect(await waitOf(graph)).toBe(0);
    throttle.learn(graph, headers({ "x-ms-user-quota-remaining": "0", "x-ms-user-quota-resets-after": "00:00:04" }));
    expect(await waitOf(graph)).toBe(4);
  });

  it("keeps to the longer of two waits, and tells until when, and that it is over", async () => {
    const { throttle, told, waitOf } = open();
    throttle.close(graph, headers({}), 8);
    throttle.close(graph, headers({}), 3);
    expect(await waitOf(graph)).toBe(8);
    expect(told).toEqual([8000, undefined]);
    expect(throttle.until).toBeUndefined();
  });

  it("gives up waiting when the call is cancelled", async () => {
    const { throttle } = open();
    throttle.close(graph, headers({}), 8);
    const cancelled = AbortSignal.abort();
    await expect(throttle.pass(graph, cancelled, () => undefined)).rejects.toMatchObject({ name: "AbortError" });
    expect(throttle.until).toBe(8000);
  });

  it("has ten requests under way at most, and lets the next one in when one is done", async () => {
    const { throttle } = open();
    const ends: (() => void)[] = [];
    let begun = 0;
    const all = Array.from({ length: 13 }, () =>
      throttle.within(undefined, () => {
        begun += 1;
        return new Promise<void>((resolve) => ends.push(resolve));
      }),
    );
    await Promise.resolve();
    expect(begun).toBe(10);
    for (let done = 0; done < 13; done += 1) {
      ends[done]?.();
      await all[done];
    }
    expect(begun).toBe(13);
  });

  it("takes a cancelled request out of the queue, and loses no place by it", async () => {
    const { throttle } = open();
    const ends: (() => void)[] = [];
    const busy = Array.from({ length: 10 }, () =>
      throttle.within(undefined, () => new Promise<void>((resolve) => ends.push(resolve))),
    );
    const controller = new AbortController();
    const cancelled = throttle.within(controller.signal, () => Promise.resolve("sent"));
    const patient = throttle.within(undefined, () => Promise.resolve("sent"));
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
    ends.forEach((end) => end());
    expect(await patient).toBe("sent");
    await Promise.all(busy);
  });
});

describe("the wait that an answer asks for", () => {
  it("is Retry-After, or else what Resource Graph says of its quota", () => {
    expect(waitAskedFor(headers({ "retry-after": "3", "x-ms-user-quota-resets-after": "00:00:09" }), 0)).toBe(3);
    expect(waitAskedFor(headers({ "x-ms-user-quota-resets-after": "00:01:09" }), 0)).toBe(69);
    expect(waitAskedFor(headers({ "x-ms-user-quota-resets-after": "soon" }), 0)).toBeUndefined();
    expect(waitAskedFor(headers({}), 0)).toBeUndefined();
  });
});
