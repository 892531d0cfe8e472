import { describe, expect, test } from "vitest";
import { listAt, pick, startForTest } from "../sandboxFixture";

const subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
const group = `${subscription}/resourceGroups/rg`;
const provider = `${subscription}/providers/Microsoft.RecoveryServices`;
const vault = `${group}/providers/Microsoft.RecoveryServices/vaults/rsv-new`;
const version = "api-version=2021-04-01";

const estate = JSON.stringify({
  subscriptions: [{ subscriptionId: subscription.split("/").at(-1), unregistered: ["Microsoft.RecoveryServices"] }],
  resources: [{ id: group, location: "westeurope" }],
});
const declared = { location: "westeurope", sku: { name: "RS0", tier: "Standard" }, properties: {} };

describe("a resource provider that is not registered", () => {
  test("makes nothing until it is registered", async () => {
    const client = await startForTest({ estate });
    const refused = await client.put(vault, declared);
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([409, "MissingSubscriptionRegistration"]);
    expect(listAt(refused.body, "error", "details").map((each) => pick(each, "target"))).toEqual([
      "Microsoft.RecoveryServices",
    ]);
    expect(pick((await client.get(`${provider}?${version}`)).body, "registrationState")).toBe("NotRegistered");
    const registered = await client.post(`${provider}/register?${version}`);
    expect([registered.status, pick(registered.body, "registrationState")]).toEqual([200, "Registered"]);
    expect((await client.put(vault, declared)).status).toBe(201);
  });

  test("is registered by a deployment of its resources", async () => {
    const client = await startForTest({ estate });
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [
        { type: "Microsoft.RecoveryServices/vaults", apiVersion: "2024-04-01", name: "rsv-new", ...declared },
      ],
    };
    const path = `${group}/providers/Microsoft.Resources/deployments/main?${version}`;
    await client.put(path, { properties: { mode: "Incremental", template } });
    client.wait(60_000);
    expect(pick((await client.get(path)).body, "properties", "provisioningState")).toBe("Succeeded");
    expect(pick((await client.get(`${provider}?${version}`)).body, "registrationState")).toBe("Registered");
  });

  test("can be taken out of use again", async () => {
    const client = await startForTest();
    const subscriptions = await client.get("/subscriptions?api-version=2022-12-01");
    const rows = listAt(subscriptions.body, "value");
    const id = String(pick(rows[0], "id"));
    const done = await client.post(`${id}/providers/Microsoft.Compute/unregister?${version}`);
    expect([done.status, pick(done.body, "registrationState")]).toEqual([200, "NotRegistered"]);
    expect((await client.post(`${id}/providers/Microsoft.None/register?${version}`)).status).toBe(404);
  });
});
