import { describe, expect, it } from "vitest";
import {
  allRows,
  changePolicy,
  column,
  devVault,
  itemPath,
  mainVault,
  monthlyPolicy,
  pick,
  production,
  rows,
  startForTest,
  vmPath,
} from "../sandboxFixture";

function filtered(path: string, filter: string): string {
  return `${path}?$filter=${encodeURIComponent(filter)}`;
}

const item = itemPath(mainVault, "rg-shop-weu", "shop-web-01");

describe("a filter of a backup list", () => {
  it.each([
    [`${mainVault}/backupJobs`, "friendlyName eq 'shop-web-01'"],
    [`${mainVault}/backupJobs`, "operation eq 'Restart'"],
    [`${mainVault}/backupJobs`, "status ge 'Failed'"],
    [`${mainVault}/backupJobs`, "status eq 'Failed' or status eq 'Completed'"],
    [`${mainVault}/backupJobs`, "status eq 'Failed' operation eq 'Backup'"],
    [`${mainVault}/backupJobs`, "status eq 'Failed' and "],
    [`${mainVault}/backupProtectedItems`, "name eq 'shop-web-01'"],
    [`${mainVault}/backupProtectedItems`, "backupManagementType eq 'AzureStorage' and workloadType eq 'SQL'"],
    [`${mainVault}/backupProtectedItems`, "backupManagementType eq 'Azure'"],
    [`${mainVault}/backupPolicies`, "name eq 'DefaultPolicy'"],
    [`${mainVault}/backupProtectableItems`, "vmName eq 'x'"],
    [`${mainVault}/backupProtectionContainers`, "status eq 'Registered'"],
    [`${mainVault}/backupProtectionIntents`, "itemType eq 'VM'"],
    [`${mainVault}/backupUsageSummaries`, "type eq 'Everything'"],
    [`${item}/recoveryPoints`, "startTime eq '2026-10-01 12:00:00 AM'"],
    [`${item}/recoveryPoints`, "moveReadyRPOnly eq 'yes'"],
    [item, "extend eq 'extendedinfo'"],
  ])("of %s is refused when it is %s", async (path, filter) => {
    const client = await startForTest();
    const refused = await client.get(filtered(path, filter));
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "BMSUserErrorInvalidInput"]);
    expect(pick(refused.body, "error", "message")).toContain("Input provided for the call is invalid");
  });

  it("is needed to list containers, and for nothing else", async () => {
    const client = await startForTest();
    expect((await client.get(`${mainVault}/backupProtectionContainers`)).status).toBe(400);
    for (const list of ["backupJobs", "backupProtectedItems", "backupPolicies", "backupProtectableItems"]) {
      expect((await client.get(`${mainVault}/${list}`)).status).toBe(200);
    }
  });

  it("picks the items that are not well", async () => {
    const client = await startForTest();
    const all = await allRows(client, `${mainVault}/backupProtectedItems`);
    const unwell = await allRows(
      client,
      filtered(`${mainVault}/backupProtectedItems`, "healthState eq 'ActionRequired'"),
    );
    const well = await allRows(client, filtered(`${mainVault}/backupProtectedItems`, "healthState eq 'Passed'"));
    expect(unwell.map((row) => pick(row, "properties", "healthStatus"))).toContain("ActionRequired");
    expect(unwell.length + well.length).toBe(all.length);
    expect(well.length).toBeGreaterThan(0);
  });

  it.each(["iaasvmcontainerv2;rg-shop-weu;shop-web-01", "IaasVMContainer;iaasvmcontainerv2;rg-shop-weu;shop-web-01"])(
    "picks the item of the container %s",
    async (name) => {
      const client = await startForTest();
      const found = await client.get(filtered(`${mainVault}/backupProtectedItems`, `containerName eq '${name}'`));
      expect(column(found, "properties", "friendlyName")).toEqual(["shop-web-01"]);
    },
  );

  it.each([
    "fabricName eq 'DPM'",
    "backupEngineName eq 'dpm-01'",
    "backupManagementType eq 'DPM'",
    "itemType eq 'SQLDB'",
  ])("finds no VM by %s", async (filter) => {
    const client = await startForTest();
    expect(rows(await client.get(filtered(`${mainVault}/backupProtectedItems`, filter)))).toEqual([]);
  });

  it("tells the policies of VMs from those of databases by their workload", async () => {
    const client = await startForTest();
    const names = async (filter: string) =>
      column(await client.get(filtered(`${devVault}/backupPolicies`, filter)), "name");
    expect(await names("workloadType eq 'SQLDataBase'")).toEqual(["HourlyLogBackup"]);
    expect(await names("workloadType eq 'VM'")).not.toContain("HourlyLogBackup");
    expect(await names("workloadType eq 'VM'")).toContain("DefaultPolicy");
  });

  it("picks the recovery points that can move to the archive tier", async () => {
    const client = await startForTest();
    const vm = vmPath(production, "rg-shop-weu", "shop-web-01");
    await changePolicy(client, mainVault, item, vm, monthlyPolicy([1, 13]));
    // That of the first of the month is three months old then, that of the thirteenth is not.
    client.wait(85 * 86_400_000);
    const ready = await allRows(client, filtered(`${item}/recoveryPoints`, "moveReadyRPOnly eq True"));
    const all = await allRows(client, `${item}/recoveryPoints`);
    const recommended = await client.post(`${item}/recoveryPointsRecommendedForMove`, { objectType: "x" });
    expect(ready.map((row) => pick(row, "name"))).toEqual(column(recommended, "name"));
    expect([ready.length > 0, ready.length < all.length]).toEqual([true, true]);
  });

  it("takes quotes inside of a value", async () => {
    const client = await startForTest();
    const found = await client.get(filtered(`${mainVault}/backupProtectedItems`, "friendlyName eq 'it''s'"));
    expect([found.status, rows(found)]).toEqual([200, []]);
  });
});

