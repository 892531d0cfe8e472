import { describe, expect, test } from "vitest";
import { column, development, listAt, pick, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";
import { evaluateTemplate } from "../../../../src/template/evaluateTemplate";
import { body, deploy, group, storage, version } from "./templates";

const network = "/providers/Microsoft.Network";

async function exported(client: TestClient, from: string, options = "", resources = ["*"]): Promise<unknown> {
  const accepted = await client.post(`${from}/exportTemplate?${version}`, { resources, options });
  expect([accepted.status, accepted.body]).toEqual([202, undefined]);
  client.wait(10_000);
  const done = await client.follow(accepted.headers.get("location"));
  expect(done.status).toBe(200);
  return done.body;
}

function namesOf(result: unknown): readonly string[] {
  const parameters = pick(result, "template", "parameters");
  return typeof parameters === "object" && parameters !== null ? Object.keys(parameters) : [];
}

function resourceOf(result: unknown, type: string): unknown {
  return listAt(result, "template", "resources").find((each) => pick(each, "type") === type);
}

async function emptyGroup(client: TestClient, name: string): Promise<string> {
  const id = `${development}/resourceGroups/${name}`;
  await client.put(`${id}?${version}`, { location: "westeurope" });
  return id;
}

describe("a resource group as a template", () => {
  test("deploys again into another group, with its machines and vaults", async () => {
    const client = await startForTest();
    const result = await exported(client, group, "IncludeParameterDefaultValue");
    expect(pick(result, "error")).toBeUndefined();
    const copy = await emptyGroup(client, "rg-copy");
    const accounts = namesOf(result).filter((name) => name.startsWith("storageAccounts_"));
    expect(accounts).toEqual(["storageAccounts_stdevweu_name"]);
    const parameters = { storageAccounts_stdevweu_name: { value: "stcopy1" } };
    const properties = { mode: "Incremental", template: pick(result, "template"), parameters };
    const path = `${copy}/providers/Microsoft.Resources/deployments/copy`;
    const done = await deploy(client, { properties }, path);
    expect(pick(done.body, "properties", "error")).toBeUndefined();
    const list = async (of: string): Promise<readonly unknown[]> =>
      column(await client.get(`${of}/resources?${version}&$top=1000`), "type").toSorted();
    expect(await list(copy)).toEqual(await list(group));
    const again = await exported(client, copy, "SkipResourceNameParameterization");
    expect(namesOf(again)).toEqual([]);
  });

  test("is read by the engine of the editor without a problem", async () => {
    const client = await startForTest();
    const result = await exported(client, group);
    const evaluated = evaluateTemplate(JSON.stringify(pick(result, "template")));
    expect(evaluated.problems).toEqual([]);
    expect(evaluated.resources).toHaveLength(listAt(result, "template", "resources").length);
  });

  test("has parameters for names, with those of today only when they are asked for", async () => {
    const client = await startForTest();
    const plain = await exported(client, group);
    expect(pick(plain, "template", "parameters", "vaults_rsv_dev_weu_name")).toEqual({ type: "String" });
    const full = await exported(client, group, "IncludeParameterDefaultValue,IncludeComments");
    expect(pick(full, "template", "parameters", "vaults_rsv_dev_weu_name")).toEqual({
      defaultValue: "rsv-dev-weu",
      type: "String",
    });
    const vault = resourceOf(full, "Microsoft.RecoveryServices/vaults");
    expect(pick(vault, "name")).toBe("[parameters('vaults_rsv_dev_weu_name')]");
    expect(pick(vault, "comments")).toBe(
      `Generalized from resource: '${group}/providers/Microsoft.RecoveryServices/vaults/rsv-dev-weu'.`,
    );
    const policy = resourceOf(full, "Microsoft.RecoveryServices/vaults/backupPolicies");
    expect(pick(policy, "name")).toMatch(/^\[concat\(parameters\('vaults_rsv_dev_weu_name'\), '\/\w+'\)\]$/u);
    expect(pick(policy, "dependsOn")).toEqual([
      "[resourceId('Microsoft.RecoveryServices/vaults', parameters('vaults_rsv_dev_weu_name'))]",
    ]);
  });

  test("names what it does not hold by its id, in a parameter or as it is", async () => {
    const client = await startForTest();
    const net = `${group}${network}/virtualNetworks/net-x`;
    const subnets = [{ name: "sub", properties: { addressPrefix: "10.0.0.0/24" } }];
    const space = { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets };
    await client.put(`${net}?api-version=2024-05-01`, { location: "westeurope", properties: space });
    const nic = `${group}${network}/networkInterfaces/nic-x`;
    const configuration = { name: "one", properties: { subnet: { id: `${net}/subnets/sub` } } };
    const properties = { ipConfigurations: [configuration] };
    await client.put(`${nic}?api-version=2024-05-01`, { location: "westeurope", properties });
    const subnetIn = async (options: string, ids: string[]): Promise<unknown> => {
      const result = await exported(client, group, options, ids);
      const card = resourceOf(result, "Microsoft.Network/networkInterfaces");
      return pick(card, "properties", "ipConfigurations", 0, "properties", "subnet", "id");
    };
    expect(await subnetIn("", [nic])).toBe("[concat(parameters('virtualNetworks_net_x_externalid'), '/subnets/sub')]");
    expect(await subnetIn("SkipAllParameterization", [nic])).toBe(`${net}/subnets/sub`);
    expect(await subnetIn("SkipResourceNameParameterization", [nic, net])).toBe(
      "[concat(resourceId('Microsoft.Network/virtualNetworks', 'net-x'), '/subnets/sub')]",
    );
  });

  test("says what it could not export", async () => {
    const client = await startForTest();
    const machine = `${group}/providers/Microsoft.Compute/virtualMachines/dev-sql-01`;
    const extension = (publisher: string, type: string): object => ({
      location: "westeurope",
      properties: { publisher, type, typeHandlerVersion: "1.2" },
    });
    const at = (name: string): string => `${machine}/extensions/${name}?api-version=2024-07-01`;
    await client.put(at("sql"), extension("Microsoft.SqlServer.Management", "SqlIaaSAgent"));
    await client.put(at("script"), extension("Microsoft.Compute", "CustomScriptExtension"));
    await deploy(client, body({ resources: [storage("site1", { type: "Microsoft.Web/sites" })] }));
    const result = await exported(client, group);
    expect(pick(result, "error", "code")).toBe("ExportTemplateCompletedWithErrors");
    expect(listAt(result, "error", "details").map((each) => [pick(each, "code"), pick(each, "target")])).toEqual(
      expect.arrayContaining([
        ["ExportVirtualMachineExtensionNotSupported", "Microsoft:2ESqlServer:2EManagement-SqlIaaSAgent"],
        ["ExportTemplateProviderError", "Microsoft.Web/sites"],
      ]),
    );
    expect(resourceOf(result, "Microsoft.Web/sites")).toBeUndefined();
    const kept = listAt(result, "template", "resources").map((each) => String(pick(each, "name")));
    expect(kept.filter((name) => name.includes("/script") || name.includes("/sql'"))).toEqual([
      "[concat(parameters('virtualMachines_dev_sql_01_name'), '/script')]",
    ]);
  });

  test("is answered at once by an old api-version, and refused for more than 200 resources", async () => {
    const client = await startForTest();
    const old = await client.post(`${group}/exportTemplate?api-version=2018-05-01`, { resources: ["*"] });
    expect([old.status, pick(old.body, "template", "contentVersion")]).toEqual([200, "1.0.0.0"]);
    const many = { ...storage("[concat('many', copyIndex())]"), copy: { name: "many", count: 201 } };
    const crowd = await emptyGroup(client, "rg-crowd");
    await deploy(client, body({ resources: [many] }), `${crowd}/providers/Microsoft.Resources/deployments/many`);
    const refused = await client.post(`${crowd}/exportTemplate?${version}`, { resources: ["*"] });
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([
      409,
      "ExportTemplateResourcesLimitExceeded",
    ]);
  });
});
