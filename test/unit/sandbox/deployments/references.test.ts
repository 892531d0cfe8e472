import { describe, expect, test } from "vitest";
import { pick, startForTest } from "../sandboxFixture";
import type { Reply, TestClient } from "../sandboxFixture";
import { storage, template, version } from "./templates";

const subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
const group = `${subscription}/resourceGroups/rg`;
const keys = `${group}/providers/Microsoft.KeyVault/vaults/keys`;
const closed = `${group}/providers/Microsoft.KeyVault/vaults/closed`;
const foreign = `${subscription}/resourceGroups/foreign/providers/Microsoft.KeyVault/vaults/others`;
const spec = `${group}/providers/Microsoft.Resources/templateSpecs/account/versions/1.0`;
const path = `${group}/providers/Microsoft.Resources/deployments/main`;

const tagged = template({
  parameters: { word: { type: "secureString" } },
  resources: [storage("one", { tags: { length: "[string(length(parameters('word')))]" } })],
});

function linked(name: string, relativePath: string): object {
  const properties = { mode: "Incremental", templateLink: { relativePath } };
  return { type: "Microsoft.Resources/deployments", apiVersion: "2024-03-01", name, properties };
}

const estate = JSON.stringify({
  subscriptions: [subscription.split("/").at(-1)],
  resources: [
    { id: group, location: "westeurope" },
    { id: `${subscription}/resourceGroups/foreign`, location: "westeurope", access: "reader" },
    { id: keys, properties: { enabledForTemplateDeployment: true } },
    { id: `${keys}/secrets/word`, properties: { value: "Sesame", secretUriWithVersion: "https://keys.example/s/v7" } },
    { id: closed, properties: { enabledForTemplateDeployment: false } },
    { id: `${closed}/secrets/word`, properties: { value: "Sesame" } },
    { id: foreign, properties: { enabledForTemplateDeployment: true } },
    {
      id: spec,
      properties: {
        mainTemplate: template({ resources: [storage("two"), linked("inner", "parts/inner.json")] }),
        linkedTemplates: [
          { path: "parts/inner.json", template: template({ resources: [linked("deep", "deep.json")] }) },
          { path: "parts/deep.json", template: template({ resources: [storage("three")] }) },
        ],
      },
    },
  ],
});

function deployWith(client: TestClient, vault: string, secret: Readonly<Record<string, string>>): Promise<Reply> {
  const word = { reference: { keyVault: { id: vault }, ...secret } };
  return client.put(`${path}?${version}`, {
    properties: { mode: "Incremental", template: tagged, parameters: { word } },
  });
}

describe("a parameter from a key vault", () => {
  test("has the secret's value, which nobody sees", async () => {
    let kept = "";
    const client = await startForTest({ estate, onState: (state) => (kept = state) });
    expect((await deployWith(client, keys, { secretName: "word", secretVersion: "v7" })).status).toBe(201);
    client.wait(60_000);
    const done = await client.get(`${path}?${version}`);
    expect(pick(done.body, "properties", "provisioningState"), JSON.stringify(done.body)).toBe("Succeeded");
    expect(pick(done.body, "properties", "parameters", "word")).toEqual({
      type: "SecureString",
      reference: { keyVault: { id: keys }, secretName: "word", secretVersion: "v7" },
    });
    const account = await client.get(`${group}/providers/Microsoft.Storage/storageAccounts/one?api-version=2023-01-01`);
    expect(pick(account.body, "tags", "length")).toBe("6");
    const secret = await client.get(`${keys}/secrets/word?api-version=2023-07-01`);
    expect([secret.status, pick(secret.body, "properties", "value")]).toEqual([200, undefined]);
    await client.sandbox.close();
    expect(kept).toContain("secrets/word");
    expect(kept).not.toContain("Sesame");
  });

  test.each([
    ["of a vault that is not there", `${keys}2`, { secretName: "word" }, 400, "KeyVaultParameterReferenceNotFound"],
    [
      "of a vault that is not for templates",
      closed,
      { secretName: "word" },
      400,
      "KeyVaultParameterReferenceSecretRetrieveFailed",
    ],
    ["of another name", keys, { secretName: "none" }, 400, "KeyVaultParameterReferenceSecretRetrieveFailed"],
    [
      "of another version",
      keys,
      { secretName: "word", secretVersion: "v1" },
      400,
      "KeyVaultParameterReferenceSecretRetrieveFailed",
    ],
    [
      "of a vault that may only be read",
      foreign,
      { secretName: "word" },
      403,
      "KeyVaultParameterReferenceAuthorizationFailed",
    ],
  ])("%s is refused", async (_, vault, secret, status, code) => {
    const client = await startForTest({ estate });
    const refused = await deployWith(client, vault, secret);
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([status, code]);
  });

  test("of a secret that a deployment has made works as well", async () => {
    const client = await startForTest({ estate });
    const secret = { type: "Microsoft.KeyVault/vaults/secrets", apiVersion: "2023-07-01", name: "keys/fresh" };
    const made = template({
      parameters: { value: { type: "secureString" } },
      resources: [{ ...secret, properties: { value: "[parameters('value')]" } }],
    });
    await client.put(`${path}-secret?${version}`, {
      properties: { mode: "Incremental", template: made, parameters: { value: { value: "Open" } } },
    });
    client.wait(60_000);
    expect((await deployWith(client, keys, { secretName: "fresh" })).status).toBe(201);
  });
});

