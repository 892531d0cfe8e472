import { describe, expect, it } from "vitest";
import { KeptList } from "../../../src/host/keptList";
import { settle } from "../features/jobs/fakeClock";
import { MemoryMemento } from "../features/support/memoryMemento";
import { recordingLog } from "../support/recordingLog";

interface Errand {
  readonly name: string;
  readonly place?: string | undefined;
}

function isErrand(value: unknown): value is Errand {
  return typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
}

const day = 24 * 60 * 60_000;
const noon = Date.parse("2026-11-22T12:00:00Z");

function open(memento = new MemoryMemento(), now = noon) {
  const { log, lines } = recordingLog();
  const list = new KeptList({ memento, key: "errands", isEntry: isErrand, now: () => now, longest: day, log });
  return { list, memento, lines };
}

/** A window that is closed while it waits for an errand. */
async function reloaded(now = noon) {
  const before = open();
  void before.list.during({ name: "bread" }, (note) => {
    note({ place: "the corner" });
    return new Promise<never>(() => undefined);
  });
  await settle();
  before.list.dispose();
  return open(before.memento, now);
}

describe("what a window waits for", () => {
  it("is forgotten when the waiting ends, well or badly", async () => {
    const { list, memento } = open();
    await expect(list.during({ name: "bread" }, () => Promise.resolve("here"))).resolves.toBe("here");
    await expect(list.during({ name: "milk" }, () => Promise.reject(new Error("sold out")))).rejects.toThrow("sold");
    expect(list.all).toEqual([]);
    expect(memento.keys()).toEqual([]);
  });

  it("is there after a reload, with what had become known of it, until somebody takes it out, once", async () => {
    const { list, memento } = await reloaded();
    const [entry] = list.former;
    expect(list.former).toEqual([{ name: "bread", place: "the corner", since: noon }]);
    expect(entry === undefined ? [] : [await list.remove(entry), await list.remove(entry)]).toEqual([true, false]);
    expect(memento.keys()).toEqual([]);
  });

  it("is nobody else's once somebody goes on with it, and keeps its age over a further reload", async () => {
    const { list, memento } = await reloaded(noon + 1000);
    const [entry] = list.former;
    if (entry !== undefined) {
      void list.goOn(entry, () => new Promise<never>(() => undefined));
    }
    expect(list.former).toEqual([]);
    await settle();
    expect(open(memento, noon + 2000).list.former).toEqual([entry]);
  });

  it("stays remembered when the window goes away, which ends the waiting", async () => {
    const { list, memento } = open();
    await list.during({ name: "bread" }, () => {
      list.dispose();
      return Promise.resolve();
    });
    expect(open(memento).list.former).toMatchObject([{ name: "bread" }]);
  });

  it("is forgotten after its time, and passed over when another version has written it in its own way", async () => {
    expect((await reloaded(noon + day)).list.former).toEqual([]);
    const memento = new MemoryMemento();
    await memento.update("errands", [{ title: "bread", since: noon }, { name: "milk", since: noon }, "eggs"]);
    expect(open(memento).list.former).toEqual([{ name: "milk", since: noon }]);
  });

  it("is waited for although it cannot be remembered, which stands in the log", async () => {
    const memento = new MemoryMemento();
    memento.update = () => Promise.reject(new Error("disk full"));
    const { list, lines } = open(memento);
    await expect(list.during({ name: "bread" }, () => Promise.resolve("here"))).resolves.toBe("here");
    expect(lines[0]).toBe("warn What is waited for could not be remembered: Error: disk full");
  });
});
