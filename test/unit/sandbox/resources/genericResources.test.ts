import { describe, expect, it } from "vitest";
import { allRows, development, pick, startForTest } from "../sandboxFixture";

const version = "api-version=2021-04-01";
const types = (rows: readonly unknown[]): readonly unknown[] => [...new Set(rows.map((row) => pick(row, "type")))];

describe("the list of all resources", () => {
  it("holds vaults beside machines, without their properties", async () => {
    const rows = await allRows(await startForTest(), `${development}/resources?${version}`);
    expect(types(rows)).toEqual(
      expect.arrayContaining(["Microsoft.Compute/virtualMachines", "Microsoft.RecoveryServices/vaults"]),
    );
    expect(rows.filter((row) => pick(row, "properties") !== undefined)).toEqual([]);
  });

  it("is filtered by type and by group", async () => {
    const client = await startForTest();
    const filter = encodeURIComponent(
      "resourceType eq 'microsoft.compute/virtualmachines' and resourceGroup eq 'RG-DEV-WEU'",
    );
    const rows = await allRows(client, `${development}/resources?${version}&$filter=${filter}`);
    expect(types(rows)).toEqual(["Microsoft.Compute/virtualMachines"]);
    const ofGroup = await allRows(client, `${development}/resourceGroups/rg-dev-weu/resources?${version}`);
    expect(ofGroup).toEqual(expect.arrayContaining([...rows]));
  });

  it("refuses a filter that it would otherwise pass over", async () => {
    const refused = await (
      await startForTest()
    ).get(`${development}/resources?${version}&$filter=${encodeURIComponent("tagvalue eq 'team'")}`);
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "InvalidFilterInQueryString"]);
  });
});
