import { describe, expect, it } from "vitest";
import type { Progress } from "../../../src/azure/connection";
import { FakeAzure, refusal, subscription, vaultId } from "./fakeAzure";

const op = "https://arm.example.test/op/1?t=1&s=%2Bsigned%3D";
const request = {
  subscription,
  resourceGroup: "rg",
  name: "vault1",
  location: "westeurope",
  redundancy: "GeoRedundant" as const,
};
const vault = { id: vaultId, name: "vault1", location: "westeurope", properties: { provisioningState: "Succeeded" } };
const config = {
  status: 200,
  body: { properties: { storageModelType: "GeoRedundant", storageTypeState: "Unlocked" } },
};

/** A vault is being made: GET says 404, then 200. */
function making(headers: Record<string, string>) {
  return new FakeAzure()
    .on("GET", "/vaults/vault1?", refusal(404, "ResourceNotFound", "no"), { status: 200, body: vault })
    .on("PUT", "/vaults/vault1?", {
      status: 201,
      body: { ...vault, properties: { provisioningState: "Provisioning" } },
      headers,
    })
    .on("GET", "backupstorageconfig", config);
}
const running = (more: object = {}, headers = {}) => ({
  status: 200,
  body: { status: "InProgress", ...more },
  headers,
});

describe("a long-running operation", () => {
  it("is asked after at Azure's pace, until it has succeeded", async () => {
    const azure = making({ "azure-asyncoperation": op, "retry-after": "15" }).on(
      "GET",
      "/op/1",
      running(),
      running({ percentComplete: 40 }, { "retry-after": "30" }),
      running(),
      { status: 200, body: { status: "succeeded" } },
    );
    const progress: Progress[] = [];
    await azure.connection.createVault(request, { onProgress: (one) => progress.push(one) });
    // The SDK looks once by itself when it sends the PUT; after that every wait is ours.
    expect(azure.waits[0]).toBe(15);
    expect(azure.waits).toContain(30);
    expect(progress).toContainEqual({ kind: "working", percent: 40 });
  });

  it("is asked after when Azure says so by a date, and not all the time where Azure says at once", async () => {
    const azure = making({ "azure-asyncoperation": op, "retry-after": "Sat, 10 Jan 2026 08:00:20 GMT" }).on(
      "GET",
      "/op/1",
      running({}, { "retry-after": "Sat, 10 Jan 2026 08:00:33 GMT" }),
      running({}, { "retry-after": "0" }),
      { status: 200, body: { status: "Succeeded" } },
    );
    await azure.connection.createVault(request);
    expect(azure.waits.slice(0, 3)).toEqual([20, 13, 1]);
  });

  it("never waits longer than a minute, and two seconds when Azure names no time", async () => {
    const azure = making({ "azure-asyncoperation": op, "retry-after": "900" }).on(
      "GET",
      "/op/1",
      running(),
      running(),
      {
        status: 200,
        body: { status: "Succeeded" },
      },
    );
    await azure.connection.createVault(request);
    expect(azure.waits).toEqual([60, 2, 2]);
  });

  it("gives Azure's code and text when it fails", async () => {
    const azure = making({ "azure-asyncoperation": op }).on("GET", "/op/1", running(), {
      status: 200,
      body: { status: "Failed", error: { code: "UserErrorQuota", message: "No more vaults here." } },
    });
    await expect(azure.connection.createVault(request)).rejects.toMatchObject({
      kind: "invalid",
      code: "UserErrorQuota",
      message: "No more vaults here.",
    });
  });

  it("that was cancelled by somebody is a conflict, not a cancellation of ours", async () => {
    const azure = making({ "azure-asyncoperation": op }).on("GET", "/op/1", running(), {
      status: 200,
      body: { status: "Canceled" },
    });
    await expect(azure.connection.createVault(request)).rejects.toMatchObject({ name: "AzureError", kind: "conflict" });
  });

  it("sends the signed address back untouched", async () => {
    const azure = making({ "azure-asyncoperation": op }).on("GET", "t=1&s=+signed=", {
      status: 200,
      body: { status: "Succeeded" },
    });
    await expect(azure.connection.createVault(request)).resolves.toMatchObject({ name: "vault1" });
  });

  it("that ended well while the vault did not is no success", async () => {
    const azure = making({ "azure-asyncoperation": op })
      .on("GET", "/op/1", { status: 200, body: { status: "Succeeded" } })
      .on("GET", "/vaults/vault1?", refusal(404, "ResourceNotFound", "no"), {
        status: 200,
        body: { ...vault, properties: { provisioningState: "Failed" } },
      });
    await expect(azure.connection.createVault(request)).rejects.toMatchObject({ code: "Failed" });
  });
});
