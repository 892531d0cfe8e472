import { beforeEach, describe, expect, it } from "vitest";
import type { AcceptedOperation, AzureConnection } from "../../../../src/azure/connection";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { OpenOperation } from "../../../../src/host/operations/storedOperation";
import { settle } from "../../features/jobs/fakeClock";
import { vault } from "../../features/support/estate";
import { fakeConnection } from "../../features/support/fakeConnection";
import { FakeSession } from "../../features/support/fakeSession";
import { MemoryMemento } from "../../features/support/memoryMemento";
import { openOperations } from "../../features/support/openOperations";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { recordingLog } from "../../support/recordingLog";

const saving: OpenOperation = { title: "Saving the policy Gold", resourceId: vault().id };
const accepted: AcceptedOperation = {
  subscriptionId: vault().subscriptionId,
  statusUrl: "https://management.azure.com/operations/1",
};

function setUp(answers: Partial<AzureConnection> = {}, memento = new MemoryMemento()) {
  const announced: string[] = [];
  const asked: AcceptedOperation[] = [];
  const now = Date.parse("2026-11-22T10:00:00Z");
  const session = new FakeSession(
    fakeConnection({
      awaitOperation: (operation) => {
        asked.push(operation);
        return Promise.resolve();
      },
      ...answers,
    }),
  );
  const { log, lines } = recordingLog();
  const changes = { announce: (id: string) => announced.push(id) };
  const operations = openOperations(session, changes, { memento, log, now: () => now });
  return { operations, session, announced, asked, memento, lines };
}

/** A window that is closed while Azure works on something, or is being asked for it. */
async function reloaded(
  answers: Partial<AzureConnection> = {},
  until: "asked" | "accepted" = "accepted",
  operation = saving,
) {
  const before = setUp();
  void before.operations.run(operation, (options) => {
    if (until === "accepted") {
      options.onAccepted?.(accepted);
    }
    return new Promise<never>(() => undefined);
  });
  await settle();
  before.operations.dispose();
  return setUp(answers, before.memento);
}

function notFound(): Promise<never> {
  return Promise.reject(new AzureError("Not found.", { kind: "notFound" }));
}

const messages = () => fake.messages.map(({ text }) => text);

beforeEach(resetFakeVscode);

