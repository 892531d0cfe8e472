import { describe, expect, test } from "vitest";
import { development, listAt, pick, readOnly, startForTest } from "./sandboxFixture";
import type { Reply, TestClient } from "./sandboxFixture";

const group = `${development}/resourceGroups/rg-dev-weu`;
const providers = `${group}/providers`;
const deployment = `${providers}/Microsoft.Resources/deployments/main`;

interface Parts {
  readonly resources?: readonly unknown[] | Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

function template(parts: Parts, scope = "deploymentTemplate"): Record<string, unknown> {
  return {
    $schema: `https://schema.management.azure.com/schemas/2019-04-01/${scope}.json#`,
    contentVersion: "1.0.0.0",
    resources: [],
    ...parts,
  };
}

function body(parts: Parts, parameters: Readonly<Record<string, unknown>> = {}, mode = "Incremental"): unknown {
  const given = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
  return { properties: { mode, template: template(parts), parameters: given } };
}

/** Puts a deployment and lets it run to its end. */
async function deploy(client: TestClient, request: unknown, path = deployment): Promise<Reply> {
  const accepted = await client.put(`${path}?api-version=2024-07-01`, request);
  expect(accepted.status, JSON.stringify(accepted.body)).toBe(201);
  client.wait(120_000);
  return client.get(`${path}?api-version=2024-07-01`);
}

function storage(name: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    type: "Microsoft.Storage/storageAccounts",
    apiVersion: "2023-01-01",
    name,
    location: "westeurope",
    sku: { name: "Standard_LRS" },
    kind: "StorageV2",
    ...more,
  };
}

const network = {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  name: "net",
  location: "[resourceGroup().location]",
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "vms", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
};

const nic = {
  type: "Microsoft.Network/networkInterfaces",
  apiVersion: "2024-05-01",
  name: "[concat(parameters('vm'), '-nic')]",
  location: "[resourceGroup().location]",
  dependsOn: ["net"],
  properties: {
    ipConfigurations: [
      {
        name: "primary",
        properties: { subnet: { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'vms')]" } },
      },
    ],
  },
};

const machine = {
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  name: "[parameters('vm')]",
  location: "[resourceGroup().location]",
  dependsOn: ["[resourceId('Microsoft.Network/networkInterfaces', concat(parameters('vm'), '-nic'))]"],
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v5" },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "StandardSSD_LRS" } },
      dataDisks: [{ lun: 0, createOption: "Empty", diskSizeGB: 64 }],
    },
    osProfile: {
      computerName: "[parameters('vm')]",
      adminUsername: "azureuser",
      adminPassword: "[parameters('password')]",
    },
    networkProfile: {
      networkInterfaces: [
        { id: "[resourceId('Microsoft.Network/networkInterfaces', concat(parameters('vm'), '-nic'))]" },
      ],
    },
  },
};

const withMachine: Parts = {
  parameters: { vm: { type: "string" }, password: { type: "secureString" } },
  resources: [machine, nic, network],
  outputs: {
    disk: {
      type: "string",
      value: "[reference(parameters('vm')).storageProfile.osDisk.managedDisk.id]",
    },
  },
};

