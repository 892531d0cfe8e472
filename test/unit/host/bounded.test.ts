import { describe, expect, it } from "vitest";
import { mapBounded as boundedInAzure } from "../../../src/azure/http/bounded";
import { mapBounded } from "../../../src/host/bounded";
import { settle } from "../features/jobs/fakeClock";

type Work = (item: number) => Promise<number>;

/** The one of the host, and the one behind the requests: both keep the same promises. */
describe.each([
  ["of a command", (items: readonly number[], work: Work) => mapBounded(items, work, 3)],
  ["of Azure", (items: readonly number[], work: Work) => boundedInAzure(items, 3, work)],
])("work in bounds, %s", (_name, run) => {
  const items = [1, 2, 3, 4, 5, 6, 7];

  it("has only so many under way, and gives the answers in order, whichever comes first", async () => {
    const open: { readonly item: number; readonly end: (answer: number) => void }[] = [];
    const done = run(items, (item) => new Promise((end) => open.push({ item, end })));
    await settle();
    const most: number[] = [];
    while (open.length > 0) {
      most.push(open.length);
      const { item, end } = open.pop() ?? { item: 0, end: () => undefined };
      end(item * 10);
      await settle();
    }
    expect(Math.max(...most)).toBe(3);
    expect(await done).toEqual([10, 20, 30, 40, 50, 60, 70]);
  });

  it("begins nothing more after a failure", async () => {
    const begun: number[] = [];
    const work = (item: number): Promise<number> => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error("no")) : Promise.resolve(item);
    };
    await expect(run(items, work)).rejects.toThrow("no");
    await settle();
    expect(begun.length).toBeLessThan(items.length);
  });
});
