import { describe, expect, it } from "vitest";
import { readEstateFile } from "../../../../src/sandbox/estate/estateFile";
import { column, listAt, pick, startForTest } from "../sandboxFixture";
import type { TestClient } from "../sandboxFixture";

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
const group = `${subscription}/resourceGroups/clitest.rg`;
const vm = `${group}/providers/Microsoft.Compute/virtualMachines/clivm`;
const vault = `${group}/providers/Microsoft.RecoveryServices/vaults/rsv-own`;
const vmVersion = "api-version=2022-08-01";

function open(file: unknown): Promise<TestClient> {
  return startForTest({ estate: JSON.stringify(file) });
}

describe("an estate file", () => {
  it("needs no more than the id of a VM: its group, subscription, tenant, disks and network are the usual ones", async () => {
    const client = await open({ resources: [{ id: vm }] });
    const machine = (await client.get(`${vm}?${vmVersion}`)).body;
    expect(pick(machine, "location")).toBe("westeurope");
    const disk = pick(machine, "properties", "storageProfile", "osDisk", "managedDisk", "id");
    expect((await client.get(`${String(disk)}?api-version=2022-07-02`)).status).toBe(200);
    const nic = pick(machine, "properties", "networkProfile", "networkInterfaces", 0, "id");
    expect((await client.get(`${String(nic)}?api-version=2022-07-01`)).status).toBe(200);
    expect((await client.get(`${group}?api-version=2021-04-01`)).status).toBe(200);
    expect(column(await client.get("/subscriptions?api-version=2022-12-01"), "subscriptionId")).toEqual([
      "00000000-0000-0000-0000-000000000000",
    ]);
  });

  it.each([
    ["the system of the OS disk", { osDisk: { osType: "Windows" } }, "Windows"],
    ["no OS disk", { dataDisks: [] }, "Linux"],
    ["the kind of the OS disk", { osDisk: { managedDisk: { storageAccountType: "StandardSSD_LRS" } } }, "Linux"],
  ])("gives a VM that says %s a managed OS disk", async (_, storageProfile, osType) => {
    const client = await open({ resources: [{ id: vm, properties: { storageProfile } }] });
    const osDisk = pick((await client.get(`${vm}?${vmVersion}`)).body, "properties", "storageProfile", "osDisk");
    expect(pick(osDisk, "osType")).toBe(osType);
    const disk = await client.get(`${String(pick(osDisk, "managedDisk", "id"))}?api-version=2022-07-02`);
    expect(disk.status).toBe(200);
    expect(pick(disk.body, "sku", "name")).toBe(pick(osDisk, "managedDisk", "storageAccountType"));
  });

  it("leaves a VM with its OS disk in a storage account as it is", async () => {
    const osDisk = { osType: "Linux", name: "os", vhd: { uri: "https://old.blob.sandbox.invalid/vhds/os.vhd" } };
    const client = await open({ resources: [{ id: vm, properties: { storageProfile: { osDisk } } }] });
    const machine = (await client.get(`${vm}?${vmVersion}`)).body;
    expect(pick(machine, "properties", "storageProfile", "osDisk")).toEqual(osDisk);
  });

  it("keeps what it says about a VM, its power state included", async () => {
    const client = await open({
      resources: [
        {
          id: vm,
          location: "East US 2",
          tags: { team: "shop" },
          properties: {
            hardwareProfile: { vmSize: "Standard_B1s" },
            storageProfile: {
              osDisk: {
                osType: "Windows",
                name: "os",
                diskSizeGB: 127,
                managedDisk: { id: `${group}/providers/Microsoft.Compute/disks/os` },
              },
              dataDisks: [],
            },
            instanceView: { statuses: [{ code: "PowerState/deallocated" }] },
          },
        },
      ],
    });
    const machine = (await client.get(`${vm}?${vmVersion}&$expand=instanceView`)).body;
    expect(pick(machine, "location")).toBe("eastus2");
    expect(pick(machine, "tags", "team")).toBe("shop");
    expect(pick(machine, "properties", "hardwareProfile", "vmSize")).toBe("Standard_B1s");
    expect(JSON.stringify(pick(machine, "properties", "instanceView"))).toContain("PowerState/deallocated");
    const disks = await client.get(`${subscription}/providers/Microsoft.Compute/disks?api-version=2022-07-02`);
    expect(column(disks, "name")).toEqual(["os"]);
  });

  it("brings vaults with their settings, policies and protected items", async () => {
    const key = "iaasvmcontainerv2;clitest.rg;clivm";
    const client = await open({
      resources: [
        { id: vm },
        { id: vault, properties: { redundancySettings: { standardTierStorageRedundancy: "ZoneRedundant" } } },
        {
          id: `${vault}/backupPolicies/Nightly`,
          properties: { backupManagementType: "AzureIaasVM", timeZone: "UTC" },
        },
        {
          id: `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${key}/protectedItems/VM;${key}`,
          properties: { sourceResourceId: vm, policyId: `${vault}/backupPolicies/Nightly` },
        },
      ],
    });
    expect(
      pick((await client.get(vault)).body, "properties", "redundancySettings", "standardTierStorageRedundancy"),
    ).toBe("ZoneRedundant");
    expect(column(await client.get(`${vault}/backupPolicies`), "name")).toContain("Nightly");
    const items = await client.get(`${vault}/backupProtectedItems`);
    expect(column(items, "properties", "policyName")).toEqual(["Nightly"]);
    expect(column(items, "properties", "virtualMachineId")).toEqual([vm]);
  });

  it("takes resources without an id by their type and name", async () => {
    const client = await open({
      tenants: [{ tenantId: "7d1e0f6a-52c4-4b0e-8f63-9a1c2e5d7b10", displayName: "Ours" }],
      subscriptions: ["11111111-2222-4333-8444-555555555555"],
      resources: [{ type: "Microsoft.Compute/virtualMachines", name: "vm-1" }],
    });
    const list = await client.get(
      `/subscriptions/11111111-2222-4333-8444-555555555555/providers/Microsoft.Compute/virtualMachines?${vmVersion}`,
    );
    expect(column(list, "name")).toEqual(["vm-1"]);
    expect(column(await client.get("/tenants?api-version=2022-12-01"), "displayName")).toEqual(["Ours"]);
  });

  const key = "iaasvmcontainerv2;clitest.rg;clivm";
  const item = `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${key}/protectedItems/VM;${key}`;

  it("keeps what guards a vault, who is told, and how it is encrypted", async () => {
    const properties = {
      securitySettings: { immutabilitySettings: { state: "Locked" } },
      restoreSettings: { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState: "Disabled" } },
      monitoringSettings: { azureMonitorAlertSettings: { alertsForAllJobFailures: "Disabled" } },
      encryption: { keyVaultProperties: { keyUri: "https://kv.vault.azure.net/keys/k" } },
    };
    const client = await open({ resources: [{ id: vault, properties }] });
    const { body } = await client.get(vault);
    expect(pick(body, "properties", "securitySettings", "immutabilitySettings", "state")).toBe("Locked");
    expect(pick(body, "properties", "restoreSettings")).toEqual(properties.restoreSettings);
    expect(pick(body, "properties", "monitoringSettings")).toEqual(properties.monitoringSettings);
    expect(pick(body, "properties", "encryption")).toEqual(properties.encryption);
  });

  it("keeps the disks that an item leaves out, and that its backups are suspended", async () => {
    const exclusion = { diskLunList: [1], isInclusionList: false };
    const client = await open({
      resources: [
        { id: vm },
        {
          id: item,
          properties: {
            sourceResourceId: vm,
            protectionState: "BackupsSuspended",
            policyId: `${vault}/backupPolicies/Nightly`,
            extendedProperties: { diskExclusionProperties: exclusion },
          },
        },
      ],
    });
    const { body } = await client.get(item);
    expect(pick(body, "properties", "protectionState")).toBe("BackupsSuspended");
    expect(pick(body, "properties", "policyName")).toBe("Nightly");
    expect(pick(body, "properties", "extendedProperties", "diskExclusionProperties")).toEqual(exclusion);
    expect((await client.get(`${vault}/backupPolicies/Nightly`)).status).toBe(200);
  });

  it("restores the disks of an item whose VM it does not have", async () => {
    const client = await open({ resources: [{ id: item, properties: { sourceResourceId: vm } }] });
    expect((await client.get(`${vm}?${vmVersion}`)).status).toBe(404);
    const point = String(column(await client.get(`${item}/recoveryPoints`), "name")[0]);
    const accepted = await client.post(`${item}/recoveryPoints/${point}/restore`, {
      properties: {
        objectType: "IaasVMRestoreRequest",
        recoveryType: "RestoreDisks",
        recoveryPointId: point,
        sourceResourceId: vm,
        storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/st`,
        targetResourceGroupId: group,
        region: "westeurope",
      },
    });
    expect(accepted.status).toBe(202);
    client.wait(60_000);
    const disks = await client.get(`${group}/providers/Microsoft.Compute/disks?api-version=2022-07-02`);
    expect(column(disks, "name")).toEqual([expect.stringMatching(/^clivm-osdisk-/u)]);
  });

  it.each([
    ["a byte order mark", `\uFEFF{"resources":[{"id":"${vm}"}]}`],
    ["comments", `// ours\n{"resources":[/* one */{"id":"${vm}"},]}`],
    ["no storage profile, no location", `{"resources":[{"id":"${vm}","properties":{"storageProfile":null}}]}`],
    ["properties that are null", `{"resources":[{"id":"${vm}","properties":null,"tags":null}]}`],
    ["an id twice, in another case", `{"resources":[{"id":"${vm}"},{"id":"${vm.toUpperCase()}"}]}`],
    ["a type without case", `{"resources":[{"id":"${vm.replace("Microsoft.Compute", "microsoft.compute")}"}]}`],
    ["an extension before its VM", `{"resources":[{"id":"${vm}/extensions/x"},{"id":"${vm}"}]}`],
    [
      "a lock of the VM",
      `{"resources":[{"id":"${vm}/providers/Microsoft.Authorization/locks/l","properties":{"level":"CanNotDelete"}},{"id":"${vm}"}]}`,
    ],
    [
      "a resource that is global, and one of an unknown type",
      `{"resources":[{"id":"${group}/providers/Microsoft.Network/privateDnsZones/z","location":"global"},{"id":"${group}/providers/Contoso.New/things/t/parts/p","location":"mars"},{"id":"${vm}"}]}`,
    ],
    [
      "an item and a policy before their vault, which has no sku",
      `{"resources":[{"id":"${item}","properties":{"policyId":""}},{"id":"${vault}/backupPolicies/p"},{"id":"${vault}"},{"id":"${vm}"}]}`,
    ],
    [
      "tenants that subscriptions only name",
      `{"tenants":[],"subscriptions":[{"id":"${subscription}","tenantId":"t-1"}],"resources":[{"id":"${vm}"}]}`,
    ],
  ])("may have %s", async (_, estate) => {
    const client = await startForTest({ estate });
    const machines = await client.get(`${subscription}/providers/Microsoft.Compute/virtualMachines?${vmVersion}`);
    expect(column(machines, "name").map((name) => String(name).toLowerCase())).toEqual(["clivm"]);
    expect((await client.get(`${subscription}/resources?api-version=2021-04-01`)).status).toBe(200);
    expect((await client.get(`${subscription}/providers/Microsoft.RecoveryServices/vaults`)).status).toBe(200);
  });

  it("takes the last of resources with the same id", async () => {
    const client = await open({
      resources: [
        { id: vm, tags: { n: "1" } },
        { id: vm.toLowerCase(), tags: { n: "2" } },
      ],
    });
    expect(pick((await client.get(`${vm}?${vmVersion}`)).body, "tags", "n")).toBe("2");
  });

  it("may have thousands of resources", async () => {
    const resources = Array.from({ length: 3000 }, (_, index) => ({ id: `${vm}-${index}` }));
    const client = await open({ resources });
    expect((await client.get(`${vm}-2999?${vmVersion}`)).status).toBe(200);
  });

  it("keeps the private endpoints of a vault, which is not deleted before they are gone", async () => {
    const endpoint = `${group}/providers/Microsoft.Network/privateEndpoints/pe-own`;
    const privateEndpointConnections = [{ properties: { privateEndpoint: { id: endpoint } } }];
    const client = await open({
      resources: [{ id: endpoint }, { id: vault, properties: { privateEndpointConnections } }],
    });
    const refused = await client.send("DELETE", vault);
    expect(refused.status).toBe(400);
    expect(pick(refused.body, "error", "message")).toContain("pe-own");
    await client.send("DELETE", `${endpoint}?api-version=2022-07-01`);
    expect((await client.send("DELETE", vault)).status).toBe(202);
  });

  it("closes a subscription to writes when it says so", async () => {
    const client = await open({
      subscriptions: [{ subscriptionId: subscription.split("/").at(-1), access: "reader" }],
    });
    expect((await client.put(`${group}?api-version=2021-04-01`, { location: "westeurope" })).status).toBe(403);
  });

  it.each([
    ["{", /^The estate file is not JSON/u],
    ["", /^The estate file is empty/u],
    ["null", /must hold one object/u],
    ['{"resources":[null]}', /resources\[0\] of the estate file is not an object/u],
    ['{"subscriptions":[{}]}', /A subscription of the estate file has no subscriptionId/u],
    [
      `{"resources":[{"id":"${vault}","properties":{"securitySettings":{"immutabilitySettings":{"state":"On"}}}}]}`,
      /'On' of the vault '[^']+rsv-own' must be one of Disabled, Unlocked, Locked/u,
    ],
    [
      `{"resources":[{"id":"${vault}/backupFabrics/Azure/protectionContainers/c/protectedItems/i","properties":{"backupManagementType":"AzureStorage"}}]}`,
      /protectedItems\/i' is of AzureStorage/u,
    ],
    ["[]", /must hold one object/u],
    ['{"resources":{}}', /"resources" of the estate file must be a list/u],
    ['{"resources":[{"name":"x"}]}', /resources\[0\].*needs an id, or a type and a name/u],
    ['{"resources":[{"id":"/x"}]}', /resources\[0\].*'\/x' is not the id of a resource/u],
    [`{"resources":[{"id":"${vm}","location":"atlantis"}]}`, /does not know the region 'atlantis'/u],
    [`{"resources":[{"id":"${vault}/backupJobs/j"}]}`, /only backupPolicies and protectedItems/u],
  ])("says where %s is wrong", (text, message) => {
    expect(() => readEstateFile(text, 0)).toThrow(message);
  });

  it("may be empty", () => {
    expect(listAt(readEstateFile("{}", 0).subscriptions.all)).toEqual([]);
  });
});
