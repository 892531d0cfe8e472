import { describe, expect, test } from "vitest";
import { column, development, listAt, pick, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";
import { storage, template, version } from "./templates";
import type { Parts } from "./templates";

const groups = "/providers/Microsoft.Management/managementGroups";
const deployments = "/providers/Microsoft.Resources/deployments";
const subscriptionId = development.split("/").at(-1);

async function rootOf(client: TestClient): Promise<string> {
  const list = await client.get(`${groups}?api-version=2021-04-01`);
  return String(pick(list.body, "value", 0, "id"));
}

function request(parts: Parts, schema: string): Record<string, unknown> {
  return { location: "westeurope", properties: { mode: "Incremental", template: template(parts, schema) } };
}

/** Makes a resource group in the subscription for development, and a storage account in it. */
function intoSubscription(schema: string): Record<string, unknown> {
  const inGroup = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    name: "inGroup",
    resourceGroup: "rg-landing",
    dependsOn: ["rg-landing"],
    properties: { mode: "Incremental", template: template({ resources: [storage("landing1")] }) },
  };
  const landing = {
    type: "Microsoft.Resources/resourceGroups",
    apiVersion: "2024-03-01",
    name: "rg-landing",
    location: "westeurope",
    properties: {},
  };
  const inSubscription = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    name: "inSubscription",
    subscriptionId,
    location: "westeurope",
    properties: {
      mode: "Incremental",
      template: template({ resources: [landing, inGroup] }, "subscriptionDeploymentTemplate"),
    },
  };
  return request({ resources: [inSubscription] }, schema);
}

async function run(client: TestClient, path: string, body: unknown): Promise<unknown> {
  const accepted = await client.put(`${path}?${version}`, body);
  expect([accepted.status, pick(accepted.body, "error", "message")]).toEqual([201, undefined]);
  const status = new URL(accepted.headers.get("azure-asyncoperation") ?? "");
  client.wait(120_000);
  expect(pick((await client.follow(status.href)).body, "status")).toBe("Succeeded");
  return (await client.get(`${path}?${version}`)).body;
}

test("every tenant has a root management group of its own name, with its subscriptions below", async () => {
  const client = await startForTest();
  const root = await rootOf(client);
  const tenants = await client.get("/tenants?api-version=2022-12-01");
  const list = await client.get(`${groups}?api-version=2021-04-01`);
  expect(column(list, "name")).toEqual(column(tenants, "tenantId"));
  const one = await client.get(`${root}?$expand=children&api-version=2021-04-01`);
  expect(pick(one.body, "properties", "displayName")).toBe("Tenant Root Group");
  expect(listAt(one.body, "properties", "children").map((child) => pick(child, "name"))).toContain(subscriptionId);
  const none = await client.get(`${groups}/none?api-version=2021-04-01`);
  expect([none.status, pick(none.body, "error", "code")]).toEqual([404, "ManagementGroupNotFound"]);
});

