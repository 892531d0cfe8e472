import { beforeEach, describe, expect, it } from "vitest";
import type { AzureConnection } from "../../../../src/azure/connection";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { FoundResources } from "../../../../src/azure/inventory/inventory";
import type { Subscription, VirtualMachine } from "../../../../src/azure/models";
import { pickVm } from "../../../../src/host/prompts/chosenVm";
import { isCancellation } from "../../../../src/host/errors/errors";
import { FakeClock, settle } from "../../features/jobs/fakeClock";
import { machine } from "../../features/support/estate";
import { fakeConnection } from "../../features/support/fakeConnection";
import { FakeSession, production } from "../../features/support/fakeSession";
import { ListInventory } from "../../features/support/listInventory";
import type { Estate } from "../../features/support/listInventory";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import type { FakeInput } from "../../support/fakeVscode";

const test: Subscription = { ...production, subscriptionId: "22222222-0000-0000-0000-000000000002", name: "Test" };
const protectedWeb = machine({ name: "web-02", protection: { kind: "protected" } });
const refusal = new AzureError("No permission.", { kind: "invalid" });
const crowd = Array.from({ length: 1001 }, (_, index) => machine({ name: `app-${String(index).padStart(4, "0")}` }));

function bed(azure: Estate, answers: Partial<AzureConnection> = {}) {
  const inventory = new ListInventory(azure);
  const clock = new FakeClock();
  const connection = fakeConnection({ inventory: () => inventory, ...answers });
  const session = new FakeSession(connection);
  const open = (): Promise<VirtualMachine> =>
    pickVm({
      session,
      connection,
      clock,
      title: "Protect VM",
      placeholder: "Choose a VM",
      state: ({ protection }) => protection.kind,
      problem: ({ protection }) => (protection.kind === "protected" ? "It is protected already." : undefined),
    });
  return { inventory, clock, connection, session, open };
}

/** How a picker has ended, once it has. */
function endOf(chosen: Promise<VirtualMachine>): Promise<string> {
  return chosen.then(
    ({ name }) => name,
    (error: unknown) => (isCancellation(error) ? "cancelled" : error instanceof Error ? error.message : "?"),
  );
}

function list(): FakeInput {
  const shown = fake.inputs.at(-1);
  if (shown === undefined) {
    throw new Error("No list is on the screen.");
  }
  return shown;
}

function labels(): readonly string[] {
  return list().items.map(({ label }) => label);
}

/** What a search finds. */
function found(names: readonly string[], more: Partial<FoundResources> = {}): FoundResources {
  const resources = names.map((name) => ({ ...machine({ name }), kind: "vm" as const }));
  return { resources, more: false, failures: [], ...more };
}

beforeEach(resetFakeVscode);

describe("choosing a VM that the inventory knows", () => {
  it("asks Azure nothing, and says how old the list is", async () => {
    const { inventory, session, clock, open } = bed({ machines: [machine(), protectedWeb] });
    inventory.now = new Date(clock.now() - 60_000).toISOString();
    await inventory.read(session.subscriptions);
    const end = endOf(open());
    expect(inventory.readings).toHaveLength(1);
    expect(list().busy).toBe(false);
    expect(list().title).toMatch(/^Protect VM \(as of .*2026.*\)$/);
    list().accept("web-01");
    expect(await end).toBe("web-01");
  });

  it("keeps states in the rows, and those that do not fit last with their reason", async () => {
    const { inventory, session, open } = bed({ machines: [protectedWeb, machine()] });
    await inventory.read(session.subscriptions);
    const end = endOf(open());
    expect(list().items).toMatchObject([
      { label: "Production" },
      { label: "web-01", description: "westeurope · notProtected", detail: "web" },
      { label: "does not fit" },
      { label: "web-02", detail: "It is protected already." },
    ]);
    list().accept("web-02");
    expect(list().disposed).toBe(false);
    list().escape();
    expect(await end).toBe("cancelled");
  });

  it("reads it again behind the list when it is older than a quarter of an hour", async () => {
    const { inventory, session, clock, open } = bed({ machines: [machine()] });
    inventory.now = new Date(clock.now() - 16 * 60_000).toISOString();
    await inventory.read(session.subscriptions);
    inventory.azure = { machines: [machine(), machine({ name: "web-03" })] };
    const end = endOf(open());
    expect(labels()).toContain("web-01");
    expect(list().busy).toBe(true);
    await settle();
    expect(labels()).toContain("web-03");
    expect(list().busy).toBe(false);
    list().escape();
    await end;
  });

  it("reads it again when the button Refresh is clicked, and only once at a time", async () => {
    const { inventory, session, open } = bed({ machines: [machine()] });
    await inventory.read(session.subscriptions);
    const end = endOf(open());
    list().click("Refresh");
    list().click("Refresh");
    await settle();
    expect(inventory.readings).toHaveLength(2);
    list().escape();
    await end;
  });
});

