import { beforeAll, describe, expect, it } from "vitest";
import { isAzureError } from "../../../src/azure/http/azureError";
import { World } from "../openSandbox";
import { faultKinds } from "./faults";
import type { FaultKind } from "./faults";
import { shapeOf, watchedAccount } from "./faultyAccount";
import type { SeenRequest } from "./faultyAccount";
import { readyFor } from "./operation";
import type { ReadyOperation } from "./operation";
import { operations } from "./operations";

/** An hour: whatever Azure was doing has ended then. Seconds. */
const untilSettled = 3600;

type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: unknown };

interface Trial {
  readonly outcome: Outcome;
  /** What can be seen an hour later. */
  readonly after: unknown;
  readonly shapes: readonly string[];
}

/** Runs an operation in a world of its own; `onRequest` may put a fault in the way of each of its requests. */
async function trial(
  { start, run, observe }: ReadyOperation,
  onRequest: (world: World, request: SeenRequest, index: number, cancel: AbortController) => void,
  asks: 0 | 1 | 2 = 1,
): Promise<Trial> {
  const world = await World.goOn(start);
  try {
    const shapes: string[] = [];
    const cancel = new AbortController();
    const connection = world.connectAs(
      watchedAccount(world.sandbox, (request, index) => {
        shapes.push(shapeOf(request));
        onRequest(world, request, index, cancel);
      }),
    );
    let outcome: Outcome = { ok: true };
    if (asks > 0) {
      outcome = await outcomeOf(run(connection, { signal: cancel.signal }));
    }
    if (asks > 1) {
      // What a user does after the window came back: the same once more, with a connection that knows nothing.
      outcome = await outcomeOf(run(world.connect(), {}));
    }
    world.pass(untilSettled);
    return { outcome, after: await observe(world.connection), shapes };
  } finally {
    await world.sandbox.close();
  }
}

const emptyTrial: Trial = { outcome: { ok: true }, after: undefined, shapes: [] };

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    await work;
    return { ok: true };
  } catch (error) {
    return { ok: false, error };
  }
}

/** Puts a fault in the way of the n-th request, and, when it lasts, of all that are sent in its place. */
function hitting(kind: FaultKind, n: number) {
  let hit: string | undefined;
  return (world: World, request: SeenRequest, index: number): void => {
    if (index === n) {
      hit = shapeOf(request);
    }
    if (index === n || (kind.lasts === "always" && hit !== undefined && shapeOf(request) === hit)) {
      world.sandbox.injectFault({ method: request.method, path: request.path, answer: kind.answer });
    }
  };
}

/** The requests that differ: a second look at an operation is like the first. */
function firstOfEachShape(shapes: readonly string[]): readonly number[] {
  return shapes.flatMap((shape, index) => (shapes.indexOf(shape) === index ? [index] : []));
}

function endOf(outcome: Outcome): string {
  if (outcome.ok) {
    return "done";
  }
  return isAzureError(outcome.error) ? outcome.error.kind : String(outcome.error);
}

describe.each(operations)("$name", { timeout: 120_000 }, (operation) => {
  let [usual, idle] = [emptyTrial, emptyTrial];
  let ready: ReadyOperation;
  beforeAll(async () => {
    ready = await readyFor(operation);
    usual = await trial(ready, () => undefined);
    idle = await trial(ready, () => undefined, 0);
    expect(usual.outcome).toEqual({ ok: true });
  });

  it.each(faultKinds)(
    "survives $name at each of its requests: nothing lost, nothing doubled, the truth told",
    async (kind) => {
      for (const n of firstOfEachShape(usual.shapes)) {
        const { outcome, after } = await trial(ready, hitting(kind, n));
        const where = `${kind.name} at ${usual.shapes[n] ?? ""}`;
        expect([...kind.ends, ...(kind.name === "403" ? [operation.refusedAs] : [])], where).toContain(endOf(outcome));
        if (outcome.ok) {
          expect(operation.mayComeTooLate === true ? [usual.after, idle.after] : [usual.after], where).toContainEqual(
            after,
          );
          continue;
        }
        // Either nothing has happened, or it has happened once and the error says that it was begun.
        const done = JSON.stringify(after) === JSON.stringify(usual.after);
        expect(after, where).toEqual(done ? usual.after : idle.after);
        if (done && JSON.stringify(idle.after) !== JSON.stringify(usual.after)) {
          expect(isAzureError(outcome.error) && outcome.error.begun, where).toBe(true);
        }
      }
    },
  );

  it("when cancelled at any of its requests, ends as cancelled, and can be asked for again", async () => {
    for (const n of firstOfEachShape(usual.shapes)) {
      const cancelling = (_: World, __: SeenRequest, index: number, cancel: AbortController): void => {
        if (index === n) {
          cancel.abort();
        }
      };
      const where = `cancelled at ${usual.shapes[n] ?? ""}`;
      const { outcome, after } = await trial(ready, cancelling);
      expect(outcome.ok ? "done" : outcome.error, where).toMatchObject({ name: "AbortError" });
      if (operation.repeats === true) {
        expect([usual.after, idle.after], where).toContainEqual(after);
        continue;
      }
      const again = await trial(ready, cancelling, 2);
      expect(["done", "conflict", "invalid"], where).toContain(endOf(again.outcome));
      expect(again.after, where).toEqual(usual.after);
    }
  });
});