describe("a deployment into the sandbox", () => {
  test("makes a machine with its network and disks, in the order of its dependencies", async () => {
    const client = await startForTest();
    const done = await deploy(client, body(withMachine, { vm: "new-1", password: "Sesame-1!" }));
    expect(pick(done.body, "properties", "error")).toBeUndefined();
    expect(pick(done.body, "properties", "provisioningState")).toBe("Succeeded");
    const vm = await client.get(
      `${providers}/Microsoft.Compute/virtualMachines/new-1?api-version=2024-07-01&$expand=instanceView`,
    );
    expect(pick(vm.body, "properties", "instanceView", "vmAgent", "statuses", 0, "displayStatus")).toBe("Ready");
    expect(pick(vm.body, "properties", "storageProfile", "dataDisks", 0, "name")).toBe("new-1_DataDisk_0");
    const card = await client.get(`${providers}/Microsoft.Network/networkInterfaces/new-1-nic?api-version=2024-05-01`);
    expect(String(pick(card.body, "properties", "virtualMachine", "id"))).toContain("virtualMachines/new-1");
    const osDisk = String(pick(done.body, "properties", "outputs", "disk", "value"));
    const disk = await client.get(`${osDisk}?api-version=2024-03-02`);
    expect(pick(disk.body, "sku", "name")).toBe("StandardSSD_LRS");
    const operations = await client.get(`${deployment}/operations?api-version=2024-07-01`);
    const times = new Map(
      listAt(operations.body, "value").map((row) => [
        pick(row, "properties", "targetResource", "resourceName"),
        String(pick(row, "properties", "timestamp")),
      ]),
    );
    expect([...times.keys()].filter((name) => name !== undefined).toSorted()).toEqual(["net", "new-1", "new-1-nic"]);
    expect(String(times.get("net")) < String(times.get("new-1-nic"))).toBe(true);
    expect(String(times.get("new-1-nic")) < String(times.get("new-1"))).toBe(true);
  });

  test("never shows or keeps a secret", async () => {
    let kept = "";
    const client = await startForTest({ onState: (state) => (kept = state) });
    const done = await deploy(client, body(withMachine, { vm: "new-1", password: "Sesame-1!" }));
    expect(pick(done.body, "properties", "parameters", "password")).toEqual({ type: "SecureString" });
    expect(pick(done.body, "properties", "parameters", "vm")).toEqual({ type: "String", value: "new-1" });
    const vm = await client.get(`${providers}/Microsoft.Compute/virtualMachines/new-1?api-version=2024-07-01`);
    expect(JSON.stringify([done.body, vm.body])).not.toContain("Sesame");
    await client.sandbox.close();
    expect(kept).toContain("new-1");
    expect(kept).not.toContain("Sesame");
  });

  test("is accepted first, runs, and can be followed by its status", async () => {
    const client = await startForTest();
    const accepted = await client.put(`${deployment}?api-version=2024-07-01`, body({ resources: [storage("one")] }));
    expect(pick(accepted.body, "properties", "provisioningState")).toBe("Accepted");
    const url = accepted.headers.get("azure-asyncoperation");
    expect(pick((await client.follow(url)).body, "status")).toBe("Accepted");
    client.wait(1600);
    expect(pick((await client.follow(url)).body, "status")).toBe("Running");
    client.wait(3000);
    expect(pick((await client.follow(url)).body, "status")).toBe("Succeeded");
  });

  test("heeds conditions, loops and the state of what exists", async () => {
    const client = await startForTest();
    const done = await deploy(
      client,
      body(
        {
          parameters: { count: { type: "int" } },
          resources: [
            storage("[concat('loop', copyIndex())]", { copy: { name: "accounts", count: "[parameters('count')]" } }),
            storage("never", { condition: false }),
            storage("last", {
              dependsOn: ["accounts"],
              tags: {
                first: "[reference(resourceId('Microsoft.Storage/storageAccounts', 'loop0')).primaryEndpoints.blob]",
              },
            }),
          ],
          outputs: {
            tag: { type: "string", value: "[reference('last', '2023-01-01', 'Full').tags.first]" },
            key: { type: "string", value: "[listKeys('last', '2023-01-01').keys[0].keyName]" },
          },
        },
        { count: 2 },
      ),
    );
    expect(pick(done.body, "properties", "outputs")).toEqual({
      tag: { type: "String", value: "https://loop0.blob.core.windows.net/" },
      key: { type: "String", value: "key1" },
    });
    const accounts = await client.get(`${providers}/Microsoft.Storage/storageAccounts?api-version=2023-01-01`);
    const names = listAt(accounts.body, "value").map((row) => pick(row, "name"));
    expect(names).toEqual(expect.arrayContaining(["loop0", "loop1", "last"]));
    expect(names).not.toContain("never");
  });

  test("carries out nested deployments, in their own scope and in the outer one", async () => {
    const client = await startForTest();
    const inner = (name: string, value: string, scope: string): unknown => ({
      type: "Microsoft.Resources/deployments",
      apiVersion: "2024-03-01",
      name,
      properties: {
        mode: "Incremental",
        expressionEvaluationOptions: { scope },
        parameters: scope === "inner" ? { name: { value } } : {},
        template: template({
          parameters: { name: { type: "string", defaultValue: "unused" } },
          resources: [storage(scope === "inner" ? "[parameters('name')]" : value)],
          outputs: {
            blob: {
              type: "string",
              value: `[reference(resourceId('Microsoft.Storage/storageAccounts', '${value}')).primaryEndpoints.blob]`,
            },
          },
        }),
      },
    });
    const done = await deploy(
      client,
      body({
        resources: [inner("in-own", "inside", "inner"), inner("in-outer", "outside", "outer")],
        outputs: { blob: { type: "string", value: "[reference('in-own').outputs.blob.value]" } },
      }),
    );
    expect(pick(done.body, "properties", "error")).toBeUndefined();
    expect(pick(done.body, "properties", "outputs", "blob", "value")).toBe("https://inside.blob.core.windows.net/");
    const nested = await client.get(`${providers}/Microsoft.Resources/deployments/in-outer?api-version=2024-07-01`);
    expect(pick(nested.body, "properties", "provisioningState")).toBe("Succeeded");
    expect(pick(nested.body, "properties", "outputResources", 0, "id")).toContain("storageAccounts/outside");
    const rows = await client.get(
      `${providers}/Microsoft.Resources/deployments/in-own/operations?api-version=2024-07-01`,
    );
    expect(
      listAt(rows.body, "value").map((row) => pick(row, "properties", "targetResource", "resourceName")),
    ).toContain("inside");
  });

  test("at the scope of a subscription makes groups and deploys into them", async () => {
    const client = await startForTest();
    const path = `${development}/providers/Microsoft.Resources/deployments/whole`;
    const done = await deploy(
      client,
      {
        location: "westeurope",
        properties: {
          mode: "Incremental",
          template: template(
            {
              resources: [
                {
                  type: "Microsoft.Resources/resourceGroups",
                  apiVersion: "2024-03-01",
                  name: "rg-new",
                  location: "northeurope",
                },
                {
                  type: "Microsoft.Resources/deployments",
                  apiVersion: "2024-03-01",
                  name: "inside",
                  resourceGroup: "rg-new",
                  dependsOn: ["rg-new"],
                  properties: {
                    mode: "Incremental",
                    expressionEvaluationOptions: { scope: "inner" },
                    template: template({ resources: [storage("innew", { location: "[resourceGroup().location]" })] }),
                  },
                },
              ],
            },
            "subscriptionDeploymentTemplate",
          ),
        },
      },
      path,
    );
    expect(pick(done.body, "properties", "error")).toBeUndefined();
    const made = await client.get(
      `${development}/resourceGroups/rg-new/providers/Microsoft.Storage/storageAccounts/innew?api-version=2023-01-01`,
    );
    expect(pick(made.body, "location")).toBe("northeurope");
  });

  test("makes a vault, protects the machine in it, and waits until it is protected", async () => {
    const client = await startForTest();
    const key = "iaasvmcontainerv2;rg-dev-weu;new-1";
    const protection = {
      ...withMachine,
      resources: [
        machine,
        nic,
        network,
        {
          type: "Microsoft.RecoveryServices/vaults",
          apiVersion: "2024-04-01",
          name: "rsv-new",
          location: "westeurope",
          sku: { name: "RS0", tier: "Standard" },
          properties: { publicNetworkAccess: "Enabled" },
        },
        {
          type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
          apiVersion: "2024-04-01",
          name: `rsv-new/Azure/iaasvmcontainer;${key}/vm;${key}`,
          dependsOn: ["rsv-new", "[parameters('vm')]"],
          properties: {
            protectedItemType: "Microsoft.Compute/virtualMachines",
            policyId: "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'rsv-new', 'DefaultPolicy')]",
            sourceResourceId: "[resourceId('Microsoft.Compute/virtualMachines', parameters('vm'))]",
          },
        },
      ],
    };
    const done = await deploy(client, body(protection, { vm: "new-1", password: "x" }));
    expect(pick(done.body, "properties", "error")).toBeUndefined();
    const items = await client.get(`${providers}/Microsoft.RecoveryServices/vaults/rsv-new/backupProtectedItems`);
    expect(pick(items.body, "value", 0, "properties", "protectionState")).toBe("IRPending");
    const whole = Date.parse(String(pick(done.body, "properties", "timestamp"))) - Date.UTC(2026, 9, 14, 12);
    expect(whole).toBeGreaterThan(4000 + 3000);
    const ultra = JSON.parse(
      JSON.stringify(protection)
        .replace('"diskSizeGB":64', '"diskSizeGB":64,"managedDisk":{"storageAccountType":"UltraSSD_LRS"}')
        .replaceAll("new-1", "new-2"),
    ) as Parts;
    const failed = await deploy(client, body(ultra, { vm: "new-2", password: "x" }), `${deployment}-2`);
    expect(pick(failed.body, "properties", "error", "details", 0)).toMatchObject({
      code: "ResourceDeploymentFailure",
      details: [{ code: "UserErrorEnhancedPolicyRequired" }],
    });
  });
});

