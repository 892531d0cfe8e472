import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../src/azure/connection";
import type { Subscription } from "../../src/azure/models";
import { pickVault } from "../../src/host/prompts/chosenVault";
import { pickVm } from "../../src/host/prompts/chosenVm";
import { isCancellation } from "../../src/host/errors/errors";
import type { AzureSession } from "../../src/host/session";
import { systemClock } from "../../src/host/clock";
import { FakeClock } from "../unit/features/jobs/fakeClock";
import { FakeSession } from "../unit/features/support/fakeSession";
import { fake, resetFakeVscode } from "../unit/support/fakeVscode";
import type { FakeInput } from "../unit/support/fakeVscode";
import { useWorld } from "./openSandbox";

const graph = "POST /providers/Microsoft.ResourceGraph/resources";
/** A page of the fleet takes the sandbox seconds on a busy machine. */
const patience = { timeout: 60_000, interval: 20 };

beforeEach(resetFakeVscode);

function list(): FakeInput {
  const shown = fake.inputs.at(-1);
  if (shown === undefined) {
    throw new Error("No list is on the screen.");
  }
  return shown;
}

function sessionOf(connection: AzureConnection, subscriptions: readonly Subscription[]): AzureSession {
  const session = new FakeSession(connection);
  session.subscriptions = subscriptions;
  return session;
}

describe("choosing in a small estate that nobody has read yet", () => {
  const world = useWorld();

  it("asks no subscription by itself, and nothing at all the second time", async () => {
    const { connection, sandbox } = world();
    const { subscriptions } = await connection.listSubscriptions();
    const session = sessionOf(connection, subscriptions);
    const clock = { ...systemClock, now: () => world().now() };
    const before = sandbox.requests.length;
    const vm = pickVm({ session, connection, clock, title: "VM", placeholder: "Choose a VM" });
    await expect.poll(() => list().busy, patience).toBe(false);
    list().accept("shop-web-01");
    expect((await vm).name).toBe("shop-web-01");
    expect(sandbox.requests.slice(before).filter((one) => one === graph)).toHaveLength(2);
    expect(sandbox.requests.slice(before).filter((one) => one.endsWith("/virtualMachines"))).toEqual([]);
    const asked = sandbox.requests.length;
    const vault = pickVault({
      session,
      connection,
      clock,
      title: "Vault",
      choices: (vaults) => vaults.map(({ name }) => ({ label: name, value: name })),
    });
    list().accept("rsv-larkmoor-weu");
    expect(await vault).toBe("rsv-larkmoor-weu");
    expect(sandbox.requests).toHaveLength(asked);
  }, 60_000);
});

describe("choosing among 100,000 VMs in 40 subscriptions that nobody has read yet", () => {
  const world = useWorld("fleet");

  it("stops reading when there are too many for a list, and has the server search", async () => {
    const { connection, sandbox } = world();
    const { subscriptions } = await connection.listSubscriptions();
    const clock = new FakeClock();
    const session = sessionOf(connection, subscriptions);
    const before = sandbox.requests.length;
    const vm = pickVm({ session, connection, clock, title: "VM", placeholder: "Choose a VM" });
    await expect.poll(() => list().items[0]?.label, patience).toMatch(/^More than 1000 VMs/);
    const [known] = subscriptions.flatMap((one) => connection.inventory().machines(one.subscriptionId, { limit: 1 }));
    const name = known?.name ?? "";
    const read = sandbox.requests.slice(before);
    list().type(name);
    await clock.advance(300);
    await expect.poll(() => list().busy, patience).toBe(false);
    const searched = sandbox.requests.slice(before + read.length);
    expect(read.filter((one) => one === graph).length).toBeLessThanOrEqual(6);
    // One for each tenant; one more may have been on its way when the reading was ended.
    expect(searched.filter((one) => one === graph).length).toBeLessThanOrEqual(3);
    expect([...read, ...searched].filter((one) => one.endsWith("/virtualMachines"))).toEqual([]);
    expect(list().items.map(({ label }) => label)).toContain(name);
    list().escape();
    expect(await vm.catch(isCancellation)).toBe(true);
  }, 120_000);
});
