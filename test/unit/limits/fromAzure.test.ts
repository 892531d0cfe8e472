import { describe, expect, test } from "vitest";
import { estateOfAzure, profileOfAzure, type AzureSnapshot } from "../../../src/limits/fromAzure";
import { valueOf } from "./support/templates";

const group = "/subscriptions/sub/resourceGroups/rg";
const compute = `${group}/providers/Microsoft.Compute`;
const network = `${group}/providers/Microsoft.Network`;
const vmId = `${compute}/virtualMachines/web`;
const vaultId = `${group}/providers/Microsoft.RecoveryServices/vaults/backups`;
const names = "iaasvmcontainerv2;rg;web";
const itemId = `${vaultId}/backupFabrics/Azure/protectionContainers/IaasVMContainer;${names}/protectedItems/VM;${names}`;

function vm(properties: object = {}): object {
  return { id: vmId, name: "web", type: "Microsoft.Compute/virtualMachines", location: "westeurope", properties };
}

function snapshot(resources: readonly unknown[], unreadable: AzureSnapshot["unreadable"] = []): AzureSnapshot {
  return { vmId, resources, unreadable };
}

function item(properties: object = {}): object {
  return {
    id: itemId,
    name: `VM;${names}`,
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      sourceResourceId: vmId.toUpperCase(),
      policyId: `${vaultId}/backupPolicies/nightly`,
      protectionState: "Protected",
      ...properties,
    },
  };
}

const vault = { id: vaultId, name: "backups", location: "westeurope", properties: {} };

