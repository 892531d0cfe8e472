import { beforeEach, describe, expect, it } from "vitest";
import { textAt } from "../../../src/azure/http/jsonRead";
import { FakeAzure, idOf, refusal, subscription, vaultId, vmId } from "./fakeAzure";

const ids = {
  os: idOf("Microsoft.Compute/disks/os"),
  data: idOf("Microsoft.Compute/disks/data"),
  nic: idOf("Microsoft.Network/networkInterfaces/nic"),
  other: idOf("Microsoft.Network/networkInterfaces/other"),
  ip: idOf("Microsoft.Network/publicIPAddresses/ip"),
  net: idOf("Microsoft.Network/virtualNetworks/net"),
  nsg: idOf("Microsoft.Network/networkSecurityGroups/nsg"),
  stranger: idOf("Microsoft.Network/networkSecurityGroups/stranger"),
};
const names = "iaasvmcontainerv2;rg;web01";
const itemId = `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${names}/protectedItems/VM;${names}`;
const policyId = `${vaultId}/backupPolicies/nightly`;

const ofVault = [vaultId, `${vaultId}/backupstorageconfig/vaultstorageconfig`, `${vaultId}/backupconfig/vaultconfig`];

function nic(id: string): object {
  const configuration = { properties: { publicIPAddress: { id: ids.ip }, subnet: { id: `${ids.net}/subnets/vms` } } };
  return resource(id, "Microsoft.Network/networkInterfaces", {
    networkSecurityGroup: { id: ids.nsg },
    ipConfigurations: [configuration],
  });
}

function resource(id: string, type: string, properties: object = {}): object {
  return { id, name: id.split("/").at(-1), type, location: "westeurope", properties };
}

/** A protected VM with two disks and two interfaces, which share an address, a subnet and a security group. */
function protectedVm(): FakeAzure {
  const azure = new FakeAzure();
  const storageProfile = {
    osDisk: { managedDisk: { id: ids.os } },
    dataDisks: [{ lun: 0, managedDisk: { id: ids.data } }],
  };
  const networkProfile = { networkInterfaces: [{ id: ids.nic }, { id: ids.other }] };
  const subnet = (name: string, group: string) => ({
    id: `${ids.net}/subnets/${name}`,
    properties: { networkSecurityGroup: { id: group } },
  });
  const give = (body: object & { readonly id?: string }): void => {
    azure.on("GET", body.id ?? "", { status: 200, body });
  };
  azure
    .on("GET", "/subscriptions?", { status: 200, body: { value: [] } })
    .on("GET", "/tenants?", { status: 200, body: { value: [] } })
    .on("GET", "providers/microsoft.recoveryservices/vaults?", { status: 200, body: { value: [] } })
    .on("GET", "microsoft.authorization/locks", { status: 200, body: { value: [] } })
    .on("POST", "/backupstatus", {
      status: 200,
      body: {
        protectionStatus: "Protected",
        vaultId,
        containerName: `IaasVMContainer;${names}`,
        protectedItemName: `VM;${names}`,
      },
    });
  give(resource(vmId, "Microsoft.Compute/virtualMachines", { storageProfile, networkProfile }));
  give(resource(ids.os, "Microsoft.Compute/disks"));
  give(resource(ids.data, "Microsoft.Compute/disks"));
  give(nic(ids.nic));
  give(nic(ids.other));
  give(resource(ids.ip, "Microsoft.Network/publicIPAddresses"));
  give(
    resource(ids.net, "Microsoft.Network/virtualNetworks", {
      subnets: [subnet("vms", ids.nsg), subnet("others", ids.stranger)],
    }),
  );
  give(resource(ids.nsg, "Microsoft.Network/networkSecurityGroups"));
  ofVault.forEach((id) => give(resource(id, "Microsoft.RecoveryServices/vaults")));
  give(resource(policyId, "Microsoft.RecoveryServices/vaults/backupPolicies"));
  give(resource(itemId, "x", { policyId, sourceResourceId: vmId }));
  azure.on("GET", "microsoft.insights/diagnosticsettings", { status: 200, body: { value: [] } });
  return azure;
}

