import { afterEach, describe, expect, it } from "vitest";
import { connect, sandboxAccount } from "../../../src/azure/azureClient";
import type { AzureConnection } from "../../../src/azure/connection";
import type { SubscriptionList } from "../../../src/azure/models";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { startSandbox } from "../../../src/sandbox/server";
import { manyTenants, tenantId } from "./manyTenants";

let sandbox: Sandbox | undefined;

afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

async function open(
  tenants: number,
  subscriptionsEach: number,
  approve?: () => Promise<void>,
): Promise<{ readonly sandbox: Sandbox; readonly azure: AzureConnection; readonly count: (path: string) => number }> {
  // Time passes on both sides only when the client waits.
  const clock = { now: Date.now() };
  const started = await startSandbox({ estate: manyTenants(tenants, subscriptionsEach), now: () => clock.now });
  sandbox = started;
  const account = sandboxAccount(started, approve);
  const sleep = (milliseconds: number): Promise<void> => {
    clock.now += milliseconds;
    return Promise.resolve();
  };
  return {
    sandbox: started,
    azure: connect(account, { log: () => undefined, now: () => clock.now, sleep }),
    count: (path) => started.requests.filter((one) => one === path).length,
  };
}

describe("thirty tenants of fifty subscriptions", () => {
  it("are listed with one question each", async () => {
    const { azure, count } = await open(30, 50);
    const { subscriptions, failures } = await azure.listSubscriptions();
    expect(subscriptions).toHaveLength(1500);
    expect(failures).toEqual([]);
    expect(new Set(subscriptions.map((one) => one.tenantName)).size).toBe(30);
    expect([count("GET /tenants"), count("GET /subscriptions")]).toEqual([1, 30]);
  });

  it("are there but for those that refuse, each of which is one entry with its reason", async () => {
    const { sandbox: box, azure } = await open(30, 50);
    box.demand(tenantId(3), { refusesWith: 50076 });
    box.demand(tenantId(17), { refusesWith: 53003 });
    box.demand(tenantId(30), { secondFactor: "always" });
    const { subscriptions, failures } = await azure.listSubscriptions();
    expect(subscriptions).toHaveLength(1350);
    const seen = failures.map(({ tenantName, error }) => [tenantName, "code" in error && error.code]);
    expect(Object.fromEntries(seen)).toEqual({
      "Tenant 3": "AADSTS50076",
      "Tenant 17": "AADSTS53003",
      "Tenant 30": "InsufficientClaims",
    });
    expect(failures.every(({ error, tenantId: id }) => "tenantId" in error && error.tenantId === id)).toBe(true);
  });

  it("show what there is while one of them is slow, and stop when cancelled", async () => {
    const { sandbox: box, azure } = await open(30, 50);
    box.injectFault({ method: "GET", path: "/subscriptions", answer: { kind: "slow", milliseconds: 600_000 } });
    const cancel = new AbortController();
    let soFar: SubscriptionList | undefined;
    const listing = azure.listSubscriptions({
      signal: cancel.signal,
      onFound: (found) => {
        soFar = found;
        if (found.subscriptions.length === 29 * 50) {
          cancel.abort();
        }
      },
    });
    await expect(listing).rejects.toMatchObject({ name: "AbortError" });
    expect(soFar?.subscriptions).toHaveLength(1450);
    expect(soFar?.failures).toEqual([]);
  });
});

describe("a tenant that wants a second factor for changes", () => {
  const group = "rg-new";

  it("is read without one, asks once, and lets the changes in from then on", async () => {
    let asked = 0;
    const {
      sandbox: box,
      azure,
      count,
    } = await open(2, 1, () => {
      asked += 1;
      return Promise.resolve();
    });
    box.demand(tenantId(1), { secondFactor: "changes" });
    const { subscriptions } = await azure.listSubscriptions();
    const [subscription] = subscriptions;
    if (subscription === undefined) {
      throw new Error("no subscription");
    }
    await expect(azure.listResourceGroups(subscription)).resolves.toEqual([]);
    expect(asked).toBe(0);
    await Promise.all(
      [1, 2, 3].map((number) => azure.createResourceGroup(subscription, `${group}${number}`, "westeurope")),
    );
    expect(asked).toBe(1);
    await azure.createResourceGroup(subscription, `${group}4`, "westeurope");
    expect(asked).toBe(1);
    expect((await azure.listResourceGroups(subscription)).map(({ name }) => name)).toEqual(
      [1, 2, 3, 4].map((number) => `${group}${number}`),
    );
    expect(count(`POST /${tenantId(1)}/oauth2/v2.0/token`)).toBe(1);
  });

  it("lets the SDKs' clients in too, which hold the weak token of before", async () => {
    let asked = 0;
    const { sandbox: box, azure } = await open(1, 1, () => {
      asked += 1;
      return Promise.resolve();
    });
    const [subscription] = (await azure.listSubscriptions()).subscriptions;
    if (subscription === undefined) {
      throw new Error("no subscription");
    }
    await azure.createResourceGroup(subscription, group, "westeurope");
    await azure.listVaults(subscription);
    box.demand(tenantId(1), { secondFactor: "changes" });
    const vault = await azure.createVault({
      subscription,
      resourceGroup: group,
      name: "rsv-new",
      location: "westeurope",
      redundancy: "LocallyRedundant",
    });
    await azure.setRedundancy(vault.id, "GeoRedundant");
    await azure.deleteVault(vault.id);
    expect(asked).toBe(1);
  });

  it("changes nothing when the person declines", async () => {
    const {
      sandbox: box,
      azure,
      count,
    } = await open(1, 1, () => Promise.reject(Object.assign(new Error("Canceled"), { name: "Canceled" })));
    box.demand(tenantId(1), { secondFactor: "changes" });
    const [subscription] = (await azure.listSubscriptions()).subscriptions;
    if (subscription === undefined) {
      throw new Error("no subscription");
    }
    await expect(azure.createResourceGroup(subscription, group, "westeurope")).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(await azure.listResourceGroups(subscription)).toEqual([]);
    expect(count(`POST /${tenantId(1)}/oauth2/v2.0/token`)).toBe(0);
  });
});

describe("signing in to one tenant", () => {
  it("opens a tenant that wanted just that", async () => {
    const started = await startSandbox({ estate: manyTenants(3, 2) });
    sandbox = started;
    const account = sandboxAccount(started);
    started.demand(tenantId(2), { refusesWith: 50076 });
    started.demand(tenantId(3), { secondFactor: "always" });
    const before = await connect(account, { log: () => undefined }).listSubscriptions();
    expect(before.subscriptions).toHaveLength(2);
    await account.signInToTenant(tenantId(2));
    await account.signInToTenant(tenantId(3));
    const after = await connect(account, { log: () => undefined }).listSubscriptions();
    expect(after.failures).toEqual([]);
    expect(after.subscriptions).toHaveLength(6);
  });

  it("does not help where a rule of the tenant blocks it", async () => {
    const started = await startSandbox({ estate: manyTenants(1, 1) });
    sandbox = started;
    started.demand(tenantId(1), { refusesWith: 53003 });
    await expect(sandboxAccount(started).signInToTenant(tenantId(1))).rejects.toMatchObject({
      kind: "signIn",
      code: "AADSTS53003",
      tenantId: tenantId(1),
    });
  });
});