describe("a template that Azure refuses", () => {
  const refused = async (request: unknown): Promise<unknown> => {
    const client = await startForTest();
    const reply = await client.put(`${deployment}?api-version=2024-07-01`, request);
    expect(reply.status).toBe(400);
    return pick(reply.body, "error");
  };

  test.each([
    ["a parameter without a value", body(withMachine, { vm: "new-1" }), "'password' is not provided"],
    ["a parameter that it does not have", body({}, { other: 1 }), "'other' in the parameters file are not valid"],
    [
      "a value of another type",
      body({ parameters: { count: { type: "int" } } }, { count: "three" }),
      "Expected 'int'. Actual 'String'",
    ],
    [
      "a value that is not allowed",
      body({ parameters: { size: { type: "string", allowedValues: ["S", "M"] } } }, { size: "L" }),
      "not part of the allowed value(s): 'S,M'",
    ],
    ["a dependency that is not there", body({ resources: [storage("one", { dependsOn: ["two"] })] }), "'two' is not"],
    [
      "a circle",
      body({ resources: [storage("one", { dependsOn: ["two"] }), storage("two", { dependsOn: ["one"] })] }),
      "Circular dependency",
    ],
    ["the same resource twice", body({ resources: [storage("one"), storage("one")] }), "defined multiple times"],
    ["a function that there is not", body({ resources: [storage("[oops('one')]")] }), "oops"],
  ])("%s", async (_, request, sentence) => {
    const error = await refused(request);
    expect(pick(error, "code")).toBe("InvalidTemplate");
    expect(pick(error, "message")).toContain(sentence);
  });

  test("validation says the same and makes nothing", async () => {
    const client = await startForTest();
    const bad = await client.post(`${deployment}/validate?api-version=2024-07-01`, body({}, { other: 1 }));
    expect([bad.status, pick(bad.body, "error", "code")]).toEqual([400, "InvalidTemplate"]);
    const good = await client.post(
      `${deployment}/validate?api-version=2024-07-01`,
      body({ resources: [storage("one")] }),
    );
    expect(pick(good.body, "properties", "validatedResources", 0, "id")).toContain("storageAccounts/one");
    expect((await client.get(`${deployment}?api-version=2024-07-01`)).status).toBe(404);
  });
});

