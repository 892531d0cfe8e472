import { beforeEach, describe, expect, it } from "vitest";
import type { AcceptedOperation, AzureConnection } from "../../../src/azure/connection";
import { AzureError } from "../../../src/azure/http/azureError";
import { OpenOperations } from "../../../src/host/openOperations";
import { settle } from "../features/jobs/fakeClock";
import { vault } from "../features/support/estate";
import { fakeConnection } from "../features/support/fakeConnection";
import { FakeSession } from "../features/support/fakeSession";
import { MemoryMemento } from "../features/support/memoryMemento";
import { fake, resetFakeVscode } from "../support/fakeVscode";

const saving = { title: "Saving the policy Gold", resourceId: vault().id };
const accepted: AcceptedOperation = {
  subscriptionId: vault().subscriptionId,
  statusUrl: "https://management.azure.com/operations/1",
};

function setUp(answers: Partial<AzureConnection> = {}, memento = new MemoryMemento()) {
  const announced: string[] = [];
  const asked: AcceptedOperation[] = [];
  const now = { value: Date.parse("2026-11-22T10:00:00Z") };
  const session = new FakeSession(
    fakeConnection({
      awaitOperation: (operation) => {
        asked.push(operation);
        return Promise.resolve();
      },
      ...answers,
    }),
  );
  const operations = new OpenOperations({
    memento,
    session,
    changes: { announce: (id) => announced.push(id) },
    now: () => now.value,
  });
  return { operations, session, announced, asked, memento, now };
}

/** A window that is closed while Azure works on something, or is being asked for it. */
async function reloaded(answers: Partial<AzureConnection> = {}, until: "asked" | "accepted" = "accepted") {
  const before = setUp();
  void before.operations.run(saving, (options) => {
    if (until === "accepted") {
      options.onAccepted?.(accepted);
    }
    return new Promise<never>(() => undefined);
  });
  await settle();
  before.operations.dispose();
  return setUp(answers, before.memento);
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

  it("that failed meanwhile is told with Azure's reason", async () => {
    const { operations, memento } = await reloaded({
      awaitOperation: () => Promise.reject(new AzureError("The policy is too long.", { kind: "invalid" })),
    });
    await operations.start();
    await settle();
    expect(messages()).toEqual([expect.stringMatching(/^Saving the policy Gold: .*The policy is too long\.$/)]);
    expect(memento.keys()).toEqual([]);
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
