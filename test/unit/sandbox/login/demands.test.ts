import { describe, expect, it } from "vitest";
import { challengeIn } from "../../../../src/azure/accounts/challenge";
import { pick, production, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

async function send(
  { sandbox }: TestClient,
  method: string,
  path: string,
  body?: unknown,
  token = sandbox.token,
): Promise<Reply> {
  const reply = await fetch(`${sandbox.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, body: text === "" ? undefined : JSON.parse(text) };
}

async function logIn(
  { sandbox }: TestClient,
  tenant: string,
  fields: Readonly<Record<string, string>>,
): Promise<Reply> {
  const reply = await fetch(`${sandbox.url}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: sandbox.token, ...fields }),
  });
  return { status: reply.status, headers: reply.headers, body: await reply.json() };
}

async function tenantOfProduction(client: TestClient): Promise<string> {
  return String(pick((await send(client, "GET", `${production}?api-version=2019-11-01`)).body, "tenantId"));
}

const groups = `${production}/resourcegroups?api-version=2021-04-01`;
const newGroup = `${production}/resourcegroups/rg-of-demands?api-version=2021-04-01`;

describe("a tenant of the sandbox that demands a second factor for changes", () => {
  it("answers changes with a claims challenge, and reads as ever", async () => {
    const client = await startForTest();
    const tenantId = await tenantOfProduction(client);
    expect((await send(client, "POST", "/sandbox/tenants", { tenantId, secondFactor: "changes" })).status).toBe(204);
    expect((await send(client, "GET", groups)).status).toBe(200);
    const refused = await send(client, "PUT", newGroup, { location: "westeurope" });
    expect(refused.status).toBe(401);
    const challenge = challengeIn(refused.headers.get("www-authenticate") ?? undefined);
    expect(challenge?.claims).toContain('"values":["p1"]');
    const { body } = await logIn(client, tenantId, { claims: challenge?.claims ?? "" });
    const token = String(pick(body, "access_token"));
    expect((await send(client, "PUT", newGroup, { location: "westeurope" }, token)).status).toBe(201);
    const weak = String(pick((await logIn(client, tenantId, {})).body, "access_token"));
    expect((await send(client, "PUT", newGroup, { location: "westeurope" }, weak)).status).toBe(401);
  });

  it("demands nothing any more when that is taken back", async () => {
    const client = await startForTest();
    const tenantId = await tenantOfProduction(client);
    await send(client, "POST", "/sandbox/tenants", { tenantId, secondFactor: "always" });
    expect((await send(client, "GET", groups)).status).toBe(401);
    expect((await send(client, "GET", "/sandbox/tenants")).body).toEqual([
      { tenantId, secondFactor: "always", refusesWith: null },
    ]);
    await send(client, "DELETE", "/sandbox/tenants");
    expect((await send(client, "GET", groups)).status).toBe(200);
  });
});

describe("a tenant of the sandbox that refuses its tokens", () => {
  it("does so with Entra's code, at the login and at Resource Manager", async () => {
    const client = await startForTest();
    const tenantId = await tenantOfProduction(client);
    await send(client, "POST", "/sandbox/tenants", { tenantId, refusesWith: 50076 });
    const atLogin = await logIn(client, tenantId, {});
    expect([atLogin.status, pick(atLogin.body, "error"), pick(atLogin.body, "error_codes")]).toEqual([
      400,
      "interaction_required",
      [50076],
    ]);
    const refused = await send(client, "GET", groups);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain('error_description="AADSTS50076: ');
    const { status } = await logIn(client, tenantId, { prompt: "login" });
    expect(status).toBe(200);
    expect((await send(client, "GET", groups)).status).toBe(200);
  });

  it("goes on refusing where a sign-in does not help", async () => {
    const client = await startForTest();
    const tenantId = await tenantOfProduction(client);
    await send(client, "POST", "/sandbox/tenants", { tenantId, refusesWith: 53003 });
    expect((await logIn(client, tenantId, { prompt: "login" })).status).toBe(400);
  });
});

describe("the sandbox's address for demands", () => {
  it.each([{}, { tenantId: "nobody", secondFactor: "always" }, { secondFactor: "always" }, { tenantId: true }])(
    "refuses %j",
    async (body) => {
      expect((await send(await startForTest(), "POST", "/sandbox/tenants", body)).status).toBe(400);
    },
  );

  it("refuses demands that are none", async () => {
    const client = await startForTest();
    const tenantId = await tenantOfProduction(client);
    for (const more of [{ secondFactor: "sometimes" }, { refusesWith: "50076" }, { refusesWith: 1.5 }]) {
      expect((await send(client, "POST", "/sandbox/tenants", { tenantId, ...more })).status).toBe(400);
    }
  });

  it("lets nobody log in as the person of the sandbox without this start's token", async () => {
    const client = await startForTest();
    expect((await logIn(client, "adfs", { refresh_token: "guessed" })).status).toBe(400);
  });
});
