import { describe, expect, it } from "vitest";
import { itemPath, mainVault, makeImmutable, pick, production, startForTest, vmPath } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";

const item = itemPath(mainVault, "rg-shop-weu", "shop-web-01");

async function immutable(state: "Unlocked" | "Locked" = "Unlocked"): Promise<TestClient> {
  const client = await startForTest();
  await makeImmutable(client, mainVault, state);
  return client;
}

function said(reply: Reply): unknown {
  return pick(reply.body, "error", "message");
}

/** The policy of the item, with another number of days. */
async function keeping(client: TestClient, count: number): Promise<Reply> {
  const policy = `${mainVault}/backupPolicies/daily-2230-30d`;
  const { properties } = (await client.get(policy)).body as { properties: { retentionPolicy: object } };
  const dailySchedule = { retentionDuration: { count, durationType: "Days" } };
  return client.put(policy, {
    properties: { ...properties, retentionPolicy: { ...properties.retentionPolicy, dailySchedule } },
  });
}

function protectWith(client: TestClient, policy: string): Promise<Reply> {
  return client.put(item, {
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      sourceResourceId: vmPath(production, "rg-shop-weu", "shop-web-01"),
      policyId: `${mainVault}/backupPolicies/${policy}`,
    },
  });
}

describe("a vault that is not immutable", () => {
  it("suspends no backups", async () => {
    const client = await startForTest();
    const refused = await client.put(item, {
      properties: {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        sourceResourceId: vmPath(production, "rg-shop-weu", "shop-web-01"),
        protectionState: "BackupsSuspended",
      },
    });
    expect(said(refused)).toBe("Backups can be suspended only in a vault that is immutable.");
  });
});

describe("an immutable vault", () => {
  it.each(["Unlocked", "Locked"] as const)("deletes no recovery points when it is %s", async (state) => {
    const client = await immutable(state);
    expect(said(await client.send("DELETE", item))).toContain("The vault is immutable");
  });

  it("takes a longer retention, and no shorter one", async () => {
    const client = await immutable();
    expect(said(await keeping(client, 29))).toContain("The vault is immutable");
    expect((await keeping(client, 31)).status).toBe(200);
  });

  it("protects a VM with a policy that keeps longer, and with none that keeps less", async () => {
    const client = await immutable();
    expect(said(await protectWith(client, "daily-finance-bronze"))).toContain("The vault is immutable");
    expect((await protectWith(client, "daily-0200-180d")).status).toBe(202);
  });

  it("deletes and shortens again once that is turned off", async () => {
    const client = await immutable();
    const immutabilitySettings = { state: "Disabled" };
    await client.send("PATCH", mainVault, { properties: { securitySettings: { immutabilitySettings } } });
    client.wait(5000);
    expect((await keeping(client, 29)).status).toBe(200);
    expect((await client.send("DELETE", item)).status).toBe(202);
  });
});
