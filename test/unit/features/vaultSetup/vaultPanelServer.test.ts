import { beforeEach, describe, expect, it, vi } from "vitest";
import { AzureError } from "../../../../src/azure/http/azureError";
import type { AzureConnection } from "../../../../src/azure/connection";
import type { Vault } from "../../../../src/azure/models";
import { VaultPanelServer } from "../../../../src/features/vaultSetup/vaultPanelServer";
import { isVaultPanelState } from "../../../../src/features/vaultSetup/vaultPanelState";
import type { VaultPanelState } from "../../../../src/features/vaultSetup/vaultPanelState";
import { ResourceChanges } from "../../../../src/host/resources/resourceChanges";
import type { FromVaultPanel, ToVaultPanel, VaultPlan } from "../../../../src/webviews/vaultSetup/messages";
import { fake, resetFakeVscode } from "../../support/fakeVscode";
import { itemOf, machine, vault } from "../support/estate";
import { fakeConnection, onlyPage } from "../support/fakeConnection";
import { fakePanel } from "../support/fakePanel";
import { FakeSession, production } from "../support/fakeSession";
import { MemoryMemento } from "../support/memoryMemento";
import { openOperations } from "../support/openOperations";

const made = vault();
const plan: VaultPlan = {
  subscriptionId: production.subscriptionId,
  location: "westeurope",
  resourceGroup: "backup",
  newResourceGroup: true,
  name: "vault-weu",
  redundancy: "ZoneRedundant",
};

function bed(
  answers: Partial<AzureConnection> = {},
  state: VaultPanelState = { kind: "new", token: "1" },
  memento = new MemoryMemento(),
) {
  const calls: string[] = [];
  const announced: string[] = [];
  const created: string[] = [];
  const executed: (readonly unknown[])[] = [];
  let redundancy: Vault["redundancy"] = "GeoRedundant";
  const changes = new ResourceChanges();
  changes.onDidChange((id) => announced.push(id));
  const session = new FakeSession(
    fakeConnection({
      listLocations: () =>
        Promise.resolve([
          { name: "westeurope", displayName: "West Europe", pairedRegion: "northeurope", vaults: true },
          { name: "norwaywest", displayName: "Norway West", pairedRegion: undefined, vaults: false },
          { name: "australiacentral", displayName: "Australia Central", pairedRegion: undefined, vaults: true },
          { name: "brazilsoutheast", displayName: "Brazil Southeast", pairedRegion: undefined, vaults: false },
        ]),
      countVirtualMachines: () =>
        Promise.resolve(
          new Map([
            ["westeurope", 3],
            ["norwaywest", 1],
          ]),
        ),
      listResourceGroups: () =>
        Promise.resolve([
          { name: "web", location: "westeurope" },
          { name: "backup", location: "westeurope" },
        ]),
      checkVaultName: () => Promise.resolve({ ok: true, code: undefined, message: undefined }),
      createResourceGroup: () => Promise.resolve(void calls.push("createResourceGroup")),
      createVault: () => {
        calls.push("createVault");
        return Promise.resolve(made);
      },
      getVault: () => Promise.resolve(made),
      getRedundancy: () =>
        Promise.resolve({ redundancy: redundancy ?? "GeoRedundant", locked: false, crossRegionRestore: false }),
      setRedundancy: (_id, wanted) => {
        calls.push(`setRedundancy ${wanted}`);
        redundancy = wanted;
        return Promise.resolve();
      },
      listProtectedItems: onlyPage([itemOf(machine(), made)]),
      ...answers,
    }),
  );
  const { panel, posted, say } = fakePanel<FromVaultPanel, ToVaultPanel>();
  const operations = openOperations(session, changes, { memento });
  const server = new VaultPanelServer(panel, state, {
    session,
    changes,
    log: { error: () => undefined },
    operations,
    execute: (...call) => executed.push(call),
    onCreated: (id) => created.push(id),
  });
  return { server, posted, say, calls, announced, created, executed, session, changes, memento, operations };
}