describe("pages", () => {
  it.each(["backupJobs", "backupProtectedItems"])("of %s keep to their filter", async (list) => {
    const client = await startForTest();
    const all = await allRows(client, filtered(`${mainVault}/${list}`, "backupManagementType eq 'AzureIaasVM'"));
    expect(all).toEqual(await allRows(client, `${mainVault}/${list}`));
    expect(new Set(all.map((row) => pick(row, "id"))).size).toBe(all.length);
  });

  it("with a token that is none are refused", async () => {
    const client = await startForTest();
    expect((await client.get(`${mainVault}/backupJobs?$skipToken=nonsense`)).status).toBe(400);
  });
});

describe("resources of every type", () => {
  const list = `${production}/resources?api-version=2021-04-01`;

  it("come by as many as $top says, until there are no more", async () => {
    const client = await startForTest();
    const first = await client.get(`${list}&$top=3`);
    expect(rows(first)).toHaveLength(3);
    const next = await client.follow(String(pick(first.body, "nextLink")));
    expect(rows(next)).toHaveLength(3);
    expect(column(next, "id")).not.toContain(column(first, "id")[0]);
    expect((await client.get(`${list}&$top=none`)).status).toBe(400);
  });

  it("are found by a tag, and by its value, but not together with anything else", async () => {
    const client = await startForTest();
    await client.put(
      `${production}/resourceGroups/rg-shop-weu/providers/Microsoft.Compute/disks/tagged?api-version=2024-03-02`,
      {
        location: "westeurope",
        tags: { Owner: "Ada" },
        properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 },
      },
    );
    const named = async (filter: string) =>
      column(await client.get(`${list}&$filter=${encodeURIComponent(filter)}`), "name");
    expect(await named("tagName eq 'owner' and tagValue eq 'Ada'")).toEqual(["tagged"]);
    expect(await named("tagName eq 'owner' and tagValue eq 'ada'")).toEqual([]);
    expect(await named("tagName eq 'owner'")).toContain("tagged");
    const both = await client.get(
      `${list}&$filter=${encodeURIComponent("tagName eq 'a' and tagValue eq 'b' and name eq 'c'")}`,
    );
    expect(pick(both.body, "error", "code")).toBe("InvalidFilterInQueryString");
  });
});