describe("the profile of a live machine", () => {
  test("is known to run, and has no place in a text", () => {
    const profile = profileOfAzure(snapshot([vm()]));
    expect(profile).toMatchObject({ source: "azure", id: vmId.toLowerCase(), name: { value: "web" } });
    expect(profile.deployed).toEqual({ known: true, value: true });
    expect(profile.place).toBeUndefined();
    expect(profile.declaration).toBeUndefined();
  });

  test("tells a disk that was made with the machine from one that was attached", () => {
    const disk = (createOption: string, name: string) => ({
      lun: 0,
      createOption,
      managedDisk: { id: `${compute}/disks/${name}` },
    });
    const { osDisk, dataDisks } = profileOfAzure(
      snapshot([vm({ storageProfile: { osDisk: disk("FromImage", "os"), dataDisks: [disk("Attach", "data")] } })]),
    );
    expect(osDisk?.kind).toMatchObject({ value: "managed" });
    expect(valueOf(dataDisks)[0]?.kind).toMatchObject({ value: "attached" });
  });

  test("finds disks whatever the casing of their ids", () => {
    const { dataDisks } = profileOfAzure(
      snapshot([
        vm({ storageProfile: { dataDisks: [{ lun: 0, managedDisk: { id: `${compute}/disks/DATA`.toUpperCase() } }] } }),
        { id: `${compute}/disks/data`, sku: { name: "PremiumV2_LRS" }, properties: { maxShares: 2, diskSizeGB: 64 } },
      ]),
    );
    expect(valueOf(dataDisks)[0]).toMatchObject({
      sku: { value: "PremiumV2_LRS" },
      sizeGB: { value: 64 },
      shared: { value: true },
    });
  });

  test("says why something of a disk is not known, and still knows what the machine repeats", () => {
    const id = `${compute}/disks/data`;
    const { dataDisks } = profileOfAzure(
      snapshot(
        [vm({ storageProfile: { dataDisks: [{ lun: 0, managedDisk: { id, storageAccountType: "Premium_LRS" } }] } })],
        [{ id, reason: "no permission to read the disk 'data'" }],
      ),
    );
    const [disk] = valueOf(dataDisks);
    expect(disk?.sku).toMatchObject({ value: "Premium_LRS" });
    expect(disk?.shared).toEqual({ known: false, because: [], reason: "no permission to read the disk 'data'" });
  });

  test("takes an ephemeral disk for what the machine says of it, as there is no other word on it", () => {
    const osDisk = {
      diffDiskSettings: { option: "Local" },
      managedDisk: { id: `${compute}/disks/os`, storageAccountType: "Standard_LRS" },
    };
    expect(profileOfAzure(snapshot([vm({ storageProfile: { osDisk } })])).osDisk).toMatchObject({
      ephemeral: { value: true },
      shared: { known: true, value: false },
      sizeGB: { known: true, value: undefined },
    });
  });

  test("has the guest's own word on its operating system", () => {
    const instanceView = { osName: "Windows Server 2012 R2 Datacenter", osVersion: "6.3" };
    expect(profileOfAzure(snapshot([vm({ instanceView })])).guestOs).toEqual({
      name: "Windows Server 2012 R2 Datacenter",
      version: "6.3",
    });
  });

  test("sees what is denied in the subnet, and why it cannot see it", () => {
    const nic = `${network}/networkInterfaces/nic`;
    const subnet = `${network}/virtualNetworks/net/subnets/vms`;
    const nsg = `${network}/networkSecurityGroups/nsg`;
    const denial = {
      name: "deny",
      properties: {
        priority: 100,
        direction: "Outbound",
        access: "Deny",
        protocol: "*",
        sourceAddressPrefix: "*",
        destinationAddressPrefix: "Internet",
        destinationPortRange: "*",
        sourceAddressPrefixes: [],
        destinationAddressPrefixes: [],
        destinationPortRanges: [],
      },
    };
    const parts = [
      vm({ networkProfile: { networkInterfaces: [{ id: nic, properties: { primary: true } }] } }),
      { id: nic, properties: { ipConfigurations: [{ properties: { subnet: { id: subnet } } }] } },
      {
        id: `${network}/virtualNetworks/net`,
        properties: { subnets: [{ id: subnet, name: "vms", properties: { networkSecurityGroup: { id: nsg } } }] },
      },
    ];
    const denialsIn = (of: AzureSnapshot) => valueOf(profileOfAzure(of).networkInterfaces)[0]?.outboundDenials;
    const group = { id: nsg, properties: { securityRules: [denial] } };
    expect(denialsIn(snapshot([...parts, group]))).toMatchObject({ known: true, value: [{ ruleName: "deny" }] });
    expect(denialsIn(snapshot([...parts, { id: nsg, properties: { securityRules: [] } }]))).toEqual({
      known: true,
      value: [],
    });
    expect(denialsIn(snapshot(parts, [{ id: nsg, reason: "no permission" }]))).toMatchObject({
      known: false,
      reason: "no permission",
    });
    const unreadNetwork = [{ id: `${network}/virtualNetworks/net`, reason: "no network" }];
    expect(denialsIn(snapshot(parts.slice(0, 2), unreadNetwork))).toMatchObject({ known: false, reason: "no network" });
  });

  test("has the extensions that Azure lists inside the machine", () => {
    const extension = {
      id: `${vmId}/extensions/AzureDiskEncryption`,
      properties: { publisher: "Microsoft.Azure.Security", type: "AzureDiskEncryption" },
    };
    const plain = profileOfAzure(snapshot([vm()]));
    const encrypted = profileOfAzure(snapshot([{ ...vm(), resources: [extension] }]));
    expect(encrypted).not.toEqual(plain);
  });

  test("needs its machine", () => {
    expect(() => profileOfAzure(snapshot([vault]))).toThrow(/no resource/);
  });

  test("is not troubled by JSON that is no resource", () => {
    const odd = [null, 7, "text", [], {}, { id: 3 }, { id: "no id" }, { id: "/providers/A/b" }];
    expect(profileOfAzure(snapshot([...odd, vm()])).name).toEqual({ known: true, value: "web" });
  });
});