describe("the snapshot of a VM", () => {
  let azure: FakeAzure;

  beforeEach(() => {
    azure = protectedVm();
  });

  const readIds = async (): Promise<readonly (string | undefined)[]> => {
    const { resources } = await azure.connection.getVmSnapshot(vmId);
    return resources.map((one) => textAt(one, "id"));
  };

  it("has everything that its backup depends on", async () => {
    const { stranger, ...related } = ids;
    const read = await readIds();
    expect(read).toEqual(expect.arrayContaining([vmId, ...Object.values(related), itemId, policyId, ...ofVault]));
    expect(read).not.toContain(stranger);
  });

  it("asks for each thing once, however many refer to it", async () => {
    await readIds();
    const gets = azure.requests.filter((one) => one.startsWith("GET") && one.includes("/resourceGroups/"));
    expect(gets).toHaveLength(new Set(gets).size);
    expect(azure.count("GET", ids.nsg)).toBe(1);
  });

  it("does not look at the security groups of subnets in which the VM is not", async () => {
    await readIds();
    expect(azure.count("GET", ids.stranger)).toBe(0);
  });

  it("keeps the JSON as Azure sent it", async () => {
    const { resources } = await azure.connection.getVmSnapshot(vmId);
    const vm = resources.find((one) => textAt(one, "id") === vmId);
    expect(textAt(vm, "properties", "storageProfile", "osDisk", "managedDisk", "id")).toBe(ids.os);
    expect(azure.requests).toContainEqual(`GET ${vmId}`);
  });

  it("lists what may not be read, and what is gone, with the reason", async () => {
    azure.on("GET", ids.data, refusal(403, "AuthorizationFailed", "no"));
    azure.on("GET", ids.nsg, refusal(404, "ResourceNotFound", "gone"));
    azure.on("GET", policyId, refusal(403, "AuthorizationFailed", "no"));
    const { unreadable } = await azure.connection.getVmSnapshot(vmId);
    expect(unreadable).toEqual(
      expect.arrayContaining([
        { id: ids.data.toLowerCase(), reason: "no permission to read the disk 'data'" },
        { id: ids.nsg.toLowerCase(), reason: "the network security group 'nsg' was not found" },
        { id: policyId.toLowerCase(), reason: "no permission to read the policy 'nightly'" },
      ]),
    );
    expect(unreadable).toHaveLength(3);
  });

  it("has no protection when the backup service may not be asked", async () => {
    azure.on("POST", "/backupstatus", refusal(403, "AuthorizationFailed", "no"));
    expect(await readIds()).not.toContain(itemId);
  });

  it("takes the vault from the list of vaults when it is there", async () => {
    azure.on("GET", "providers/microsoft.recoveryservices/vaults?", {
      status: 200,
      body: { value: [resource(vaultId, "Microsoft.RecoveryServices/vaults")] },
    });
    const read = await readIds();
    expect(read.filter((id) => id === vaultId)).toHaveLength(1);
    expect(azure.requests).not.toContain(`GET ${vaultId}`);
  });

  it("reads the pages of a long list of vaults", async () => {
    const list = `/subscriptions/${subscription.subscriptionId}/providers/Microsoft.RecoveryServices/vaults`;
    const second = idOf("Microsoft.RecoveryServices/vaults/second");
    azure.on("GET", "providers/microsoft.recoveryservices/vaults?", {
      status: 200,
      body: { value: [], nextLink: `https://arm.example.test${list}?page=2` },
    });
    azure.on("GET", "page=2", {
      status: 200,
      body: { value: [resource(second, "Microsoft.RecoveryServices/vaults")] },
    });
    expect(await readIds()).toContain(second);
  });

  it("goes on without lists that Azure refuses, as from a service that the subscription does not use", async () => {
    azure.on("GET", "microsoft.insights/diagnosticsettings", refusal(409, "MissingSubscriptionRegistration", "no"));
    azure.on("GET", "microsoft.authorization/locks", refusal(403, "AuthorizationFailed", "no"));
    azure.on("GET", "providers/microsoft.recoveryservices/vaults?", refusal(403, "AuthorizationFailed", "no"));
    expect(await readIds()).toEqual(expect.arrayContaining([vmId, ids.data, itemId, vaultId]));
  });

  it("does not ask for an ephemeral disk, which is no resource", async () => {
    const osDisk = { diffDiskSettings: { option: "Local" }, managedDisk: { id: ids.os } };
    const vm = resource(vmId, "Microsoft.Compute/virtualMachines", { storageProfile: { osDisk } });
    azure.on("GET", `${vmId}?`, { status: 200, body: vm });
    await readIds();
    expect(azure.count("GET", ids.os)).toBe(0);
  });

  it("fails when the VM itself may not be read", async () => {
    azure.on("GET", `${vmId}?`, refusal(403, "AuthorizationFailed", "no"));
    await expect(azure.connection.getVmSnapshot(vmId)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("fails when Azure does, rather than taking that for a missing permission", async () => {
    azure.on("GET", ids.data, refusal(400, "BadRequest", "no"));
    await expect(azure.connection.getVmSnapshot(vmId)).rejects.toMatchObject({ kind: "invalid" });
  });
});