describe("choosing a VM that nobody has read yet", () => {
  it("reads all subscriptions at once and shows rows as they come", async () => {
    const { inventory, session, open } = bed({ machines: [machine(), machine({ name: "web-03" })] });
    session.subscriptions = [production, test];
    inventory.hold = new Promise(() => undefined);
    const end = endOf(open());
    expect(inventory.readings).toEqual(["Production Test"]);
    inventory.arrive({ machines: [machine()] });
    expect(labels()).toEqual(["Production", "web-01"]);
    expect(list().busy).toBe(true);
    expect(list().title).toBe("Protect VM (reading: 1)");
    list().accept("web-01");
    expect(await end).toBe("web-01");
  });

  it("gives the reading up when it is closed, and follows nothing any more", async () => {
    const { inventory, open } = bed({ machines: [machine()] });
    inventory.hold = new Promise(() => undefined);
    const end = endOf(open());
    expect(inventory.listeners).toBe(1);
    list().escape();
    expect(await end).toBe("cancelled");
    expect(inventory.signal?.aborted).toBe(true);
    expect(inventory.listeners).toBe(0);
  });

  it("stays where the user has moved to while rows come", async () => {
    const { inventory, open } = bed({ machines: [] });
    inventory.hold = new Promise(() => undefined);
    const end = endOf(open());
    inventory.arrive({ machines: [machine({ name: "b" }), machine({ name: "c" })] });
    list().activeItems = list().items.slice(2);
    inventory.arrive({ machines: [machine({ name: "a" }), machine({ name: "b" }), machine({ name: "c" })] });
    expect(list().activeItems).toMatchObject([{ label: "c" }]);
    list().escape();
    await end;
  });

  it("says which subscription could not be read below the VMs of the others", async () => {
    const { inventory, session, open } = bed({ machines: [machine()] });
    session.subscriptions = [production, test];
    inventory.failures.set(test.subscriptionId, refusal);
    const end = endOf(open());
    await settle();
    expect(labels()).toEqual(["Production", "web-01", "Test: Azure refused the request. No permission."]);
    list().accept("Test: Azure refused the request. No permission.");
    expect(list().disposed).toBe(false);
    list().escape();
    await end;
  });

  it("says so in one line where a tenant has failed for all its subscriptions", async () => {
    const { inventory, session, open } = bed({ machines: [machine()] });
    session.subscriptions = [production, test, { ...test, subscriptionId: "33333333", name: "Lab" }];
    inventory.failures.set(test.subscriptionId, refusal).set("33333333", refusal);
    const end = endOf(open());
    await settle();
    expect(labels().slice(2)).toEqual(["2 subscriptions, among them Test: Azure refused the request. No permission."]);
    list().escape();
    await end;
  });

  it("says of which subscriptions the account does not see all VMs, and which tenants let nobody in", async () => {
    const { inventory, session, open } = bed({ machines: [machine()] });
    const error = new AzureError("You may not read all VMs.", { kind: "forbidden", code: "PartUnseen" });
    session.subscriptions = [production, test];
    inventory.unseen.set(production.subscriptionId, { machines: error, vaults: refusal });
    inventory.unseen.set(test.subscriptionId, { machines: new AzureError(error.message, error) });
    session.refusedTenants = ["Fabrikam", "Contoso"].map((name) => ({
      tenantId: name,
      tenantName: name,
      error: refusal,
    }));
    const end = endOf(open());
    await settle();
    expect(labels().slice(2)).toEqual([
      "2 subscriptions, among them Production: You may not read all VMs.",
      "2 tenants, among them Fabrikam: Azure refused the request. No permission.",
    ]);
    list().escape();
    await end;
  });

  it("fails with what the account may not see when it sees no VM", async () => {
    const { inventory, open } = bed({});
    inventory.unseen.set(production.subscriptionId, { machines: refusal });
    expect(await endOf(open())).toBe("No permission.");
  });

  it("fails as Azure does when not a single subscription could be read", async () => {
    const { inventory, open } = bed({});
    inventory.failures.set(production.subscriptionId, refusal);
    expect(await endOf(open())).toBe("No permission.");
  });

  it("says so when there are none", async () => {
    expect(await endOf(bed({}).open())).toBe("The selected subscriptions have no virtual machines.");
  });

  it("says that not everything is there when somebody else ends the reading", async () => {
    const { inventory, open } = bed({ machines: [machine()] });
    inventory.hold = Promise.reject(new DOMException("stopped", "AbortError"));
    const end = endOf(open());
    await settle();
    expect(labels()).toEqual(["Not everything has been read; Refresh reads it."]);
    expect(list().busy).toBe(false);
    inventory.hold = undefined;
    list().click("Refresh");
    await settle();
    expect(labels()).toEqual(["Production", "web-01"]);
    list().escape();
    await end;
  });
});