describe("a parameter of a deployment inside a template", () => {
  const inner = (secretName: string): unknown => ({
    type: "Microsoft.Resources/deployments",
    apiVersion: "2024-03-01",
    name: "inner",
    properties: {
      mode: "Incremental",
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { word: { reference: { keyVault: { id: "[parameters('vault')]" }, secretName } } },
      template: template({
        parameters: { word: { type: "secureString" } },
        resources: [storage("one", { tags: { length: "[string(length(parameters('word')))]" } })],
      }),
    },
  });
  const outer = (secretName: string): unknown => ({
    properties: {
      mode: "Incremental",
      template: template({
        parameters: { vault: { type: "string", defaultValue: keys } },
        resources: [inner(secretName)],
      }),
    },
  });

  test("has the value of a secret, which nobody sees", async () => {
    const client = await startForTest({ estate });
    expect((await client.put(`${path}?${version}`, outer("word"))).status).toBe(201);
    client.wait(60_000);
    const done = await client.get(`${path}?${version}`);
    expect(pick(done.body, "properties", "provisioningState"), JSON.stringify(done.body)).toBe("Succeeded");
    const account = await client.get(`${group}/providers/Microsoft.Storage/storageAccounts/one?api-version=2023-01-01`);
    expect(pick(account.body, "tags")).toEqual({ length: "6" });
    const shown = await client.get(`${group}/providers/Microsoft.Resources/deployments/inner?${version}`);
    expect(pick(shown.body, "properties", "parameters", "word")).toEqual({
      type: "SecureString",
      reference: { keyVault: { id: keys }, secretName: "word" },
    });
    expect(JSON.stringify((await client.get("/sandbox/state")).body)).not.toContain("Sesame");
  });

  test("that cannot be read fails that deployment", async () => {
    const client = await startForTest({ estate });
    expect((await client.put(`${path}?${version}`, outer("none"))).status).toBe(201);
    client.wait(60_000);
    const { body } = await client.get(`${path}?${version}`);
    expect(pick(body, "properties", "error", "details", 0, "code")).toBe(
      "KeyVaultParameterReferenceSecretRetrieveFailed",
    );
  });
});

describe("a linked template", () => {
  test("that is a template spec of the estate is deployed with what it links, and the link is shown", async () => {
    const client = await startForTest({ estate });
    const properties = { mode: "Incremental", templateLink: { id: spec } };
    expect((await client.put(`${path}?${version}`, { properties })).status).toBe(201);
    client.wait(60_000);
    const done = await client.get(`${path}?${version}`);
    expect(pick(done.body, "properties", "templateLink")).toEqual({ id: spec });
    expect(pick(done.body, "properties", "outputResources", 0, "id")).toContain("storageAccounts/two");
    const three = await client.get(`${group}/providers/Microsoft.Storage/storageAccounts/three?api-version=2023-01-01`);
    expect(three.status, JSON.stringify(done.body)).toBe(200);
  });

  test.each([
    ["a spec that is not there", { templateLink: { id: `${spec}0` } }, 404, "ResourceNotFound", "versions/1.00'"],
    [
      "an address",
      { templateLink: { uri: "https://templates.example/main.json?sig=Sesame" } },
      400,
      "InvalidContentLink",
      "Unable to download deployment content from 'https://templates.example/main.json'",
    ],
    ["no address", { templateLink: { uri: "main.json" } }, 400, "InvalidContentLink", "must be an absolute URI"],
    [
      "an address of parameters",
      { template: tagged, parametersLink: { uri: "https://templates.example/p.json" } },
      400,
      "InvalidContentLink",
      "p.json",
    ],
  ])("%s is refused", async (_, link, status, code, sentence) => {
    const client = await startForTest({ estate, download: () => Promise.reject(new Error("404")) });
    const refused = await client.put(`${path}?${version}`, { properties: { mode: "Incremental", ...link } });
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([status, code]);
    expect(pick(refused.body, "error", "message")).toContain(sentence);
    expect(JSON.stringify(refused.body)).not.toContain("Sesame");
  });
});