describe("an operation that somebody waits for", () => {
  it("is forgotten when it has ended, well or badly", async () => {
    const { operations, memento } = setUp();
    await expect(operations.run(saving, () => Promise.resolve("saved"))).resolves.toBe("saved");
    await expect(operations.run(saving, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
    expect(memento.keys()).toEqual([]);
    expect(messages()).toEqual([]);
  });

  it("is waited for again after a reload of the window, and its end is told once", async () => {
    const { operations, asked, announced, memento, session } = await reloaded();
    await operations.start();
    session.changed();
    await settle();
    expect(asked).toEqual([accepted]);
    expect(messages()).toEqual(["Saving the policy Gold: done."]);
    expect(announced).toEqual([saving.resourceId]);
    expect(memento.keys()).toEqual([]);
  });

  it("that failed meanwhile is told with Azure's reason, and stands in the log", async () => {
    const { operations, memento, lines } = await reloaded({
      awaitOperation: () => Promise.reject(new AzureError("The policy is too long.", { kind: "invalid" })),
    });
    await operations.start();
    await settle();
    expect(messages()).toEqual([expect.stringMatching(/^Saving the policy Gold: .*The policy is too long\.$/)]);
    expect(fake.messages[0]?.buttons).toEqual(["Show Log"]);
    expect(lines).toContain("error Saving the policy Gold: AzureError: The policy is too long.");
    expect(memento.keys()).toEqual([]);
  });

  it("that Azure knows nothing of any more is said to be so, with nothing to retry", async () => {
    const { operations } = await reloaded({ awaitOperation: notFound });
    await operations.start();
    await settle();
    expect(messages()).toEqual([
      "Saving the policy Gold: Azure does not know any more how it ended. Look whether it has been done.",
    ]);
    expect(fake.messages[0]?.buttons).toEqual(["Show Log"]);
  });

  it("can be asked after again when the network was away", async () => {
    let away = true;
    const { operations } = await reloaded({
      awaitOperation: () =>
        away ? Promise.reject(new AzureError("No network.", { kind: "network" })) : Promise.resolve(),
    });
    await operations.start();
    await settle();
    away = false;
    fake.messages[0]?.answer("Retry");
    await settle();
    expect(messages().at(-1)).toBe("Saving the policy Gold: done.");
  });

  it("tells its end to who asks for what the former life was waiting for, who may also stop the waiting", async () => {
    const { operations, memento } = await reloaded({
      awaitOperation: (_operation, options) =>
        new Promise((_resolve, reject) => {
          options?.signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
        }),
    });
    const former = operations.former(saving.resourceId.toUpperCase());
    await operations.start();
    await settle();
    former?.cancel();
    await expect(former?.ended).rejects.toThrow("stopped");
    expect(messages()).toEqual([]);
    expect(operations.former(saving.resourceId)).toBeUndefined();
    expect(memento.keys()).toEqual([]);
    const other = await reloaded();
    const ended = other.operations.former(saving.resourceId)?.ended;
    await other.operations.start();
    await expect(ended).resolves.toBeUndefined();
  });

  it("of which nobody knows whether Azure has heard is said to be so", async () => {
    const { operations, asked, announced } = await reloaded({}, "asked");
    await operations.start();
    await settle();
    expect(asked).toEqual([]);
    expect(messages()[0]).toContain("Look whether it has been done");
    expect(announced).toEqual([saving.resourceId]);
    fake.messages[0]?.answer("Show Vault");
    await settle();
    expect(fake.executed).toEqual([
      { command: "azureVmBackup.findResource", args: [{ resourceId: saving.resourceId }] },
    ]);
  });

  it("waits for its account, and over a second reload", async () => {
    const first = await reloaded();
    first.session.subscriptions = [];
    await first.operations.start();
    first.operations.dispose();
    const { operations, session, asked } = setUp({}, first.memento);
    session.state = "signedOut";
    await operations.start();
    expect(asked).toEqual([]);
    session.state = "ready";
    session.changed();
    await settle();
    expect(asked).toEqual([accepted]);
  });

  it("is forgotten after a day, when Azure knows nothing of it any more", async () => {
    const before = setUp();
    void before.operations.run(saving, () => new Promise<never>(() => undefined));
    await settle();
    before.operations.dispose();
    await before.memento.update(
      "operations.open",
      JSON.parse(JSON.stringify(before.memento.get("operations.open")).replace(/"since":\d+/, '"since":1')),
    );
    const { operations } = setUp({}, before.memento);
    await operations.start();
    await settle();
    expect(messages()).toEqual([]);
  });
});

describe("the deletion of a vault that somebody waits for", () => {
  const deleting: OpenOperation = { title: "Deleting the vault", resourceId: vault().id, deletes: "vault" };

  it("has ended well when its status went with the vault", async () => {
    const { operations, memento } = await reloaded(
      { awaitOperation: notFound, getVault: notFound },
      "accepted",
      deleting,
    );
    await operations.start();
    await settle();
    expect(messages()).toEqual(["Deleting the vault: done."]);
    expect(memento.keys()).toEqual([]);
  });

  it("is not said to be done while the vault is there", async () => {
    const { operations } = await reloaded(
      { awaitOperation: notFound, getVault: () => Promise.resolve(vault()) },
      "accepted",
      deleting,
    );
    await operations.start();
    await settle();
    expect(messages()).toEqual([expect.stringContaining("Look whether it has been done")]);
  });

  it("shows by the vault itself whether Azure had heard", async () => {
    const gone = await reloaded({ getVault: notFound }, "asked", deleting);
    await gone.operations.start();
    await settle();
    const there = await reloaded({ getVault: () => Promise.resolve(vault()) }, "asked", deleting);
    await there.operations.start();
    await settle();
    expect(messages()).toEqual([
      "Deleting the vault: done.",
      expect.stringContaining("the window was closed while Azure was being asked"),
    ]);
  });
});
