import { describe, expect, test } from "vitest";
import { development, listAt, pick, startForTest } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";
import { body, deploy, deployment, group, nested, providers, storage, template, version } from "./templates";

/** Asks what a deployment would change, and waits for the result. */
async function whatIf(client: TestClient, request: unknown, path = deployment): Promise<Reply> {
  const accepted = await client.post(`${path}/whatIf?${version}`, request);
  expect([accepted.status, accepted.body], JSON.stringify(accepted.body)).toEqual([202, undefined]);
  client.wait(5000);
  return client.follow(accepted.headers.get("location"));
}

/** The kinds of the changes that are not `Ignore`, by the last segment of their resource. */
function kinds(reply: Reply): Record<string, unknown> {
  const rows = listAt(reply.body, "properties", "changes").filter((row) => pick(row, "changeType") !== "Ignore");
  return Object.fromEntries(
    rows.map((row) => [String(pick(row, "resourceId")).split("/").at(-1) ?? "", pick(row, "changeType")]),
  );
}

function change(reply: Reply, name: string): unknown {
  return listAt(reply.body, "properties", "changes").find((row) =>
    String(pick(row, "resourceId")).endsWith(`/${name}`),
  );
}

describe("what-if", () => {
  test("is accepted, has no result for a while, and then answers it where Location says", async () => {
    const client = await startForTest();
    const accepted = await client.post(`${deployment}/whatIf?${version}`, body({ resources: [storage("one")] }));
    expect([accepted.status, accepted.headers.get("azure-asyncoperation")]).toEqual([202, null]);
    expect(accepted.headers.get("retry-after")).not.toBeNull();
    const location = accepted.headers.get("location");
    expect(location).toContain(`${development}/operationresults/`);
    expect((await client.follow(location)).status).toBe(202);
    client.wait(5000);
    const done = await client.follow(location);
    expect([done.status, pick(done.body, "status")]).toEqual([200, "Succeeded"]);
    expect((await client.get(`${deployment}?${version}`)).status).toBe(404);
  });

  test("tells what would be made, changed and left alone", async () => {
    const client = await startForTest();
    await deploy(client, body({ resources: [storage("one")] }));
    const made = await whatIf(client, body({ resources: [storage("two")] }));
    expect(kinds(made)).toEqual({ two: "Create" });
    expect(pick(change(made, "one"), "changeType")).toBe("Ignore");
    expect(pick(change(made, "rsv-dev-weu"), "changeType")).toBe("Ignore");
    expect(kinds(await whatIf(client, body({ resources: [storage("one")] })))).toEqual({ one: "NoChange" });
    const tagged = await whatIf(client, body({ resources: [storage("one", { tags: { team: "sea" } })] }));
    expect(pick(change(tagged, "one"), "delta")).toEqual([
      { path: "tags.team", propertyChangeType: "Create", before: null, after: "sea" },
    ]);
    const whole = await whatIf(client, body({ resources: [storage("one")] }, {}, "Complete"));
    expect(pick(change(whole, "rsv-dev-weu"), "changeType")).toBe("Delete");
  });

  test("names only ids when asked to", async () => {
    const client = await startForTest();
    const request = { properties: { ...(pick(body({ resources: [storage("one")] }), "properties") ?? {}) } };
    const ids = { ...request.properties, whatIfSettings: { resultFormat: "ResourceIdOnly" } };
    const reply = await whatIf(client, { properties: ids });
    expect(change(reply, "one")).toEqual({
      resourceId: `${providers}/Microsoft.Storage/storageAccounts/one`,
      changeType: "Create",
    });
  });

  test("sees no change in a vault, its policy and its protected item that are as the template has them", async () => {
    const client = await startForTest();
    const request = body({ resources: backupOf("dev-new-01") });
    expect(kinds(await whatIf(client, request))).toEqual({
      "rsv-new": "Create",
      daily: "Create",
      "vm;iaasvmcontainerv2;rg-dev-weu;dev-new-01": "Create",
    });
    expect(pick((await deploy(client, request)).body, "properties", "error")).toBeUndefined();
    expect(kinds(await whatIf(client, request))).toEqual({
      "rsv-new": "NoChange",
      daily: "NoChange",
      "vm;iaasvmcontainerv2;rg-dev-weu;dev-new-01": "NoChange",
    });
    const longer = await whatIf(client, body({ resources: backupOf("dev-new-01", 60) }));
    expect(pick(change(longer, "daily"), "delta")).toEqual([
      {
        path: "properties.retentionPolicy.dailySchedule.retentionDuration.count",
        propertyChangeType: "Modify",
        before: 30,
        after: 60,
      },
    ]);
  });

  test("at the scope of a subscription sees groups and what nested deployments make in them", async () => {
    const client = await startForTest();
    const path = `${development}/providers/Microsoft.Resources/deployments/whole`;
    const location = { location: "[resourceGroup().location]" };
    const inside = {
      ...nested("inside", { resources: [storage("innew", location)] }, inner),
      dependsOn: ["rg-new"],
    };
    const whole = template(
      {
        resources: [
          { type: "Microsoft.Resources/resourceGroups", apiVersion: "2024-03-01", name: "rg-new", location: "uksouth" },
          { ...inside, resourceGroup: "rg-new" },
        ],
      },
      "subscriptionDeploymentTemplate",
    );
    const request = { location: "westeurope", properties: { mode: "Incremental", template: whole } };
    const first = await whatIf(client, request, path);
    expect(kinds(first)).toEqual({ "rg-new": "Create", innew: "Create" });
    // The group is not there yet, so nobody knows its region.
    expect(pick(change(first, "innew"), "after", "location")).toMatch(/^\[resourceGroup\(.*\.location\]$/u);
    expect(pick((await deploy(client, request, path)).body, "properties", "error")).toBeUndefined();
    expect(kinds(await whatIf(client, request, path))).toEqual({ "rg-new": "NoChange", innew: "NoChange" });
  });

  test("never shows a secret", async () => {
    let kept = "";
    const client = await startForTest({ onState: (state) => (kept = state) });
    const account = storage("one", { tags: { first: "[parameters('password')]", second: "[parameters('more').a]" } });
    const parameters = { password: { type: "securestring" }, more: { type: "secureObject" } };
    const reply = await whatIf(
      client,
      body({ parameters, resources: [account] }, { password: "Sesame-1!", more: { a: "Sesame-2!" } }),
    );
    expect(pick(change(reply, "one"), "after", "tags")).toEqual({ first: "*******", second: "*******" });
    await client.sandbox.close();
    expect(kept).toContain("operationresults");
    expect(kept).not.toContain("Sesame");
  });

  test("of a template that is refused has failed, and says why", async () => {
    const client = await startForTest();
    const reply = await whatIf(client, body({ resources: [storage("one", { dependsOn: ["two"] })] }));
    expect([reply.status, pick(reply.body, "status"), pick(reply.body, "error", "code")]).toEqual([
      200,
      "Failed",
      "InvalidTemplate",
    ]);
    const unreadable = await client.post(`${deployment}/whatIf?${version}`, { properties: {} });
    expect([unreadable.status, pick(unreadable.body, "error", "code")]).toEqual([400, "InvalidRequestContent"]);
  });
});

const inner = { expressionEvaluationOptions: { scope: "inner" } };

/** A vault with a policy and a protected machine, as a template has them. */
function backupOf(vm: string, days = 30): readonly unknown[] {
  const type = "Microsoft.RecoveryServices/vaults";
  const apiVersion = "2024-04-01";
  const times = ["2026-01-01T05:30:00Z"];
  const key = `iaasvmcontainerv2;rg-dev-weu;${vm}`;
  return [
    {
      type,
      apiVersion,
      name: "rsv-new",
      location: "[resourceGroup().location]",
      sku: { name: "RS0", tier: "Standard" },
      identity: { type: "SystemAssigned" },
      properties: { publicNetworkAccess: "Enabled" },
    },
    {
      type: `${type}/backupPolicies`,
      apiVersion,
      name: "rsv-new/daily",
      dependsOn: ["rsv-new"],
      properties: {
        backupManagementType: "AzureIaasVM",
        instantRpRetentionRangeInDays: 2,
        timeZone: "UTC",
        schedulePolicy: {
          schedulePolicyType: "SimpleSchedulePolicy",
          scheduleRunFrequency: "Daily",
          scheduleRunTimes: times,
        },
        retentionPolicy: {
          retentionPolicyType: "LongTermRetentionPolicy",
          dailySchedule: { retentionTimes: times, retentionDuration: { count: days, durationType: "Days" } },
        },
      },
    },
    {
      type: `${type}/backupFabrics/protectionContainers/protectedItems`,
      apiVersion,
      name: `rsv-new/Azure/iaasvmcontainer;${key}/vm;${key}`,
      dependsOn: ["rsv-new", "daily"],
      properties: {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        policyId: "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'rsv-new', 'daily')]",
        sourceResourceId: `${group}/providers/Microsoft.Compute/virtualMachines/${vm}`,
      },
    },
  ];
}