function lastOf<K extends ToVaultPanel["kind"]>(
  posted: readonly ToVaultPanel[],
  kind: K,
): Extract<ToVaultPanel, { readonly kind: K }> {
  const found = posted
    .filter((message): message is Extract<ToVaultPanel, { readonly kind: K }> => message.kind === kind)
    .at(-1);
  if (found === undefined) {
    throw new Error(`No message ${kind} among ${posted.map((message) => message.kind).join(", ")}`);
  }
  return found;
}

beforeEach(() => {
  resetFakeVscode();
});

describe("the form's questions", () => {
  it("are answered with the chosen subscriptions", async () => {
    const { say, posted } = bed();
    await say({ kind: "ready" });
    expect(lastOf(posted, "form").subscriptions.map((one) => one.name)).toEqual(["Production"]);
  });

  it("wait while somebody signs in", async () => {
    const { say, posted, session } = bed();
    session.state = "signingIn";
    await say({ kind: "ready" });
    expect(posted).toEqual([]);
    session.state = "ready";
    session.changed();
    await vi.waitFor(() => expect(posted).toHaveLength(1));
  });

  it("get supported regions with their VMs, most first, and unsupported ones only where VMs are", async () => {
    const { say, posted } = bed();
    await say({ kind: "loadPlaces", subscriptionId: production.subscriptionId });
    const places = lastOf(posted, "places");
    expect(places.regions.map((one) => [one.name, one.virtualMachines, one.supported])).toEqual([
      ["westeurope", 3, true],
      ["norwaywest", 1, false],
      ["australiacentral", 0, true],
    ]);
    expect(places.resourceGroups.map((one) => one.name)).toEqual(["backup", "web"]);
  });

  it("get one sentence when there is no permission", async () => {
    const { say, posted } = bed({
      listResourceGroups: () => Promise.reject(new AzureError("no", { kind: "forbidden" })),
    });
    await say({ kind: "loadPlaces", subscriptionId: production.subscriptionId });
    expect(lastOf(posted, "placesFailed").message).toContain("not allowed");
  });
});

describe("checking a name", () => {
  const question = {
    kind: "checkName" as const,
    question: 1,
    subscriptionId: production.subscriptionId,
    resourceGroup: "backup",
    location: "westeurope",
    name: "vault-weu",
  };

  it("passes on that it is taken, with Azure's reason", async () => {
    const { say, posted } = bed({
      checkVaultName: () => Promise.resolve({ ok: false, code: "AlreadyExists", message: "It exists." }),
    });
    await say(question);
    expect(lastOf(posted, "nameChecked")).toEqual({
      kind: "nameChecked",
      question: 1,
      result: "taken",
      message: "It exists.",
    });
  });

  it("calls a name free in a resource group that does not exist yet", async () => {
    const { say, posted } = bed({
      checkVaultName: () => Promise.reject(new AzureError("no group", { kind: "notFound" })),
    });
    await say(question);
    expect(lastOf(posted, "nameChecked").result).toBe("free");
  });

  it("does not know when the network is gone", async () => {
    const { say, posted } = bed({ checkVaultName: () => Promise.reject(new AzureError("gone", { kind: "network" })) });
    await say(question);
    expect(lastOf(posted, "nameChecked").result).toBe("unknown");
  });

  it("calls off the older question when a newer one comes", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { say, posted } = bed({
      checkVaultName: (_subscription, _group, _location, name, options) => {
        signals.push(options?.signal);
        return name === "old"
          ? new Promise((_resolve, reject) =>
              options?.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError"))),
            )
          : Promise.resolve({ ok: true, code: undefined, message: undefined });
      },
    });
    const old = say({ ...question, name: "old" });
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    await say({ ...question, question: 2, name: "new" });
    await old;
    expect(signals[0]?.aborted).toBe(true);
    expect(posted.map((message) => message.kind === "nameChecked" && message.question)).toEqual([2]);
  });
});