describe("the protection of a live machine", () => {
  test("comes from its item, policy and vault", () => {
    const policy = { id: `${vaultId}/backupPolicies/nightly`, properties: { policyType: "V2" } };
    const [link, ...others] = profileOfAzure(snapshot([vm(), item(), policy, vault])).protection;
    expect(others).toEqual([]);
    expect(link).toMatchObject({
      vaultName: "backups",
      vaultLocation: { value: "westeurope" },
      policyName: "nightly",
      policyKind: { value: "Enhanced" },
      excludedLuns: { value: [] },
    });
  });

  test("says why the kind of its policy is not known", () => {
    const reason = "no permission to read the policy 'nightly'";
    const unread = [{ id: `${vaultId}/backupPolicies/nightly`, reason }];
    expect(profileOfAzure(snapshot([vm(), item(), vault], unread)).protection[0]?.policyKind).toMatchObject({
      known: false,
      reason,
    });
  });

  test.each([
    ["stopped", { protectionState: "ProtectionStopped" }],
    ["suspended", { protectionState: "BackupsSuspended" }],
    ["deleted and only kept for a while", { isScheduledForDeferredDelete: true }],
  ])("is none while it is %s", (_what, properties) => {
    expect(profileOfAzure(snapshot([vm(), item(properties), vault])).protection).toEqual([]);
  });

  test("reads names that Azure sends encoded", () => {
    const encoded = { ...item(), id: itemId.replaceAll(";", "%3B") };
    expect(profileOfAzure(snapshot([vm(), encoded, vault])).protection).toHaveLength(1);
  });
});

describe("the vault of a live machine", () => {
  const redundancyIn = (...args: Parameters<typeof snapshot>) => estateOfAzure(snapshot(...args)).vaults[0]?.redundancy;
  const storageId = `${vaultId}/backupstorageconfig/vaultstorageconfig`;

  test("has the redundancy that it states itself, or its configuration", () => {
    const redundancySettings = { standardTierStorageRedundancy: "ZoneRedundant" };
    const own = { ...vault, properties: { redundancySettings } };
    expect(redundancyIn([vm(), item(), own])).toMatchObject({ value: "ZoneRedundant" });
    const configuration = { id: storageId, properties: { storageModelType: "LocallyRedundant" } };
    expect(redundancyIn([vm(), item(), vault, configuration])).toMatchObject({ value: "LocallyRedundant" });
  });

  test("is not taken for one without redundancy when that may not be read", () => {
    const unread = [{ id: storageId, reason: "no permission to read the settings of the vault" }];
    expect(redundancyIn([vm(), item(), vault], unread)).toMatchObject({ known: false, reason: unread[0]?.reason });
  });
});

describe("the estate of a live machine", () => {
  test("has the vault that protects it, not every vault of the subscription", () => {
    const other = { ...vault, id: `${group}/providers/Microsoft.RecoveryServices/vaults/other`, name: "other" };
    const estate = estateOfAzure(snapshot([vm(), item(), vault, other]));
    expect(estate.vaults.map(({ name }) => name)).toEqual(["backups"]);
    expect(estate.machines[0]?.vaults.map(({ name }) => name)).toEqual(["backups", "other"]);
    expect(estate).toMatchObject({ source: "azure", complete: false });
  });

  test("has the locks on the groups of its region's snapshots", () => {
    const lock = (resourceGroup: string) => ({
      id: `/subscriptions/sub/resourceGroups/${resourceGroup}/providers/Microsoft.Authorization/locks/keep`,
      properties: { level: "CanNotDelete" },
    });
    const locks = ["AzureBackupRG_westeurope_1", "AzureBackupRG_northeurope_1", "other"].map(lock);
    const estate = estateOfAzure(snapshot([vm(), ...locks]));
    expect(estate.locks.map(({ resourceGroup }) => valueOf(resourceGroup))).toEqual([
      "AzureBackupRG_westeurope_1",
      "other",
    ]);
  });
});
