import { describe, expect, test } from "vitest";
import { column, development, devVault, itemPath, pick, protectWith, startForTest, vmPath } from "../sandboxFixture";
import { body, deploy, deployment, group, nested, providers, storage, version } from "./templates";

const network = {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  name: "net",
  location: "westeurope",
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "sub", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
};

function card(allocation: string, address?: string): object {
  const subnet = { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'sub')]" };
  const properties = { subnet, privateIPAllocationMethod: allocation, privateIPAddress: address };
  return {
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: "2024-05-01",
    name: "nic",
    location: "westeurope",
    properties: { ipConfigurations: [{ name: "one", properties }] },
  };
}

function state(reply: { readonly body: unknown }): unknown {
  return pick(reply.body, "properties", "provisioningState");
}

describe("templates as people write them", () => {
  test("make a resource in one deployment inside and change it in another", async () => {
    const client = await startForTest();
    const address = "[reference('first').outputs.address.value]";
    const first = nested(
      "first",
      {
        resources: [card("Dynamic")],
        outputs: {
          address: {
            type: "string",
            value:
              "[reference(resourceId('Microsoft.Network/networkInterfaces', 'nic')).ipConfigurations[0].properties.privateIPAddress]",
          },
        },
      },
      { expressionEvaluationOptions: { scope: "inner" } },
    );
    const inner = {
      parameters: { address: { type: "string" } },
      resources: [card("Static", "[parameters('address')]")],
    };
    const second = nested("second", inner, {
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { address: { value: address } },
    });
    const resources = [network, { ...first, dependsOn: ["net"] }, { ...second, dependsOn: ["first"] }];
    const done = await deploy(client, body({ resources }));
    expect(state(done)).toBe("Succeeded");
    const nic = await client.get(`${providers}/Microsoft.Network/networkInterfaces/nic?api-version=2024-05-01`);
    const properties = pick(nic.body, "properties", "ipConfigurations", 0, "properties");
    expect(pick(properties, "privateIPAllocationMethod")).toBe("Static");
    expect(pick(properties, "privateIPAddress")).toMatch(/^10\.0\.0\.\d+$/u);
    for (const name of ["first", "second"]) {
      const operations = await client.get(`${providers}/Microsoft.Resources/deployments/${name}/operations?${version}`);
      expect(column(operations, "properties", "targetResource", "resourceName")).toContain("nic");
    }
  });

  test("wait for a deployment to another resource group by its id there, where it is kept", async () => {
    const client = await startForTest();
    const other = `${development}/resourceGroups/rg-other`;
    await client.put(`${other}?${version}`, { location: "westeurope" });
    const inner = { ...nested("inner", { resources: [storage("there1")] }), resourceGroup: "rg-other" };
    const needs = "[resourceId('rg-other', 'Microsoft.Resources/deployments', 'inner')]";
    const done = await deploy(client, body({ resources: [inner, storage("here1", { dependsOn: [needs] })] }));
    expect(state(done)).toBe("Succeeded");
    const list = (scope: string): string => `${scope}/providers/Microsoft.Resources/deployments?${version}`;
    expect(column(await client.get(list(other)), "name")).toEqual(["inner"]);
    expect(column(await client.get(list(group)), "name")).toEqual(["main"]);
  });

  test("hand on what providers fill in", async () => {
    const client = await startForTest();
    const address = {
      type: "Microsoft.Network/publicIPAddresses",
      apiVersion: "2024-05-01",
      name: "ip",
      location: "westeurope",
      properties: { dnsSettings: { domainNameLabel: "Larkmoor" } },
    };
    const keys = {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2023-07-01",
      name: "keys",
      location: "westeurope",
      properties: {},
    };
    const logs = { ...keys, type: "Microsoft.OperationalInsights/workspaces", name: "logs" };
    const value = (expression: string): object => ({ type: "string", value: `[${expression}]` });
    const workspace = "resourceId('Microsoft.OperationalInsights/workspaces', 'logs')";
    const outputs = {
      host: value("reference('ip').dnsSettings.fqdn"),
      vault: value("reference('keys').vaultUri"),
      same: value(
        `if(equals(listKeys(${workspace}, '2020-08-01').primarySharedKey, listKeys(${workspace}, '2020-08-01').secondarySharedKey), 'yes', 'no')`,
      ),
    };
    const done = await deploy(client, body({ resources: [address, keys, logs], outputs }));
    expect(["host", "vault", "same"].map((name) => pick(done.body, "properties", "outputs", name, "value"))).toEqual([
      "larkmoor.westeurope.cloudapp.azure.com",
      "https://keys.vault.azure.net/",
      "no",
    ]);
  });

  test("put a container into the blob service that every storage account has", async () => {
    const client = await startForTest();
    const container = {
      type: "Microsoft.Storage/storageAccounts/blobServices/containers",
      apiVersion: "2023-01-01",
      name: "here1/default/backups",
      dependsOn: ["here1"],
    };
    expect(state(await deploy(client, body({ resources: [storage("here1"), container] })))).toBe("Succeeded");
  });

  test("mean the resource around by a name that others have as well", async () => {
    const client = await startForTest();
    const server = (name: string, more: object): object => ({
      type: "Microsoft.Sql/servers",
      apiVersion: "2021-11-01",
      name,
      location: "westeurope",
      properties: {},
      ...more,
    });
    const database = {
      type: "databases",
      apiVersion: "2021-11-01",
      name: "app",
      location: "westeurope",
      dependsOn: ["one"],
    };
    const late = storage("one12", {
      name: "one",
      type: "Microsoft.Web/sites",
      dependsOn: ["[resourceId('Microsoft.Sql/servers/databases', 'one', 'app')]"],
    });
    expect(state(await deploy(client, body({ resources: [server("one", { resources: [database] }), late] })))).toBe(
      "Succeeded",
    );
  });

  test("make a machine of an image and say nothing of its disk", async () => {
    const client = await startForTest();
    const machine = {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2024-07-01",
      name: "plain",
      location: "westeurope",
      dependsOn: ["nic"],
      properties: {
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        storageProfile: {
          imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        },
        osProfile: { computerName: "plain", adminUsername: "avery", adminPassword: "Larkmoor!2026" },
        networkProfile: { networkInterfaces: [{ id: "[resourceId('Microsoft.Network/networkInterfaces', 'nic')]" }] },
      },
    };
    const resources = [network, { ...card("Dynamic"), dependsOn: ["net"] }, machine];
    expect(state(await deploy(client, body({ resources })))).toBe("Succeeded");
    const made = await client.get(`${providers}/Microsoft.Compute/virtualMachines/plain?api-version=2024-07-01`);
    expect(pick(made.body, "properties", "storageProfile", "osDisk", "createOption")).toBe("FromImage");
    const empty = { ...machine, properties: { ...machine.properties, storageProfile: {} } };
    const refused = await deploy(
      client,
      body({ resources: [network, { ...card("Dynamic"), dependsOn: ["net"] }, { ...empty, name: "other" }] }),
      `${deployment}2`,
    );
    expect(pick(refused.body, "properties", "error", "details", 0, "code")).toBe("InvalidParameter");
  });
});