describe("creating a vault", () => {
  it("makes the resource group and the vault, sets the redundancy that Azure did not, and shows the page", async () => {
    const { say, posted, calls, announced, created } = bed();
    await say({ kind: "create", plan });
    await vi.waitFor(() => lastOf(posted, "vault"));
    expect(calls).toEqual(["createResourceGroup", "createVault", "setRedundancy ZoneRedundant"]);
    expect(announced).toContain(made.id.toLowerCase());
    expect(created).toEqual([made.id]);
    expect(lastOf(posted, "vault").vault).toMatchObject({
      name: "vault-weu",
      redundancy: "ZoneRedundant",
      location: "West Europe",
      virtualMachines: 3,
      protectedItems: 1,
      justCreated: true,
      locked: false,
    });
  });

  it("is remembered while Azure makes it, so that its end is told after a reload of the window", async () => {
    const { say, memento } = bed({
      createVault: (_request, options) => {
        options?.onAccepted?.({ subscriptionId: production.subscriptionId, statusUrl: "https://azure/operations/1" });
        return new Promise<never>(() => undefined);
      },
    });
    void say({ kind: "create", plan });
    await vi.waitFor(() =>
      expect(memento.get("operations.open")).toMatchObject([
        {
          title: "Creating the vault vault-weu",
          resourceId: made.id,
          accepted: { statusUrl: "https://azure/operations/1" },
        },
      ]),
    );
  });

  it("never overwrites a vault that has got the name meanwhile", async () => {
    const { say, posted, calls } = bed({
      checkVaultName: () => Promise.resolve({ ok: false, code: "AlreadyExists", message: "It exists." }),
    });
    await say({ kind: "create", plan: { ...plan, newResourceGroup: false } });
    expect(calls).toEqual([]);
    expect(lastOf(posted, "createFailed").message).toBe("It exists.");
    expect(posted.map((message) => message.kind).slice(-2)).toEqual(["form", "createFailed"]);
  });

  it("comes back to the form with a sentence when Azure refuses", async () => {
    const { say, posted } = bed({
      createVault: () => Promise.reject(new AzureError("no", { kind: "throttled", retryAfterSeconds: 30 })),
    });
    await say({ kind: "create", plan });
    expect(lastOf(posted, "createFailed").message).toContain("30 seconds");
  });

  it("stops waiting on Cancel, from the panel or from the notification", async () => {
    const { say, posted } = bed({
      createVault: (_request, options) =>
        new Promise((_resolve, reject) =>
          options?.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError"))),
        ),
    });
    const running = say({ kind: "create", plan });
    await vi.waitFor(() => expect(lastOf(posted, "creating").stage).toContain("vault-weu"));
    await say({ kind: "cancel" });
    await running;
    expect(lastOf(posted, "createFailed").message).toContain("The waiting was stopped.");
    expect(fake.messages).toEqual([]);
  });

  it("tells a page that was hidden meanwhile how far it is", async () => {
    const { say, posted } = bed({ createVault: () => new Promise(() => undefined) });
    void say({ kind: "create", plan });
    await vi.waitFor(() => expect(lastOf(posted, "creating").stage).toContain("vault-weu"));
    const before = posted.length;
    await say({ kind: "ready" });
    expect(posted.slice(before).map((message) => message.kind)).toEqual(["creating"]);
  });
});