describe("choosing among more VMs than a list can show", () => {
  const lead = "More than 1000 VMs: type a part of the name, and Azure searches for it.";

  it("says so in the first line, and ends the reading that it has begun", async () => {
    const { inventory, open } = bed({ machines: crowd });
    let stop: () => void = () => undefined;
    inventory.hold = new Promise((resolve) => (stop = resolve));
    const end = endOf(open());
    inventory.arrive({ machines: crowd });
    expect(labels()).toEqual([lead]);
    expect(inventory.signal?.aborted).toBe(true);
    stop();
    await settle();
    expect(labels()).toEqual([lead]);
    expect(list().busy).toBe(false);
    list().accept(lead);
    expect(list().disposed).toBe(false);
    list().escape();
    await end;
  });

  it("has the server search for what stands after the typing has paused", async () => {
    const asked: { readonly text: string; readonly signal: AbortSignal | undefined }[] = [];
    const { inventory, session, clock, open } = bed(
      { machines: crowd },
      {
        findResources: (_subscriptions, text, options) => {
          asked.push({ text, signal: options?.signal });
          return Promise.resolve(found(["app-0007", "elsewhere-1"]));
        },
      },
    );
    await inventory.read(session.subscriptions);
    const end = endOf(open());
    list().type("a");
    expect(clock.pending).toBe(0);
    list().type("ap");
    await clock.advance(299);
    list().type("app");
    expect(list().busy).toBe(true);
    await clock.advance(300);
    expect(asked.map(({ text }) => text)).toEqual(["app"]);
    expect(list().busy).toBe(false);
    expect(list().items).toMatchObject([
      { label: lead },
      { label: "Production" },
      { label: "app-0007", description: "westeurope · notProtected" },
      { label: "elsewhere-1", description: "westeurope" },
    ]);
    list().accept("app-0007");
    expect(await end).toBe("app-0007");
    expect(inventory.readings).toHaveLength(1);
  });

  it("gives a search up when more is typed, and when it is closed", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { inventory, session, clock, open } = bed(
      { machines: crowd },
      {
        findResources: (_subscriptions, _text, options) => {
          signals.push(options?.signal);
          return new Promise(() => undefined);
        },
      },
    );
    await inventory.read(session.subscriptions);
    const end = endOf(open());
    list().type("app");
    await clock.advance(300);
    list().type("appl");
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    await clock.advance(300);
    list().escape();
    expect(await end).toBe("cancelled");
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    expect(clock.pending).toBe(0);
  });

  it("looks at a VM that only the search knows before it is taken", async () => {
    const { inventory, session, clock, open } = bed(
      { machines: crowd },
      {
        findResources: () => Promise.resolve(found(["web-02", "web-04"])),
        getVirtualMachine: (id) => Promise.resolve(id === protectedWeb.id ? protectedWeb : machine({ name: "web-04" })),
      },
    );
    await inventory.read(session.subscriptions);
    const refused = endOf(open());
    list().type("web");
    await clock.advance(300);
    list().accept("web-02");
    expect(await refused).toBe("web-02: It is protected already.");
    const taken = endOf(open());
    list().type("web");
    await clock.advance(300);
    list().accept("web-04");
    expect(await taken).toBe("web-04");
  });

  it("tells what a search could not find or reach", async () => {
    const answers: FoundResources[] = [
      found([]),
      found(["app-0001"], {
        more: true,
        failures: [{ subscriptions: [test], error: refusal }],
      }),
    ];
    const { inventory, session, clock, open } = bed(
      { machines: crowd },
      {
        findResources: () => {
          const answer = answers.shift();
          return answer === undefined
            ? Promise.reject(new AzureError("Azure is away.", { kind: "invalid" }))
            : Promise.resolve(answer);
        },
      },
    );
    await inventory.read(session.subscriptions);
    const end = endOf(open());
    list().type("zzz");
    await clock.advance(300);
    expect(labels()).toEqual([lead, "No VM with 'zzz' in its name was found."]);
    list().type("app");
    await clock.advance(300);
    expect(labels().slice(2)).toEqual([
      "app-0001",
      "There are more: type more of the name.",
      "Azure refused the request. No permission.",
    ]);
    list().type("appl");
    await clock.advance(300);
    expect(labels()).toEqual([lead, "Azure refused the request. Azure is away."]);
    list().escape();
    expect(await end).toBe("cancelled");
  });
});
