import { describe, expect, it } from "vitest";
import { allRows, development, listAt, pick, startForTest } from "../sandboxFixture";

const version = "api-version=2021-04-01";
const types = (rows: readonly unknown[]): readonly unknown[] => [...new Set(rows.map((row) => pick(row, "type")))];

const empty = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
};

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

  it("has no locks, settings or parts of resources, and neither has Resource Graph", async () => {
    const client = await startForTest();
    const group = `${development}/resourceGroups/rg-dev-weu`;
    const locked = { properties: { level: "CanNotDelete" } };
    for (const scope of [development, group]) {
      await client.put(`${scope}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`, locked);
    }
    const table = {
      type: "Microsoft.Network/routeTables",
      apiVersion: "2024-05-01",
      name: "table",
      location: "westeurope",
      resources: [{ type: "routes", apiVersion: "2024-05-01", name: "out", dependsOn: ["table"], properties: {} }],
    };
    const properties = { mode: "Incremental", template: { ...empty, resources: [table] } };
    await client.put(`${group}/providers/Microsoft.Resources/deployments/d?${version}`, { properties });
    client.wait(60_000);

    const query = { query: "resources | summarize count() by type", options: { resultFormat: "objectArray" } };
    const graph = await client.post("/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01", query);
    for (const rows of [
      await allRows(client, `${development}/resources?${version}`),
      await allRows(client, `${group}/resources?${version}`),
      listAt(graph.body, "data"),
    ]) {
      const found = types(rows).map((type) => String(type).toLowerCase());
      expect(found).toContain("microsoft.network/routetables");
      expect(found.filter((type) => /locks|routes$/u.test(type))).toEqual([]);
    }
  });
});