test.each([
  ["2024-04-01", "Failed", "UserErrorEnhancedPolicyRequired"],
  ["2025-02-01", "Succeeded", undefined],
])("a Standard policy and a machine with Trusted Launch: asked for with %s, it has %s", async (asked, status, code) => {
  const client = await startForTest();
  const vm = vmPath(development, "rg-dev-weu", "dev-test-01");
  const existing = await client.get(`${vm}?api-version=2024-07-01`);
  const kept = pick(existing.body, "properties");
  const properties = { ...(typeof kept === "object" ? kept : {}), securityProfile: { securityType: "TrustedLaunch" } };
  await client.put(`${vm}?api-version=2024-07-01`, { location: "westeurope", properties });
  const item = itemPath(devVault, "rg-dev-weu", "dev-test-01");
  const accepted = await client.put(`${item}?api-version=${asked}`, protectWith(vm, devVault, "DefaultPolicy"));
  client.wait(600_000);
  const { body: end } = await client.follow(accepted.headers.get("azure-asyncoperation"));
  expect([pick(end, "status"), pick(end, "error", "code")]).toEqual([status, code]);
});

test("a name with too many or too few segments for its type is refused before anything is made", async () => {
  const client = await startForTest();
  const extension = { type: "Microsoft.Compute/virtualMachines/extensions", apiVersion: "2024-07-01", name: "agent" };
  for (const wrong of [extension, storage("a/b")]) {
    const refused = await client.post(`${deployment}/validate?${version}`, body({ resources: [wrong] }));
    expect([refused.status, pick(refused.body, "error", "code")]).toEqual([400, "InvalidTemplate"]);
    expect(pick(refused.body, "error", "message")).toContain("incorrect segment lengths");
  }
});
