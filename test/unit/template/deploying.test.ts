import { expect, test } from "vitest";
import { asText } from "../../../src/template/access";
import { evaluateTemplate } from "../../../src/template/evaluateTemplate";
import type { DeploymentRuntime } from "../../../src/template/evaluation/deploymentRuntime";
import { toJson } from "../../../src/template/values/unknowns";
import type { JsonValue } from "../../../src/template/value";

const accountId =
  "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/files";

const runtime: DeploymentRuntime = {
  reference: (id, full) => {
    const state = { blob: "https://files.example/" };
    return id !== accountId ? undefined : full ? { location: "westeurope", properties: state } : state;
  },
  list: (name, id) => (name === "listkeys" && id === accountId ? { keys: [{ value: "k1" }] } : undefined),
  resourceGroup: (_, name) => ({ location: name === "other" ? "northeurope" : "westeurope", tags: { team: "sea" } }),
  subscription: () => ({ tenantId: "t1", displayName: "Development" }),
  linked: () => undefined,
  secret: () => undefined,
  templateLink: undefined,
  newGuid: (place) => `guid of ${place}`,
  startTime: new Date("2026-03-02T10:00:00Z"),
};

/** What the expressions give while they are deployed with this run-time state; undefined for what stays open. */
function deployedWith(given: DeploymentRuntime | undefined, expressions: Readonly<Record<string, string>>): unknown {
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: {
      secret: { type: "secureString" },
      stamp: { type: "string", defaultValue: "[utcNow()]" },
      day: { type: "string", defaultValue: "[utcNow('yyyy-MM-dd')]" },
      id: { type: "string", defaultValue: "[newGuid()]" },
    },
    resources: [],
    outputs: Object.fromEntries(
      Object.entries(expressions).map(([name, value]) => [name, { type: "string", value: `[${value}]` }]),
    ),
  };
  const { outputs } = evaluateTemplate(JSON.stringify(template), {
    deployment: {
      subscriptionId: "11111111-1111-1111-1111-111111111111",
      resourceGroup: "rg",
      deploymentName: "first",
    },
    parameters: { secret: "s3cret" },
    ...(given === undefined ? {} : { runtime: given }),
  });
  return Object.fromEntries(
    [...outputs].map(([name, value]): [string, JsonValue | undefined] => [name, toJson(value)]),
  );
}

const expressions = {
  state: "reference(resourceId('Microsoft.Storage/storageAccounts', 'files')).blob",
  full: "reference(resourceId('Microsoft.Storage/storageAccounts', 'files'), '2023-01-01', 'Full').location",
  key: "listKeys(resourceId('Microsoft.Storage/storageAccounts', 'files'), '2023-01-01').keys[0].value",
  secret: "parameters('secret')",
  stamp: "parameters('stamp')",
  day: "parameters('day')",
  place: "resourceGroup().location",
  team: "resourceGroup().tags.team",
  tenant: "concat(subscription().tenantId, tenant().tenantId)",
};

test("a deployment asks for the state of what is there, and reads its secrets", () => {
  expect(deployedWith(runtime, expressions)).toEqual({
    state: "https://files.example/",
    full: "westeurope",
    key: "k1",
    secret: "s3cret",
    stamp: "20260302T100000Z",
    day: "2026-03-02",
    place: "westeurope",
    team: "sea",
    tenant: "t1t1",
  });
});

test("an editor knows none of this", () => {
  const open = Object.fromEntries(Object.keys(expressions).map((name) => [name, undefined]));
  expect(deployedWith(undefined, expressions)).toEqual(open);
});

test("what is not there yet stays open, and so do the keys of it", () => {
  const missing = "resourceId('Microsoft.Storage/storageAccounts', 'none')";
  expect(
    deployedWith(runtime, { state: `reference(${missing}).blob`, keys: `listKeys(${missing}, '2023-01-01').keys` }),
  ).toEqual({ state: undefined, keys: undefined });
});

test("a new GUID is the same wherever its parameter is used, and the deployment knows its name", () => {
  const found = deployedWith(runtime, { one: "parameters('id')", two: "parameters('id')", name: "deployment().name" });
  const guid = Reflect.get(Object(found), "one") as unknown;
  expect(guid).toContain("guid of newGuid");
  expect(found).toEqual({ one: guid, two: guid, name: "first" });
});

test("a symbolic name leads to the state as well", () => {
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    languageVersion: "2.0",
    resources: {
      files: {
        type: "Microsoft.Storage/storageAccounts",
        apiVersion: "2023-01-01",
        name: "files",
        location: "westeurope",
      },
    },
    outputs: { blob: { type: "string", value: "[reference('files').blob]" } },
  };
  const { outputs } = evaluateTemplate(JSON.stringify(template), {
    deployment: { subscriptionId: "11111111-1111-1111-1111-111111111111", resourceGroup: "rg" },
    runtime,
  });
  expect(asText(outputs.get("blob"))).toBe("https://files.example/");
});
