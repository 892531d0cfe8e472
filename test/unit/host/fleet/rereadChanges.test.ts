import { describe, expect, it, vi } from "vitest";
import { rereadChanges } from "../../../../src/host/fleet/rereadChanges";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import { settle } from "../../features/jobs/fakeClock";
import { fakeConnection } from "../../features/support/fakeConnection";
import { FakeSession } from "../../features/support/fakeSession";
import { ListInventory } from "../../features/support/listInventory";

function setUp(failure?: Error) {
  const inventory = new ListInventory({});
  const asked: string[] = [];
  inventory.reread = (id) => {
    asked.push(id);
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  };
  const session = new FakeSession(fakeConnection({ inventory: () => inventory }));
  const changes = new ResourceChanges();
  const log = { error: vi.fn() };
  const following = rereadChanges(session, changes, log);
  return { asked, session, changes, log, following };
}

describe("what this window has changed", () => {
  it("is read again for the lists to choose from, although no view shows it", async () => {
    const { asked, changes } = setUp();
    changes.announce("/subscriptions/S/resourceGroups/G/providers/P/vaults/V");
    await settle();
    expect(asked).toEqual(["/subscriptions/s/resourcegroups/g/providers/p/vaults/v"]);
  });

  it("is left alone when nobody is signed in any more, or when nobody listens", async () => {
    const { asked, changes, session, following } = setUp();
    session.state = "signedOut";
    changes.announce("/v");
    session.state = "ready";
    following.dispose();
    changes.announce("/v");
    await settle();
    expect(asked).toEqual([]);
  });

  it("stays as it was known when it cannot be read, which only the log says", async () => {
    const { changes, log } = setUp(new Error("Something broke."));
    changes.announce("/v");
    await settle();
    expect(log.error).toHaveBeenCalledOnce();
  });

  it("is given up in silence", async () => {
    const { changes, log } = setUp(new DOMException("stopped", "AbortError"));
    changes.announce("/v");
    await settle();
    expect(log.error).not.toHaveBeenCalled();
  });
});
