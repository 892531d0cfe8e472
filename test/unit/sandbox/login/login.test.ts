import { describe, expect, it } from "vitest";
import { readerClientId } from "../../../../src/sandbox/login/login";
import { pick, production, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const bramwick = "c3a9b5d2-1f47-4e8a-b6d0-3e7f9a2c4d61";
const someone = "11111111-1111-4111-8111-111111111111";

async function logIn(
  { sandbox }: TestClient,
  fields: Readonly<Record<string, string>> = {},
  authority = "adfs",
): Promise<{ readonly status: number; readonly body: unknown; readonly token: string }> {
  const form = { grant_type: "client_credentials", client_id: someone, client_secret: "anything", ...fields };
  const reply = await fetch(`${sandbox.url}/${authority}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const body: unknown = await reply.json();
  return { status: reply.status, body, token: String(pick(body, "access_token")) };
}

async function ask(
  { sandbox }: TestClient,
  token: string,
  path: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }> {
  const reply = await fetch(`${sandbox.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
  return { status: reply.status, headers: reply.headers, body: await reply.json() };
}

const subscriptions = "/subscriptions?api-version=2019-11-01";
const newVault = `${production}/resourceGroups/rg-erp-weu/providers/Microsoft.RecoveryServices/vaults/rsv-new?api-version=2022-10-01`;

describe("logins of the sandbox", () => {
  it("describe the cloud to clients that have no token, with an authority that ends in /adfs", async () => {
    const { sandbox } = await startForTest();
    const ask = async (version: string): Promise<unknown> =>
      (await fetch(`${sandbox.url}/metadata/endpoints?api-version=${version}`)).json();
    const loginEndpoint = `${sandbox.publicOrigin}/adfs`;
    expect(pick(await ask("2015-01-01"), "authentication", "loginEndpoint")).toBe(loginEndpoint);
    expect(pick(await ask("2019-05-01"), 0, "authentication", "loginEndpoint")).toBe(loginEndpoint);
    expect(pick(await ask("2022-09-01"), "resourceManager")).toBe(`${sandbox.publicOrigin}/`);
  });

  it("tell where tokens are issued", async () => {
    const { sandbox } = await startForTest();
    const reply = await fetch(`${sandbox.url}/adfs/.well-known/openid-configuration`);
    expect(pick(await reply.json(), "token_endpoint")).toBe(`${sandbox.publicOrigin}/adfs/oauth2/v2.0/token`);
  });

  it("give a service principal a token that sees every subscription", async () => {
    const client = await startForTest();
    const { status, token } = await logIn(client);
    expect(status).toBe(200);
    expect(pick((await ask(client, token, subscriptions)).body, "count", "value")).toBe(3);
  });

  it("give a token of a tenant's authority that tenant's subscriptions only", async () => {
    const client = await startForTest();
    const { token } = await logIn(client, {}, bramwick);
    expect(pick((await ask(client, token, subscriptions)).body, "count", "value")).toBe(1);
  });

  it("refuse a tenant that is not there, and a request without a secret", async () => {
    const client = await startForTest();
    const stranger = await logIn(client, {}, someone);
    expect([stranger.status, pick(stranger.body, "error_codes", 0)]).toEqual([400, 90002]);
    const reply = await fetch(`${client.sandbox.url}/adfs/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", client_id: someone }),
    });
    expect([reply.status, pick(await reply.json(), "error")]).toEqual([401, "invalid_client"]);
  });

  it("let the reader account read, and refuse each of its writes with 403 in its own name", async () => {
    const client = await startForTest();
    const { token } = await logIn(client, { client_id: readerClientId });
    expect((await ask(client, token, subscriptions)).status).toBe(200);
    const body = JSON.stringify({ location: "westeurope", properties: {} });
    const refused = await ask(client, token, newVault, { method: "PUT", body });
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([403, "AuthorizationFailed"]);
    expect(pick(refused.body, "error", "message")).toContain(`The client '${readerClientId}'`);
  });

  it("give a managed identity a token, but not to a request that somebody forwarded", async () => {
    const client = await startForTest();
    const url = `${client.sandbox.url}/msi/token?resource=https%3A%2F%2Flocalhost&api-version=2017-09-01`;
    const reply: unknown = await (await fetch(url, { headers: { secret: "x" } })).json();
    const token = String(pick(reply, "access_token"));
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(pick(claims, "xms_mirid")).toMatch(/userAssignedIdentities/u);
    expect(pick(reply, "token_type")).toBe("Bearer");
    expect((await ask(client, token, subscriptions)).status).toBe(200);
    expect((await fetch(url)).status).toBe(400);
    const form = await fetch(`${client.sandbox.url}/msi/token`, {
      method: "POST",
      headers: { metadata: "true" },
      body: new URLSearchParams({ resource: "https://localhost" }),
    });
    expect([form.status, pick(await form.json(), "resource")]).toEqual([200, "https://localhost"]);
  });

  it("end after an hour, and a token that was changed is none", async () => {
    const client = await startForTest();
    const { token } = await logIn(client);
    const [head = "", , signature = ""] = token.split(".");
    const forged = Buffer.from(JSON.stringify({ access: "owner", exp: 4_102_444_800 })).toString("base64url");
    expect((await ask(client, `${head}.${forged}.${signature}`, subscriptions)).status).toBe(401);
    client.wait(3_601_000);
    const late = await ask(client, token, subscriptions);
    expect([late.status, pick(late.body, "error", "code")]).toEqual([401, "ExpiredAuthenticationToken"]);
    expect(late.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  it("accept any bearer token, but not none, when the sandbox is open", async () => {
    const client = await startForTest({ open: true });
    expect((await ask(client, "anything", subscriptions)).status).toBe(200);
    expect((await fetch(`${client.sandbox.url}${subscriptions}`)).status).toBe(401);
  });
});
