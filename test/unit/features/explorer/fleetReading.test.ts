import { describe, expect, it } from "vitest";
import type { Inventory } from "../../../../src/azure/inventory/inventory";
import { FleetReading } from "../../../../src/features/explorer/fleet/fleetReading";
import { connectionWith } from "../../support/connectionWith";
import { recordingLog } from "../../support/recordingLog";
import { FakeSession } from "../support/fakeSession";
import { MemoryInventory } from "./memoryInventory";

/** An inventory that is read until nobody waits for it any more. */
function endless(): { readonly inventory: Inventory; readonly signals: (AbortSignal | undefined)[] } {
  const signals: (AbortSignal | undefined)[] = [];
  const memory = new MemoryInventory();
  memory.read = (_subscriptions, options) => {
    signals.push(options?.signal);
    return new Promise((_, reject) =>
      options?.signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError"))),
    );
  };
  return { inventory: memory, signals };
}

describe("the reading of the tree", () => {
  it("stops for all who wait for it: a list that was opened, and a command on top", async () => {
    const { inventory, signals } = endless();
    const session = new FakeSession(connectionWith({ inventory: () => inventory }));
    const reading = new FleetReading({ session, log: recordingLog().log, changed: () => undefined });
    const all = [reading.readAll("a"), reading.readAll()];
    await expect.poll(() => signals.length).toBe(2);
    reading.stop();
    await Promise.all(all);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    reading.dispose();
  });
});