describe("a reload of the window while a vault is being made", () => {
  const creating: VaultPanelState = { kind: "new", token: "1", creating: plan };
  const accepted = { subscriptionId: production.subscriptionId, statusUrl: "https://azure/operations/1" };

  /** The panel and the operations of the next life, when Azure had `accepted` the vault in the one before. */
  async function afterReload(answers: Partial<AzureConnection>) {
    const before = bed({
      createVault: (_request, options) => {
        options?.onAccepted?.(accepted);
        return new Promise<never>(() => undefined);
      },
    });
    void before.say({ kind: "create", plan });
    await vi.waitFor(() => expect(before.memento.get("operations.open")).toMatchObject([{ accepted }]));
    before.operations.dispose();
    return bed(answers, creating, before.memento);
  }

  it("shows how it goes on, and the vault's page at its end", async () => {
    let end: () => void = () => undefined;
    const { say, posted, calls, created, operations } = await afterReload({
      awaitOperation: () => new Promise((resolve) => (end = resolve)),
    });
    await operations.start();
    void say({ kind: "ready" });
    await vi.waitFor(() => expect(lastOf(posted, "creating").stage).toContain("vault-weu"));
    expect(posted.map(({ kind }) => kind)).not.toContain("vault");
    end();
    await vi.waitFor(() =>
      expect(lastOf(posted, "vault").vault).toMatchObject({ name: "vault-weu", justCreated: true }),
    );
    expect(posted.map(({ kind }) => kind)).not.toContain("form");
    expect(calls).toEqual(["setRedundancy ZoneRedundant"]);
    expect(created).toEqual([made.id]);
  });

  it("comes back to the form with Azure's reason when it refuses in the end", async () => {
    const { say, posted, operations } = await afterReload({
      awaitOperation: () => Promise.reject(new AzureError("There are too many vaults.", { kind: "invalid" })),
    });
    void say({ kind: "ready" });
    await operations.start();
    await vi.waitFor(() => expect(lastOf(posted, "createFailed").message).toContain("There are too many vaults."));
    expect(posted.map(({ kind }) => kind).slice(-2)).toEqual(["form", "createFailed"]);
  });

  it("stops waiting on the panel's Cancel", async () => {
    const { say, posted, operations } = await afterReload({
      awaitOperation: (_operation, options) =>
        new Promise((_resolve, reject) =>
          options?.signal?.addEventListener("abort", () => reject(new DOMException("", "AbortError"))),
        ),
    });
    await operations.start();
    void say({ kind: "ready" });
    await vi.waitFor(() => lastOf(posted, "creating"));
    await say({ kind: "cancel" });
    await vi.waitFor(() => expect(lastOf(posted, "createFailed").message).toContain("The waiting was stopped."));
    expect(fake.messages).toEqual([]);
  });

  it("shows the vault's page when Azure had ended before", async () => {
    const { say, posted } = bed({}, creating);
    await say({ kind: "ready" });
    await vi.waitFor(() => expect(lastOf(posted, "vault").vault.name).toBe("vault-weu"));
  });

  it("says so when Azure has never made it, and keeps what was filled in", async () => {
    const { say, posted } = bed(
      { getVault: () => Promise.reject(new AzureError("no such vault", { kind: "notFound" })) },
      creating,
    );
    await say({ kind: "ready" });
    expect(posted.map(({ kind }) => kind).slice(-2)).toEqual(["form", "createFailed"]);
    expect(lastOf(posted, "createFailed").message).toBe(
      "The window was reloaded, and Azure has not made the vault vault-weu. Create it again.",
    );
  });

  it("waits for its subscription", async () => {
    const { say, posted, session } = bed({}, creating);
    session.subscriptions = [];
    await say({ kind: "ready" });
    expect(lastOf(posted, "failed").message).toContain("a subscription that is not selected");
    session.subscriptions = [production];
    session.changed();
    await vi.waitFor(() => lastOf(posted, "vault"));
  });

  it("is only gone on with when the page has kept a whole plan", () => {
    expect(isVaultPanelState(creating)).toBe(true);
    expect(isVaultPanelState({ kind: "new", token: "1", creating: undefined })).toBe(true);
    expect(isVaultPanelState({ kind: "new", token: "1", creating: { ...plan, redundancy: "Triple" } })).toBe(false);
  });
});

describe("the page of a vault", () => {
  const state: VaultPanelState = { kind: "vault", vaultId: made.id, name: made.name };

  it("goes on to protect VMs with this vault", async () => {
    const { say, executed } = bed({}, state);
    await say({ kind: "protectVms" });
    expect(executed).toEqual([["azureVmBackup.protectVm", { vaultId: made.id, resourceId: made.id }]]);
  });

  it("reads itself again when the vault changes", async () => {
    const { posted, changes } = bed({}, state);
    changes.announce(made.id);
    await vi.waitFor(() => lastOf(posted, "vault"));
  });

  it("shows what it can when the redundancy cannot be read", async () => {
    const { say, posted } = bed(
      { getRedundancy: () => Promise.reject(new AzureError("no", { kind: "forbidden" })) },
      state,
    );
    await say({ kind: "ready" });
    expect(lastOf(posted, "vault").vault.redundancy).toBeUndefined();
    expect(lastOf(posted, "vault").vault.redundancyProblem).toContain("not allowed");
  });

  it("says in one sentence that the vault is gone", async () => {
    const { say, posted } = bed(
      { getVault: () => Promise.reject(new AzureError("gone", { kind: "notFound" })) },
      state,
    );
    await say({ kind: "ready" });
    expect(lastOf(posted, "failed").message).toContain("does not find it");
  });
});
