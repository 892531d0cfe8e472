import { describe, expect, it } from "vitest";
import type { Progress } from "../../src/azure/connection";
import type { Redundancy } from "../../src/azure/models";
import { found, useWorld } from "./openSandbox";

const world = useWorld();

async function order(name: string, redundancy: Redundancy = "ZoneRedundant", location = "norwayeast") {
  return {
    subscription: await world().subscription("Larkmoor Production"),
    resourceGroup: "rg-depot-norway",
    name,
    location,
    redundancy,
  };
}

describe("vaults", () => {
  it("are listed by name, with redundancy, alike with and without Resource Graph", async () => {
    const production = await world().subscription("Larkmoor Production");
    const { items } = await world().connection.listVaults(production);
    expect(items.map((vault) => vault.name)).toEqual([
      "rsv-archive-uks",
      "rsv-erp-weu",
      "rsv-larkmoor-neu",
      "rsv-larkmoor-weu",
    ]);
    expect(found(items, "rsv-erp-weu")).toMatchObject({ location: "westeurope", redundancy: "ZoneRedundant" });
    world().refuse("Microsoft.ResourceGraph", 403, "AuthorizationFailed");
    expect((await world().connection.listVaults(production)).items).toEqual(items);
  });

  it("one by one are the same as in the list", async () => {
    const vault = await world().vault(await world().subscription("Larkmoor Production"), "rsv-larkmoor-weu");
    expect(await world().connection.getVault(vault.id)).toEqual(vault);
  });

  it("that are asked for by name: taken or free", async () => {
    const production = await world().subscription("Larkmoor Production");
    const check = (name: string) => world().connection.checkVaultName(production, "rg-backup-weu", "westeurope", name);
    expect(await check("rsv-quite-new")).toMatchObject({ ok: true });
    expect(await check("rsv-larkmoor-weu")).toMatchObject({ ok: false, message: expect.any(String) as string });
  });
});

describe("asking for a name", () => {
  it("in a region without vaults is a verdict, not a failure", async () => {
    const production = await world().subscription("Larkmoor Production");
    world().refuse("checkNameAvailability", 400, "LocationNotAvailableForResourceType");
    const verdict = await world().connection.checkVaultName(production, "rg-backup-weu", "brazilus", "rsv-x");
    expect(verdict).toMatchObject({ ok: false, code: "LocationNotAvailableForResourceType" });
  });
});