describe("a deployment that fails", () => {
  test("says which resource failed, and why", async () => {
    const client = await startForTest();
    const done = await deploy(
      client,
      body({ resources: [storage("one", { apiVersion: "2099-01-01" }), storage("after", { dependsOn: ["one"] })] }),
    );
    expect(pick(done.body, "properties", "provisioningState")).toBe("Failed");
    expect(pick(done.body, "properties", "error", "code")).toBe("DeploymentFailed");
    expect(pick(done.body, "properties", "error", "details", 0, "code")).toBe("NoRegisteredProviderFound");
    const accounts = await client.get(`${providers}/Microsoft.Storage/storageAccounts?api-version=2023-01-01`);
    expect(listAt(accounts.body, "value").map((row) => pick(row, "name"))).not.toContain("after");
  });

  test("a machine whose interface is not there is refused by its provider", async () => {
    const client = await startForTest();
    const alone = { ...machine, dependsOn: [] };
    const done = await deploy(
      client,
      body({ ...withMachine, resources: [alone], outputs: {} }, { vm: "a", password: "b" }),
    );
    expect(pick(done.body, "properties", "error", "details", 0, "code")).toBe("InvalidResourceReference");
  });

  test("what it asks for and nobody has is not found", async () => {
    const client = await startForTest();
    const asking = storage("one", {
      tags: { other: "[reference(resourceId('Microsoft.Storage/storageAccounts', 'none')).primaryEndpoints.blob]" },
    });
    const done = await deploy(client, body({ resources: [asking] }));
    expect(pick(done.body, "properties", "error", "details", 0, "code")).toBe("ResourceNotFound");
  });

  test("a failure inside of a nested deployment fails the outer one", async () => {
    const client = await startForTest();
    const inner = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2024-03-01",
      name: "inner",
      properties: {
        mode: "Incremental",
        template: template({ resources: [storage("one", { apiVersion: "2099-01-01" })] }),
      },
    };
    const done = await deploy(client, body({ resources: [inner] }));
    const within = ["details", 0, "details", 0] as const;
    expect(pick(done.body, "properties", "error", "details", 0, "code")).toBe("ResourceDeploymentFailure");
    expect(pick(done.body, "properties", "error", ...within, "code")).toBe("DeploymentFailed");
    expect(pick(done.body, "properties", "error", ...within, "target")).toContain("/deployments/inner");
    expect(pick(done.body, "properties", "error", ...within, "details", 0, "code")).toBe("NoRegisteredProviderFound");
    const nested = await client.get(`${providers}/Microsoft.Resources/deployments/inner?api-version=2024-07-01`);
    expect(pick(nested.body, "properties", "provisioningState")).toBe("Failed");
  });
});

