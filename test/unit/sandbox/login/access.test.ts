import { describe, expect, it } from "vitest";
import { development, devVault, pick, production, readOnly, startForTest } from "../sandboxFixture";

describe("who may ask the sandbox", () => {
  it("refuses a request without a token, and says where to get one", async () => {
    const { sandbox } = await startForTest();
    const reply = await fetch(`${sandbox.url}/subscriptions?api-version=2022-12-01`);
    expect(reply.status).toBe(401);
    expect(reply.headers.get("www-authenticate")).toContain("Bearer authorization_uri=");
    expect(pick(await reply.json(), "error", "code")).toBe("AuthenticationFailed");
  });

  it("refuses another start's token", async () => {
    const first = await startForTest();
    const second = await startForTest();
    const reply = await fetch(`${second.sandbox.url}/subscriptions?api-version=2022-12-01`, {
      headers: { authorization: `Bearer ${first.sandbox.token}` },
    });
    expect(reply.status).toBe(401);
    expect(reply.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  it("shows a token of one tenant that tenant's subscriptions only", async () => {
    const { sandbox } = await startForTest();
    const ask = async (path: string): Promise<unknown> => {
      const reply = await fetch(`${sandbox.url}${path}?api-version=2022-12-01`, {
        headers: { authorization: `Bearer ${sandbox.token}.c3a9b5d2-1f47-4e8a-b6d0-3e7f9a2c4d61` },
      });
      return reply.json();
    };
    expect(pick(await ask("/subscriptions"), "value", 0, "displayName")).toBe("Bramwick Freight (read only)");
    expect(pick(await ask("/subscriptions"), "value", 1)).toBeUndefined();
    expect(pick(await ask(production), "error", "code")).toBe("SubscriptionNotFound");
  });

  it("lets a reader look but not write, and names the missing right", async () => {
    const client = await startForTest();
    const vault = `${readOnly}/resourceGroups/rg-fleet-gwc/providers/Microsoft.RecoveryServices/vaults/rsv-bramwick-gwc`;
    expect((await client.get(vault)).status).toBe(200);
    const refused = await client.put(`${vault}-2`, { location: "germanywestcentral", properties: {} });
    expect(refused.status).toBe(403);
    expect(pick(refused.body, "error", "code")).toBe("AuthorizationFailed");
    expect(pick(refused.body, "error", "message")).toMatch(
      /does not have authorization to perform action 'Microsoft\.RecoveryServices\/vaults\/write' over scope/u,
    );
  });

  it("lets a reader ask for the backup status of a VM", async () => {
    const client = await startForTest();
    const vm = `${readOnly}/resourceGroups/rg-fleet-gwc/providers/Microsoft.Compute/virtualMachines/fleet-gps-01`;
    const reply = await client.post(
      `${readOnly}/providers/Microsoft.RecoveryServices/locations/germanywestcentral/backupStatus`,
      { resourceType: "VM", resourceId: vm },
    );
    expect(reply.status).toBe(200);
  });

  it("refuses writes in a locked resource group of a subscription that is open otherwise", async () => {
    const client = await startForTest();
    const vaults = "providers/Microsoft.RecoveryServices/vaults/rsv-try";
    const body = { location: "westeurope", sku: { name: "RS0" }, properties: {} };
    expect((await client.put(`${development}/resourceGroups/rg-locked-weu/${vaults}`, body)).status).toBe(403);
    expect((await client.put(`${development}/resourceGroups/rg-dev-weu/${vaults}`, body)).status).toBe(201);
  });
});

describe("what the sandbox does not take", () => {
  it.each([
    ["/subscriptions/00000000-0000-0000-0000-000000000001", "SubscriptionNotFound"],
    [`${production}/resourceGroups/rg-nowhere/providers/Microsoft.Compute/virtualMachines`, "ResourceGroupNotFound"],
    [`${production}/resourceGroups/rg-shop-weu/providers/Microsoft.Compute/virtualMachines/ghost`, "ResourceNotFound"],
    [
      `${production}/resourceGroups/rg-shop-weu/providers/Microsoft.Network/networkInterfaces/ghost`,
      "ResourceNotFound",
    ],
    [`${devVault}-ghost`, "ResourceNotFound"],
  ])("answers 404 for %s", async (path, code) => {
    const client = await startForTest();
    const version = path.includes("Compute") ? "2024-07-01" : path.includes("Network") ? "2024-05-01" : undefined;
    const known = version ?? (path.includes("RecoveryServices") ? "2024-04-01" : "2022-12-01");
    const reply = await client.get(`${path}?api-version=${known}`);
    expect(reply.status).toBe(404);
    expect(pick(reply.body, "error", "code")).toBe(code);
    expect(reply.headers.get("x-ms-failure-cause")).toBe("gateway");
  });

  it("asks for an api-version where there is none", async () => {
    const client = await startForTest();
    const reply = await client.get(`${devVault}?api-version=`);
    expect(reply.status).toBe(400);
    expect(pick(reply.body, "error", "code")).toBe("MissingApiVersionParameter");
  });

  it("refuses an unknown api-version and lists the known ones", async () => {
    const client = await startForTest();
    const reply = await client.get(`${devVault}?api-version=2024-04-02`);
    expect(reply.status).toBe(400);
    expect(pick(reply.body, "error", "code")).toBe("InvalidApiVersionParameter");
    expect(pick(reply.body, "error", "message")).toContain("2024-04-01");
  });

  it("says loudly what it does not emulate", async () => {
    const client = await startForTest();
    const reply = await client.get(`${production}/providers/Microsoft.Sql/servers`);
    expect(reply.status).toBe(501);
    expect(pick(reply.body, "error", "code")).toBe("SandboxNotEmulated");
  });

  it("reads a path with a slash at its end, as az writes it for lists", async () => {
    const client = await startForTest();
    const list = `${production}/resourceGroups/rg-shop-weu/providers/Microsoft.Resources/deployments`;
    expect((await client.get(`${list}/?api-version=2021-04-01`)).status).toBe(200);
    expect((await client.get("/subscriptions/?api-version=2022-12-01")).status).toBe(200);
  });

  it("refuses broken JSON", async () => {
    const client = await startForTest();
    const reply = await client.put(`${devVault}-2`, "{ location: ");
    expect(reply.status).toBe(400);
    expect(pick(reply.body, "error", "code")).toBe("InvalidRequestContent");
  });

  it("refuses a path that is not properly encoded", async () => {
    const client = await startForTest();
    expect((await client.get(`${devVault}%zz`)).status).toBe(400);
  });
});

describe("headers", () => {
  it("carries ids, echoes the client's own and says how many requests are left", async () => {
    const { sandbox } = await startForTest();
    const reply = await fetch(`${sandbox.url}/subscriptions?api-version=2022-12-01`, {
      headers: { authorization: `Bearer ${sandbox.token}`, "x-ms-client-request-id": "mine-1" },
    });
    expect(reply.headers.get("x-ms-request-id")).toMatch(/^[0-9a-f-]{36}$/u);
    expect(reply.headers.get("x-ms-correlation-request-id")).toMatch(/^[0-9a-f-]{36}$/u);
    expect(reply.headers.get("x-ms-client-request-id")).toBe("mine-1");
    expect(Number(reply.headers.get("x-ms-ratelimit-remaining-tenant-reads"))).toBe(249);
  });

  it("counts down the requests to a subscription, and fills the budget up again by the clock", async () => {
    const client = await startForTest();
    const left = async (): Promise<string | null> =>
      (await client.get(devVault)).headers.get("x-ms-ratelimit-remaining-subscription-reads");
    expect([await left(), await left()]).toEqual(["249", "248"]);
    for (let sent = 0; sent < 260; sent++) {
      await left();
    }
    expect(await left()).toBe("0");
    client.wait(2000);
    expect(await left()).toBe("49");
    client.wait(60_000);
    expect(await left()).toBe("249");
    const written = await client.send("DELETE", `${devVault}/backupPolicies/none`);
    expect(written.headers.get("x-ms-ratelimit-remaining-subscription-deletes")).toBe("199");
  });
});
