import { describe, expect, it } from "vitest";
import { readEstateFile } from "../../../src/sandbox/estate/estateFile";
import { column, listAt, pick, startForTest } from "./sandboxFixture";
import type { TestClient } from "./sandboxFixture";

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

  it("closes a subscription to writes when it says so", async () => {
    const client = await open({
      subscriptions: [{ subscriptionId: subscription.split("/").at(-1), access: "reader" }],
    });
    expect((await client.put(`${group}?api-version=2021-04-01`, { location: "westeurope" })).status).toBe(403);
  });

  it.each([
    ["{", /^The estate file is not JSON/u],
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
