import { describe, expect, it } from "vitest";
import type { Progress } from "../../../src/azure/connection";
import { FakeAzure, idOf, refusal, subscription, vaultId } from "./fakeAzure";

const noVaults = { status: 200, body: { data: [], count: 0, totalRecords: 0, resultTruncated: "false" } };
const graph = "Microsoft.ResourceGraph/resources";
const itemId = `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rg;web01/protectedItems/VM;iaasvmcontainerv2;rg;web01`;

describe("the way to Azure", () => {
  it("signs with the subscription's tenant, asks for the cloud's audience and says who it is", async () => {
    const azure = new FakeAzure().on("POST", graph, noVaults);
    await azure.connection.listVaults(subscription);
    expect(azure.tokensAskedFor).toEqual(["tenant-a https://audience.example.test/.default"]);
    expect(azure.headers[0]?.["authorization"]).toBe("Bearer token of tenant-a");
    expect(azure.headers[0]?.["user-agent"]).toMatch(/^azure-vm-backup\/\d+\.\d+\.\d+/);
  });

  it("asks once for a token that several clients of a tenant use", async () => {
    const azure = new FakeAzure()
      .on("POST", graph, noVaults)
      .on("GET", "/backupPolicies", { status: 200, body: { value: [] } })
      .on("GET", "/vaults/vault1?", { status: 200, body: { id: vaultId, name: "vault1", location: "westeurope" } });
    await azure.connection.listVaults(subscription);
    await azure.connection.listPolicies(vaultId);
    await azure.connection.getVault(vaultId);
    expect(azure.tokensAskedFor).toHaveLength(1);
  });

  it("sends the same audience from every SDK client", async () => {
    const azure = new FakeAzure()
      .on("GET", "/tenants", { status: 200, body: { value: [{ tenantId: "tenant-a" }] } })
      .on("GET", "/subscriptions?", {
        status: 200,
        body: { value: [{ subscriptionId: subscription.subscriptionId, displayName: "P", tenantId: "tenant-a" }] },
      })
      .on("GET", "/virtualMachines/web01/instanceView", { status: 200, body: {} })
      .on("GET", "/vaults/vault1?", { status: 200, body: { id: vaultId } })
      .on("GET", "/backupPolicies", { status: 200, body: { value: [] } });
    await azure.connection.getVmHealth(idOf("Microsoft.Compute/virtualMachines/web01"));
    await azure.connection.getVault(vaultId);
    await azure.connection.listPolicies(vaultId);
    const scopes = azure.tokensAskedFor.map((asked) => asked.split(" ")[1]);
    expect(new Set(scopes)).toEqual(new Set(["https://audience.example.test/.default"]));
  });

  it("waits as long as Azure asks when throttled, tells so, and goes on", async () => {
    const azure = new FakeAzure().on("POST", graph, refusal(429, "TooMany", "slow", { "retry-after": "7" }), noVaults);
    const progress: Progress[] = [];
    await azure.connection.listVaults(subscription, undefined, { onProgress: (one) => progress.push(one) });
    expect(azure.waits).toEqual([7]);
    expect(progress).toEqual([{ kind: "throttled", waitSeconds: 7 }]);
  });

  it("understands a Retry-After that is a date", async () => {
    const date = "Sat, 10 Jan 2026 08:00:30 GMT";
    const azure = new FakeAzure().on("POST", graph, refusal(429, "TooMany", "slow", { "retry-after": date }), noVaults);
    await azure.connection.listVaults(subscription);
    expect(azure.waits).toEqual([30]);
  });

  it("gives up after some throttled attempts and says how long to wait", async () => {
    const azure = new FakeAzure().on(
      "POST",
      graph,
      refusal(429, "ResourceRequestsThrottled", "x", { "retry-after": "5" }),
    );
    await expect(azure.connection.listVaults(subscription)).rejects.toMatchObject({
      name: "AzureError",
      kind: "throttled",
      code: "ResourceRequestsThrottled",
      retryAfterSeconds: 5,
      message: "Azure has had too many requests and asks to wait 5 seconds.",
    });
    expect(azure.count("POST", graph)).toBe(4);
  });

  it("does not sit in front of a wait of many minutes", async () => {
    const azure = new FakeAzure().on("POST", graph, refusal(429, "TooMany", "x", { "retry-after": "324" }));
    await expect(azure.connection.listVaults(subscription)).rejects.toMatchObject({ retryAfterSeconds: 324 });
    expect(azure.waits).toEqual([]);
  });

  it("says of a refusal by another service what that one said", async () => {
    const wrapped =
      "Identity operation for resource 'v' failed with error 'Failed to perform resource identity operation. " +
      `Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"Resource 'reader' was not found."}}'.'.`;
    const azure = new FakeAzure().on("POST", graph, refusal(400, "FailedIdentityOperation", wrapped));
    await expect(azure.connection.listVaults(subscription)).rejects.toMatchObject({
      code: "FailedIdentityOperation",
      message: "Resource 'reader' was not found.",
    });
  });

  it("names the host that cannot be reached, after some attempts", async () => {
    const azure = new FakeAzure().on("POST", graph, { failure: "ENOTFOUND" });
    await expect(azure.connection.listVaults(subscription)).rejects.toMatchObject({
      kind: "network",
      code: "ENOTFOUND",
      host: "arm.example.test",
    });
    expect(azure.count("POST", graph)).toBe(4);
  });

  it("asks again when the connection of a question breaks", async () => {
    const azure = new FakeAzure().on("POST", graph, { failure: "ECONNRESET" }, noVaults);
    await expect(azure.connection.listVaults(subscription)).resolves.toMatchObject({ items: [] });
  });

  it("asks a failing server again only with GET", async () => {
    const azure = new FakeAzure()
      .on("POST", graph, refusal(500, "InternalServerError", "oops"))
      .on("GET", "/vaults/vault1?", refusal(500, "InternalServerError", "oops"), {
        status: 200,
        body: { id: vaultId },
      });
    await expect(azure.connection.listVaults(subscription)).rejects.toMatchObject({ kind: "server", message: "oops" });
    expect(azure.count("POST", graph)).toBe(1);
    await expect(azure.connection.getVault(vaultId)).resolves.toMatchObject({ id: vaultId });
  });

  it("asks to sign in again on 401", async () => {
    const azure = new FakeAzure().on("POST", graph, refusal(401, "ExpiredAuthenticationToken", "expired"));
    await expect(azure.connection.listVaults(subscription)).rejects.toMatchObject({ kind: "signIn", status: 401 });
  });

  it("names action and scope that are not allowed", async () => {
    const message =
      "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.RecoveryServices/vaults/read' over scope '/subscriptions/1' or the scope is invalid.";
    const azure = new FakeAzure()
      .on("POST", graph, noVaults)
      .on("GET", "/vaults/vault1?", refusal(403, "AuthorizationFailed", message));
    await azure.connection.listVaults(subscription);
    await expect(azure.connection.getVault(vaultId)).rejects.toMatchObject({
      kind: "forbidden",
      message: "Your account has no permission for 'Microsoft.RecoveryServices/vaults/read' on '/subscriptions/1'.",
    });
  });

  it("reads the old error envelope of the backup service", async () => {
    const azure = new FakeAzure().on("POST", graph, noVaults).on("GET", "/backupPolicies", {
      status: 400,
      body: { ErrorCode: "CloudInternalError", Message: { Language: "en-US", Value: "It went wrong." } },
    });
    await azure.connection.listVaults(subscription);
    await expect(azure.connection.listPolicies(vaultId)).rejects.toMatchObject({
      code: "CloudInternalError",
      message: "It went wrong.",
    });
  });

  it("does nothing at all for a call that is cancelled already", async () => {
    const azure = new FakeAzure();
    const signal = AbortSignal.abort();
    await expect(azure.connection.listVaults(subscription, undefined, { signal })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(azure.requests).toEqual([]);
  });

  it("stops waiting for Azure when cancelled", async () => {
    const azure = new FakeAzure().on("POST", graph, refusal(429, "TooMany", "x", { "retry-after": "60" }));
    const cancel = new AbortController();
    azure.onSleep = () => cancel.abort();
    await expect(azure.connection.listVaults(subscription, undefined, { signal: cancel.signal })).rejects.toMatchObject(
      { name: "AbortError" },
    );
    expect(azure.requests).toHaveLength(1);
  });

  it("sends no token to a host that an answer made up", async () => {
    const azure = new FakeAzure()
      .on("POST", graph, noVaults)
      .on("GET", "/resourcegroups", { status: 200, body: { value: [], nextLink: "https://evil.example/next" } });
    await expect(azure.connection.listResourceGroups(subscription)).rejects.toMatchObject({ code: "ForeignHost" });
    expect(azure.requests).toHaveLength(1);
  });

  it("logs each request without token or body", async () => {
    const azure = new FakeAzure().on("POST", graph, noVaults);
    await azure.connection.listVaults(subscription);
    expect(azure.lines.join("\n")).toMatch(/debug POST \/providers\/Microsoft\.ResourceGraph\/resources → 200/);
    expect(azure.lines.join("\n")).not.toMatch(/token|recoveryservices\/vaults'/);
  });

  it("finds the tenant of a resource whose subscription it has not seen yet", async () => {
    const azure = new FakeAzure()
      .on("GET", "/tenants", { status: 200, body: { value: [{ tenantId: "tenant-b" }] } })
      .on("GET", "/subscriptions?", {
        status: 200,
        body: { value: [{ subscriptionId: subscription.subscriptionId, displayName: "P", tenantId: "tenant-b" }] },
      })
      .on("GET", "/vaults/vault1?", { status: 200, body: { id: vaultId } });
    await azure.connection.getVault(vaultId);
    expect(azure.headers.at(-1)?.["authorization"]).toBe("Bearer token of tenant-b");
  });
});

describe("starting a backup over a bad connection", () => {
  const known = () => new FakeAzure().on("POST", graph, noVaults);
  const job = (name: string) => ({
    status: 200,
    body: {
      value: [
        {
          id: `${vaultId}/backupJobs/${name}`,
          name,
          properties: {
            jobType: "AzureIaaSVMJob",
            operation: "Backup",
            status: "InProgress",
            entityFriendlyName: "web01",
            startTime: "2026-01-10T08:00:00Z",
          },
        },
      ],
    },
  });

  it("takes the running backup when the answer was lost", async () => {
    const azure = known().on("POST", "/backup?", { failure: "ECONNRESET" }).on("GET", "/backupJobs", job("job-1"));
    await azure.connection.listVaults(subscription);
    await expect(azure.connection.backUpNow(itemId, new Date("2026-02-01T00:00:00Z"))).resolves.toEqual({
      vaultId,
      jobName: "job-1",
    });
    expect(azure.count("POST", "/backup")).toBe(1);
  });

  it("sends it again when nothing runs", async () => {
    const azure = known()
      .on(
        "POST",
        "/backup?",
        { failure: "ECONNRESET" },
        { status: 202, headers: { "azure-asyncoperation": "https://arm.example.test/op" } },
      )
      .on("GET", "/op", { status: 200, body: { status: "Succeeded", properties: { jobId: "job-2" } } })
      .on("GET", "/backupJobs", { status: 200, body: { value: [] } });
    await azure.connection.listVaults(subscription);
    await expect(azure.connection.backUpNow(itemId, new Date("2026-02-01T00:00:00Z"))).resolves.toMatchObject({
      jobName: "job-2",
    });
  });

  it("says that it is open whether the backup started when the network stays away", async () => {
    const azure = known()
      .on("POST", "/backup?", { failure: "ECONNRESET" })
      .on("GET", "/backupJobs", { failure: "ECONNRESET" });
    await azure.connection.listVaults(subscription);
    await expect(azure.connection.backUpNow(itemId, new Date("2026-02-01T00:00:00Z"))).rejects.toMatchObject({
      kind: "network",
      message: expect.stringContaining("Look at the vault's jobs") as string,
    });
    expect(azure.count("POST", "/backup")).toBe(1);
  });
});
