import { describe, expect, it } from "vitest";
import { development, devVault, pick, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

interface Answered {
  readonly status: number;
  readonly code: unknown;
  readonly etag: string | null;
}

async function send(
  { sandbox }: TestClient,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: unknown = {},
): Promise<Answered> {
  const version = path.includes("Microsoft.Network") ? "2024-05-01" : "2024-04-01";
  const reply = await fetch(`${sandbox.url}${path}?api-version=${version}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.token}`, "content-type": "application/json", ...headers },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  const code = text === "" ? undefined : pick(JSON.parse(text), "error", "code");
  return { status: reply.status, code, etag: reply.headers.get("etag") };
}

const etagOf = async (client: TestClient, path: string) => String(pick((await client.get(path)).body, "etag"));
const refused = { status: 412, code: "PreconditionFailed", etag: null };
const tags = { tags: { team: "blue" } };
const made = { location: "westeurope", sku: { name: "RS0" }, properties: {} };

describe("If-Match", () => {
  it("lets a vault be changed that is as it was seen, and refuses one that was changed in between", async () => {
    const client = await startForTest();
    const seen = await etagOf(client, devVault);
    expect((await send(client, "PATCH", devVault, { "if-match": seen }, tags)).status).toBe(202);
    client.wait(10_000);
    expect(await etagOf(client, devVault)).not.toBe(seen);
    expect(await send(client, "PATCH", devVault, { "if-match": seen }, { tags: {} })).toEqual(refused);
    expect(await send(client, "DELETE", devVault, { "if-match": seen })).toEqual(refused);
    expect(pick((await client.get(devVault)).body, "tags")).toEqual(tags.tags);
  });

  it("names both etags when they differ", async () => {
    const client = await startForTest();
    const now = await etagOf(client, devVault);
    const reply = await fetch(`${client.sandbox.url}${devVault}?api-version=2024-04-01`, {
      method: "PATCH",
      headers: {
        authorization: `Bearer ${client.sandbox.token}`,
        "content-type": "application/json",
        "if-match": '"old"',
      },
      body: "{}",
    });
    expect(pick(await reply.json(), "error", "message")).toBe(
      `Etag provided in if-match header "old" does not match etag ${now} of resource.`,
    );
  });

  it("with another change's setting is stale too: soft delete is a part of the vault", async () => {
    const client = await startForTest();
    const seen = await etagOf(client, devVault);
    client.wait(1000);
    await client.send("PATCH", `${devVault}/backupconfig/vaultconfig`, {
      properties: { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 30 },
    });
    expect(await send(client, "PATCH", devVault, { "if-match": seen }, tags)).toEqual(refused);
  });

  it.each(["*", 'W/"one", *'])("that is %s takes any vault, but one must be there", async (ifMatch) => {
    const client = await startForTest();
    expect((await send(client, "PATCH", devVault, { "if-match": ifMatch }, tags)).status).toBe(202);
    expect(await send(client, "PUT", `${devVault}-new`, { "if-match": ifMatch }, made)).toEqual(refused);
    expect((await client.get(`${devVault}-new`)).status).toBe(404);
  });
});

describe("If-None-Match", () => {
  it("lets a vault be made, but not changed", async () => {
    const client = await startForTest();
    expect(await send(client, "PUT", devVault, { "if-none-match": "*" }, made)).toEqual(refused);
    expect((await send(client, "PUT", `${devVault}-new`, { "if-none-match": "*" }, made)).status).toBe(201);
  });

  it("takes * only", async () => {
    const client = await startForTest();
    expect(await send(client, "PUT", devVault, { "if-none-match": '"1"' }, made)).toMatchObject({ status: 400 });
  });
});

describe("a network resource", () => {
  const address = `${development}/resourceGroups/rg-dev-weu/providers/Microsoft.Network/publicIPAddresses/pip-etag`;
  const body = { location: "westeurope", properties: { publicIPAllocationMethod: "Static" } };

  it("has its etag as a header too, and compares it", async () => {
    const client = await startForTest();
    const first = await send(client, "PUT", address, { "if-none-match": "*" }, body);
    expect(first).toMatchObject({ status: 201, etag: expect.stringMatching(/^W\/"/u) as string });
    expect((await send(client, "GET", address, {})).etag).toBe(first.etag);
    client.wait(1000);
    expect((await send(client, "PUT", address, { "if-match": first.etag ?? "" }, body)).status).toBe(200);
    expect(await send(client, "PUT", address, { "if-match": first.etag ?? "" }, body)).toEqual(refused);
    expect(await send(client, "PUT", address, { "if-none-match": "*" }, body)).toEqual(refused);
  });
});
