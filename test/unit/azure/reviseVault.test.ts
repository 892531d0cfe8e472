import { describe, expect, it } from "vitest";
import { FakeAzure, subscription, vaultId } from "./fakeAzure";
import type { FakeAnswer } from "./fakeAzure";

function vaultAs(etag: string | undefined, softDeleteState: string, immutability: string): FakeAnswer {
  return {
    status: 200,
    body: {
      id: vaultId,
      ...(etag === undefined ? {} : { etag }),
      properties: {
        securitySettings: {
          softDeleteSettings: { softDeleteState },
          immutabilitySettings: { state: immutability },
        },
      },
    },
  };
}

function fakeAzure(): FakeAzure {
  const { subscriptionId, tenantId } = subscription;
  return new FakeAzure()
    .on("GET", "/tenants", { status: 200, body: { value: [{ tenantId }] } })
    .on("GET", "/subscriptions?", {
      status: 200,
      body: { value: [{ subscriptionId, displayName: "P", tenantId }] },
    })
    .on("GET", "/backupconfig/", { status: 200, body: { properties: {} } })
    .on("GET", "/backupResourceGuardProxies", { status: 200, body: { value: [] } });
}

const stale: FakeAnswer = { status: 412, body: { error: { code: "PreconditionFailed", message: "Other etag." } } };
const done: FakeAnswer = { status: 200, body: {} };

/** What each PATCH asked for: under which etag, and with which state of soft delete beside it. */
async function patches(azure: FakeAzure): Promise<readonly (readonly [string | undefined, string])[]> {
  await azure.connection.changeVault(vaultId, { kind: "immutability", state: "Unlocked" });
  return azure.requests.flatMap((request, index) => {
    const body = JSON.stringify(azure.bodies[index] ?? "");
    return request.startsWith("PATCH")
      ? [[azure.headers[index]?.["if-match"], /"softDeleteState":"(\w+)"/u.exec(body)?.[1] ?? ""] as const]
      : [];
  });
}

describe("a vault that is read, revised and written", () => {
  it("is written under the etag that was read", async () => {
    const azure = fakeAzure()
      .on("GET", "/vaults/vault1?", vaultAs('"1"', "Enabled", "Disabled"), vaultAs('"2"', "Enabled", "Unlocked"))
      .on("PATCH", "/vaults/vault1?", done);
    expect(await patches(azure)).toEqual([['"1"', "Enabled"]]);
  });

  it("is read and revised anew when somebody has changed it in between, so that no change is lost", async () => {
    const azure = fakeAzure()
      .on(
        "GET",
        "/vaults/vault1?",
        vaultAs('"1"', "Enabled", "Disabled"),
        vaultAs('"2"', "AlwaysON", "Disabled"),
        vaultAs('"3"', "AlwaysON", "Unlocked"),
      )
      .on("PATCH", "/vaults/vault1?", stale, done);
    expect(await patches(azure)).toEqual([
      ['"1"', "Enabled"],
      ['"2"', "AlwaysON"],
    ]);
  });

  it("is written without an etag that is refused although the vault still has it", async () => {
    const azure = fakeAzure()
      .on(
        "GET",
        "/vaults/vault1?",
        vaultAs('"1"', "Enabled", "Disabled"),
        vaultAs('"1"', "Enabled", "Disabled"),
        vaultAs('"2"', "Enabled", "Unlocked"),
      )
      .on("PATCH", "/vaults/vault1?", stale, done);
    expect(await patches(azure)).toEqual([
      ['"1"', "Enabled"],
      [undefined, "Enabled"],
    ]);
  });

  it("is left alone when others change it all the time, and says so", async () => {
    const etags = ['"1"', '"2"', '"3"', '"4"', '"5"'];
    const azure = fakeAzure()
      .on("GET", "/vaults/vault1?", ...etags.map((etag) => vaultAs(etag, "Enabled", "Disabled")))
      .on("PATCH", "/vaults/vault1?", stale);
    const failure = azure.connection.changeVault(vaultId, { kind: "immutability", state: "Unlocked" });
    await expect(failure).rejects.toMatchObject({
      kind: "conflict",
      code: "VaultChangedMeanwhile",
      message: "Somebody else changes the vault 'vault1' at the same time; nothing was changed.",
    });
    expect(azure.count("PATCH", "/vaults/vault1")).toBe(4);
  });
});