describe("a deployment under way", () => {
  test("is not replaced, can be cancelled, and then makes nothing more", async () => {
    const client = await startForTest();
    const two = body({ resources: [storage("one"), storage("two", { dependsOn: ["one"] })] });
    await client.put(`${deployment}?api-version=2024-07-01`, two);
    expect((await client.put(`${deployment}?api-version=2024-07-01`, two)).status).toBe(409);
    client.wait(1600);
    expect((await client.post(`${deployment}/cancel?api-version=2024-07-01`)).status).toBe(204);
    client.wait(60_000);
    const found = await client.get(`${deployment}?api-version=2024-07-01`);
    expect(pick(found.body, "properties", "provisioningState")).toBe("Canceled");
    const path = `${providers}/Microsoft.Storage/storageAccounts`;
    expect((await client.get(`${path}/one?api-version=2023-01-01`)).status).toBe(200);
    expect((await client.get(`${path}/two?api-version=2023-01-01`)).status).toBe(404);
    expect((await client.post(`${deployment}/cancel?api-version=2024-07-01`)).status).toBe(409);
    const removed = await client.send("DELETE", `${deployment}?api-version=2024-07-01`);
    expect([removed.status, (await client.follow(removed.headers.get("location"))).status]).toEqual([202, 202]);
    client.wait(5000);
    expect((await client.follow(removed.headers.get("location"))).status).toBe(204);
    expect((await client.send("DELETE", `${deployment}?api-version=2024-07-01`)).status).toBe(204);
    expect((await client.get(`${deployment}?api-version=2024-07-01`)).status).toBe(404);
  });

  test("goes on from a snapshot", async () => {
    let kept = "";
    const first = await startForTest({ onState: (state) => (kept = state) });
    const two = body({ resources: [storage("one"), storage("two", { dependsOn: ["one"] })] });
    await first.put(`${deployment}?api-version=2024-07-01`, two);
    await first.sandbox.close();
    const second = await startForTest({ state: kept });
    second.wait(60_000);
    const found = await second.get(`${deployment}?api-version=2024-07-01`);
    expect(pick(found.body, "properties", "provisioningState")).toBe("Succeeded");
  });

  test("is not for those who may only read", async () => {
    const client = await startForTest();
    const groups = await client.get(`${readOnly}/resourcegroups?api-version=2024-07-01`);
    const path = `${String(pick(groups.body, "value", 0, "id"))}/providers/Microsoft.Resources/deployments/main`;
    const reply = await client.put(`${path}?api-version=2024-07-01`, body({}));
    expect([reply.status, pick(reply.body, "error", "code")]).toEqual([403, "AuthorizationFailed"]);
  });
});
