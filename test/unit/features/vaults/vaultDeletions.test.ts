import { describe, expect, it } from "vitest";
import { AzureError } from "../../../../src/azure/http/azureError";
import { VaultDeletions } from "../../../../src/features/vaults/vaultDeletions";
import { FakeClock, settle } from "../jobs/fakeClock";
import { vault } from "../support/estate";
import { fakeConnection } from "../support/fakeConnection";
import { FakeSession } from "../support/fakeSession";
import { MemoryMemento } from "../support/memoryMemento";

function setUp(memento = new MemoryMemento()) {
  const clock = new FakeClock();
  const state = { gone: false };
  const session = new FakeSession(
    fakeConnection({
      getVault: () =>
        state.gone ? Promise.reject(new AzureError("No such vault", { kind: "notFound" })) : Promise.resolve(vault()),
    }),
  );
  const ended: (readonly [string, boolean])[] = [];
  const deletions = new VaultDeletions({
    session,
    memento,
    clock,
    onEnded: (vaultId, gone) => ended.push([vaultId, gone]),
  });
  return { deletions, clock, state, session, ended, memento };
}

/** A window that is closed while it waits. */
async function reloaded() {
  const before = setUp();
  void before.deletions.during(vault().id, () => new Promise<never>(() => undefined));
  await settle();
  before.deletions.dispose();
  return setUp(before.memento);
}

describe("the deletion of a vault", () => {
  it("is told by who waits for it, and forgotten then, also when it fails", async () => {
    const bed = setUp();
    await bed.deletions.during(vault().id, () => Promise.resolve());
    await expect(bed.deletions.during(vault().id, () => Promise.reject(new Error("not empty")))).rejects.toThrow();
    expect(bed.memento.keys()).toEqual([]);
    expect(bed.ended).toEqual([]);
  });

  it("is told once after a reload of the window, when the vault is gone", async () => {
    const bed = await reloaded();
    await bed.deletions.start();
    await bed.clock.advance(30_000);
    expect(bed.ended).toEqual([]);
    bed.state.gone = true;
    await bed.clock.advance(10_000);
    expect(bed.ended).toEqual([[vault().id, true]]);
    await bed.clock.advance(600_000);
    expect(bed.ended).toHaveLength(1);
    expect(bed.memento.keys()).toEqual([]);
    expect(bed.clock.pending).toBe(0);
  });

  it("that does not happen is told too, and no longer looked for", async () => {
    const bed = await reloaded();
    await bed.deletions.start();
    await bed.clock.advance(31 * 60_000);
    expect(bed.ended).toEqual([[vault().id, false]]);
    expect(bed.clock.pending).toBe(0);
  });

  it("waits for its account", async () => {
    const bed = await reloaded();
    bed.state.gone = true;
    bed.session.state = "signedOut";
    await bed.deletions.start();
    await bed.clock.advance(60_000);
    expect(bed.ended).toEqual([]);
    bed.session.state = "ready";
    bed.session.changed();
    await bed.clock.advance(0);
    expect(bed.ended).toEqual([[vault().id, true]]);
  });
});
