import { beforeEach, describe, expect, it } from "vitest";
import { MemoryMemento } from "../../unit/features/support/memoryMemento";
import { resetFakeVscode } from "../../unit/support/fakeVscode";
import { World } from "../openSandbox";
import { production, readyFor } from "./operation";
import type { ReadyOperation } from "./operation";
import { operations } from "./operations";
import { ReloadableWindow } from "./reloadableWindow";

/** An hour: whatever Azure was doing has ended then. Seconds. */
const untilSettled = 3600;

interface Trial {
  readonly ended: "ended" | "dead";
  /** What can be seen an hour later. */
  readonly after: unknown;
  readonly shapes: readonly string[];
  /** What the second window has told. */
  readonly told: readonly string[];
  /** What it still remembers then. */
  readonly remembered: readonly string[];
}

/** An operation in a window that dies after one of its requests, or not at all; another window takes its place. */
async function trial({ start, run, observe, waiting }: ReadyOperation, dieAt?: number): Promise<Trial> {
  resetFakeVscode();
  const world = await World.goOn(start);
  try {
    const { subscriptions } = await world.connection.listSubscriptions();
    const { subscriptionId } = await world.subscription(production);
    const memento = new MemoryMemento();
    const first = new ReloadableWindow(world, memento, subscriptions, dieAt);
    const resourceId = `/subscriptions/${subscriptionId}/resourceGroups/any`;
    const ended = await first.run(waiting ?? { kind: "open", resourceId }, run);
    first.close();
    const second = new ReloadableWindow(world, memento, subscriptions);
    await second.live();
    second.close();
    world.pass(untilSettled);
    const after = await observe(world.connection);
    return { ended, after, shapes: first.shapes, told: second.told, remembered: memento.keys() };
  } finally {
    await world.sandbox.close();
  }
}

/** The operation has never been asked for. */
async function untouched({ start, observe }: ReadyOperation): Promise<unknown> {
  const world = await World.goOn(start);
  try {
    world.pass(untilSettled);
    return await observe(world.connection);
  } finally {
    await world.sandbox.close();
  }
}

function firstOfEachShape(shapes: readonly string[]): readonly number[] {
  return shapes.flatMap((shape, index) => (shapes.indexOf(shape) === index ? [index] : []));
}

beforeEach(resetFakeVscode);

describe.each(operations)("$name", { timeout: 120_000 }, (operation) => {
  it("survives a reload of the window after each of its requests: done once or not at all, and told of once", async () => {
    const ready = await readyFor(operation);
    const usual = await trial(ready);
    expect(usual).toMatchObject({ ended: "ended", told: [], remembered: [] });
    const idle = await untouched(ready);
    for (const n of firstOfEachShape(usual.shapes)) {
      const where = `reloaded after ${usual.shapes[n] ?? ""}`;
      const { after, told, remembered } = await trial(ready, n);
      const done = JSON.stringify(after) === JSON.stringify(usual.after);
      expect(after, where).toEqual(done ? usual.after : idle);
      expect(remembered, where).toEqual([]);
      if (JSON.stringify(idle) === JSON.stringify(usual.after)) {
        continue;
      }
      expect(told, where).toHaveLength(done ? 1 : Math.min(told.length, 1));
      if (!done && told.length > 0) {
        expect(told[0], where).toMatch(/Look whether it has been done/);
      }
    }
  });
});