describe.each([
  ["a management group", "managementGroupDeploymentTemplate", rootOf],
  ["a tenant", "tenantDeploymentTemplate", () => Promise.resolve("")],
] as const)("a deployment to %s", (_, schema, scopeOf) => {
  test("reaches through a subscription into a resource group, and leaves a history at each of them", async () => {
    const client = await startForTest();
    const scope = await scopeOf(client);
    const done = await run(client, `${scope}${deployments}/landing`, intoSubscription(schema));
    expect(pick(done, "properties", "provisioningState")).toBe("Succeeded");
    expect([pick(done, "id"), pick(done, "location")]).toEqual([`${scope}${deployments}/landing`, "westeurope"]);
    const made = `${development}/resourceGroups/rg-landing`;
    const account = await client.get(
      `${made}/providers/Microsoft.Storage/storageAccounts/landing1?api-version=2023-01-01`,
    );
    expect(account.status).toBe(200);
    for (const [place, name] of [
      [scope, "landing"],
      [development, "inSubscription"],
      [made, "inGroup"],
    ] as const) {
      expect(column(await client.get(`${place}${deployments}?${version}`), "name")).toContain(name);
    }
    const operations = await client.get(`${scope}${deployments}/landing/operations?${version}`);
    expect(column(operations, "properties", "targetResource", "resourceName")).toContain("inSubscription");
  });

  test("is validated, previewed, exported, found and forgotten as at any other place", async () => {
    const client = await startForTest();
    const path = `${await scopeOf(client)}${deployments}/landing`;
    const body = intoSubscription(schema);
    expect((await client.post(`${path}/validate?${version}`, body)).status).toBe(200);
    const preview = await client.post(`${path}/whatIf?${version}`, body);
    client.wait(10_000);
    const changes = listAt((await client.follow(preview.headers.get("location"))).body, "properties", "changes");
    expect(changes.map((change) => pick(change, "changeType"))).toEqual(["Create", "Create"]);
    await run(client, path, body);
    expect((await client.send("HEAD", `${path}?${version}`)).status).toBe(204);
    const exported = await client.post(`${path}/exportTemplate?${version}`);
    expect(pick(exported.body, "template", "resources", 0, "name")).toBe("inSubscription");
    const gone = await client.send("DELETE", `${path}?${version}`);
    expect(gone.status).toBe(202);
    client.wait(10_000);
    expect((await client.follow(gone.headers.get("location"))).status).toBe(204);
    expect((await client.send("HEAD", `${path}?${version}`)).status).toBe(404);
  });

  test("can be cancelled, and needs a location", async () => {
    const client = await startForTest();
    const path = `${await scopeOf(client)}${deployments}/landing`;
    await client.put(`${path}?${version}`, intoSubscription(schema));
    expect((await client.post(`${path}/cancel?${version}`)).status).toBe(204);
    const placeless = { ...intoSubscription(schema), location: undefined };
    const refused = await client.put(`${path}2?${version}`, placeless);
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "LocationRequired"]);
  });
});

test("a deployment to a tenant makes a management group, to which others go", async () => {
  const client = await startForTest();
  const made = {
    type: "Microsoft.Management/managementGroups",
    apiVersion: "2021-04-01",
    name: "platform",
    scope: "/",
    properties: { displayName: "Platform" },
  };
  await run(client, `${deployments}/tree`, request({ resources: [made] }, "tenantDeploymentTemplate"));
  expect(column(await client.get(`${groups}?api-version=2021-04-01`), "properties", "displayName")).toContain(
    "Platform",
  );
  const done = await run(
    client,
    `${groups}/platform${deployments}/d`,
    intoSubscription("managementGroupDeploymentTemplate"),
  );
  expect(pick(done, "properties", "provisioningState")).toBe("Succeeded");
});

test("an inner deployment to a place that is not there ends the outer one, and says why", async () => {
  const client = await startForTest();
  const inner = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    name: "inner",
    location: "westeurope",
    properties: { mode: "Incremental", template: template({}, "subscriptionDeploymentTemplate") },
  };
  for (const [more, code] of [
    [{ subscriptionId: "00000000-0000-0000-0000-000000000000" }, "SubscriptionNotFound"],
    [{ scope: "Microsoft.Management/managementGroups/none" }, "ManagementGroupNotFound"],
  ] as const) {
    const path = `${deployments}/${code}`;
    await client.put(`${path}?${version}`, request({ resources: [{ ...inner, ...more }] }, "tenantDeploymentTemplate"));
    client.wait(60_000);
    const { body } = await client.get(`${path}?${version}`);
    expect(pick(body, "properties", "error", "details", 0, "code")).toBe(code);
  }
  const placeless = request(
    { resources: [{ ...inner, subscriptionId, location: undefined }] },
    "tenantDeploymentTemplate",
  );
  const refused = await client.put(`${deployments}/placeless?${version}`, placeless);
  expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "LocationRequired"]);
});