describe("making a vault", () => {
  it("waits until it is there and has its redundancy", async () => {
    const progress: Progress[] = [];
    const vault = await world().connection.createVault(await order("rsv-depot-noe"), {
      onProgress: (one) => progress.push(one),
    });
    expect(vault).toMatchObject({ name: "rsv-depot-noe", provisioningState: "Succeeded", redundancy: "ZoneRedundant" });
    expect(progress.some((one) => one.kind === "working")).toBe(true);
    expect(await world().connection.getRedundancy(vault.id)).toEqual({
      redundancy: "ZoneRedundant",
      locked: false,
      crossRegionRestore: false,
    });
    const listed = await world().vault(await world().subscription("Larkmoor Production"), "rsv-depot-noe");
    expect(listed.provisioningState).toBe("Succeeded");
  });

  it("does not touch a vault that has the name already", async () => {
    const request = {
      ...(await order("rsv-larkmoor-weu", "LocallyRedundant", "westeurope")),
      resourceGroup: "rg-backup-weu",
    };
    await expect(world().connection.createVault(request)).rejects.toMatchObject({
      kind: "conflict",
      code: "VaultAlreadyExists",
    });
    expect(world().count("PUT", "/vaults/rsv-larkmoor-weu")).toBe(0);
  });

  it("says so when a region has no vaults", async () => {
    const locations = await world().connection.listLocations(await world().subscription("Larkmoor Production"));
    const without = locations.find((location) => !location.vaults);
    const request = await order("rsv-nowhere", "LocallyRedundant", without?.name);
    await expect(world().connection.createVault(request)).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringMatching(/location|region/i) as string,
    });
  });

  it("does not report a vault as done whose redundancy nobody could read back, and says that it was begun", async () => {
    world().refuse("backupstorageconfig", 403, "AuthorizationFailed", { method: "GET" });
    await expect(world().connection.createVault(await order("rsv-half"))).rejects.toMatchObject({
      kind: "forbidden",
      begun: true,
      message: expect.stringContaining("Azure has begun it, but how it goes cannot be seen") as string,
    });
    expect(await world().vault(await world().subscription("Larkmoor Production"), "rsv-half")).toMatchObject({
      provisioningState: "Succeeded",
    });
  });

  it("is refused without the right to write", async () => {
    const request = {
      ...(await order("rsv-mine", "LocallyRedundant", "germanywestcentral")),
      subscription: await world().subscription("Bramwick Freight (read only)"),
      resourceGroup: "rg-fleet-gwc",
    };
    await expect(world().connection.createVault(request)).rejects.toMatchObject({
      kind: "forbidden",
      message: expect.stringContaining("Microsoft.RecoveryServices/") as string,
    });
  });

  it("stops waiting when cancelled, while Azure goes on", async () => {
    const cancel = new AbortController();
    const request = await order("rsv-later");
    world().duringWait = () => cancel.abort();
    await expect(world().connection.createVault(request, { signal: cancel.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
    world().duringWait = () => undefined;
    world().pass(120);
    expect(await world().vault(request.subscription, "rsv-later")).toMatchObject({ provisioningState: "Succeeded" });
  });

  it("goes on over a connection that breaks while it waits", async () => {
    world().cut("GET", "operationStatus", "before", 2);
    await expect(world().connection.createVault(await order("rsv-bumpy"))).resolves.toMatchObject({
      name: "rsv-bumpy",
    });
  });

  it("is not done when the network goes away for good", async () => {
    world().cut("GET", "operationStatus", "before", 100);
    await expect(world().connection.createVault(await order("rsv-lost"))).rejects.toMatchObject({
      kind: "network",
      host: "arm.sandbox.invalid",
    });
  });
});

describe("redundancy", () => {
  it("can be changed while nothing is protected", async () => {
    const { id } = await world().vault(await world().subscription("Larkmoor Development"), "rsv-sandpit-eus2");
    await world().connection.setRedundancy(id, "LocallyRedundant");
    expect(await world().connection.getRedundancy(id)).toMatchObject({ redundancy: "LocallyRedundant", locked: false });
  });

  it("is locked once something is protected", async () => {
    const { id } = await world().vault(await world().subscription("Larkmoor Production"), "rsv-larkmoor-weu");
    expect(await world().connection.getRedundancy(id)).toEqual({
      redundancy: "GeoRedundant",
      locked: true,
      crossRegionRestore: true,
    });
    await expect(world().connection.setRedundancy(id, "LocallyRedundant")).rejects.toMatchObject({
      kind: "conflict",
      code: "StorageModelModifyError",
      message: expect.stringContaining("can no longer change") as string,
    });
  });

  it("goes through the vault where it was set that way before", async () => {
    const { id } = await world().vault(await world().subscription("Larkmoor Development"), "rsv-sandpit-eus2");
    world().refuse("backupstorageconfig", 400, "CloudInvalidInput", {
      method: "PATCH",
      message:
        "Redundancy settings for this vault cannot be modified using this API. Since the Vault API was previously used to update the redundancy settings for this vault, you must again use the Vault API to update them.",
    });
    await world().connection.setRedundancy(id, "ZoneRedundant");
    expect(await world().connection.getRedundancy(id)).toMatchObject({ redundancy: "ZoneRedundant" });
  });
});

describe("policies", () => {
  it("of all pages, by name, with schedule and retention", async () => {
    const { id } = await world().vault(await world().subscription("Larkmoor Production"), "rsv-larkmoor-weu");
    const policies = await world().connection.listPolicies(id);
    expect(policies.length).toBeGreaterThan(20);
    expect(policies.map((policy) => policy.name)).not.toContain("HourlyLogBackup");
    expect(found(policies, "daily-2230-30d")).toMatchObject({
      kind: "Standard",
      schedule: { frequency: "Daily", time: "22:30" },
      dailyRetentionDays: 30,
      protectedItems: 3,
    });
    expect(found(policies, "enhanced-4h-30d")).toMatchObject({
      kind: "Enhanced",
      schedule: { frequency: "Hourly", time: "06:00", timeZone: "UTC", everyHours: 4 },
    });
    expect(found(policies, "weekly-sunday-12w").schedule.frequency).toBe("Weekly");
  });
});
