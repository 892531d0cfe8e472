import { merged, type Json } from "./json";

/** A resource as a template declares it. */
export type Declared = Json;

const location = "West Europe";

/** The reference to a resource of the template. */
export function ref(type: string, ...names: readonly string[]): string {
  return `[resourceId('${type}', ${names.map((name) => `'${name}'`).join(", ")})]`;
}

/** A machine 'web' with Ubuntu on Standard SSD in West Europe, in which no rule of today finds a fault. */
export function vm(properties: Json = {}, head: Json = {}): Declared {
  return {
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: "2024-07-01",
    name: "web",
    location,
    ...head,
    properties: merged(
      {
        hardwareProfile: { vmSize: "Standard_D2s_v5" },
        storageProfile: { imageReference: ubuntu, osDisk: osDisk() },
        osProfile: {
          computerName: "web",
          adminUsername: "azureuser",
          linuxConfiguration: { disablePasswordAuthentication: true },
        },
        networkProfile: { networkInterfaces: [{ id: ref("Microsoft.Network/networkInterfaces", "nic") }] },
      },
      properties,
    ),
  };
}

/** A machine with other data disks. */
export function vmWith(...dataDisks: readonly Json[]): Declared {
  return vm({ storageProfile: { dataDisks } });
}

export const ubuntu = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" };

/** The disk of the system, made from the image. */
export function osDisk(settings: Json = {}): Json {
  return merged(
    { createOption: "FromImage", diskSizeGB: 64, managedDisk: { storageAccountType: "StandardSSD_LRS" } },
    settings,
  );
}

/** An empty data disk that is made with the machine. */
export function emptyDisk(lun: number, settings: Json = {}): Json {
  return merged(
    { lun, createOption: "Empty", diskSizeGB: 64, managedDisk: { storageAccountType: "StandardSSD_LRS" } },
    settings,
  );
}

/** The entry of a machine for a disk of the template. */
export function attached(lun: number, name = "data", settings: Json = {}): Json {
  return merged({ lun, createOption: "Attach", managedDisk: { id: ref("Microsoft.Compute/disks", name) } }, settings);
}

/** A disk of its own, to be attached. */
export function disk(properties: Json = {}, sku = "StandardSSD_LRS", name = "data"): Declared {
  return {
    type: "Microsoft.Compute/disks",
    apiVersion: "2024-03-02",
    name,
    location,
    sku: { name: sku },
    properties: { creationData: { createOption: "Empty" }, diskSizeGB: 64, ...properties },
  };
}

/** An interface in the subnet 'vms' of the network 'net'. */
export function nic(configuration: Json = {}, properties: Json = {}, name = "nic"): Declared {
  const subnet = { id: ref("Microsoft.Network/virtualNetworks/subnets", "net", "vms") };
  return {
    type: "Microsoft.Network/networkInterfaces",
    apiVersion: "2024-05-01",
    name,
    location,
    properties: {
      ...properties,
      ipConfigurations: [{ name: "primary", properties: { subnet, ...configuration } }],
    },
  };
}

/** The network 'net' with the subnet 'vms'. */
export function network(subnet: Json = {}): Declared {
  return {
    type: "Microsoft.Network/virtualNetworks",
    apiVersion: "2024-05-01",
    name: "net",
    location,
    properties: {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [{ name: "vms", properties: { addressPrefix: "10.0.0.0/24", ...subnet } }],
    },
  };
}

/** A public address. */
export function publicIp(name = "ip", allocation = "Static"): Declared {
  return {
    type: "Microsoft.Network/publicIPAddresses",
    apiVersion: "2024-05-01",
    name,
    location,
    sku: { name: "Standard" },
    properties: { publicIPAllocationMethod: allocation },
  };
}

/** A security group that denies the way to the internet unless told otherwise. */
export function securityGroup(rule: Json = {}): Declared {
  const properties = {
    priority: 200,
    direction: "Outbound",
    access: "Deny",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "Internet",
    destinationPortRange: "*",
    ...rule,
  };
  return {
    type: "Microsoft.Network/networkSecurityGroups",
    apiVersion: "2024-05-01",
    name: "nsg",
    location,
    properties: { securityRules: [{ name: "deny-out", properties }] },
  };
}

/** A vault 'backups'. */
export function vault(properties: Json = {}, head: Json = {}): Declared {
  return {
    type: "Microsoft.RecoveryServices/vaults",
    apiVersion: "2024-04-01",
    name: "backups",
    location,
    sku: { name: "RS0", tier: "Standard" },
    ...head,
    properties: { publicNetworkAccess: "Enabled", ...properties },
  };
}

const time = "2026-01-10T22:00:00Z";

/** The Standard policy 'nightly' of the vault: every night, kept for 30 days. */
export function standardPolicy(properties: Json = {}, name = "nightly"): Declared {
  return policy(name, {
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: [time],
    },
    ...properties,
  });
}

/** The Enhanced policy 'nightly' of the vault: every night, kept for 30 days. */
export function enhancedPolicy(properties: Json = {}, name = "nightly"): Declared {
  return policy(name, {
    policyType: "V2",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicyV2",
      scheduleRunFrequency: "Daily",
      dailySchedule: { scheduleRunTimes: [time] },
    },
    ...properties,
  });
}

/** How long daily backups are kept. */
export function keptDaily(count: number): Json {
  return {
    retentionPolicyType: "LongTermRetentionPolicy",
    dailySchedule: { retentionTimes: [time], retentionDuration: { count, durationType: "Days" } },
  };
}

function policy(name: string, properties: Json): Declared {
  return {
    type: "Microsoft.RecoveryServices/vaults/backupPolicies",
    apiVersion: "2024-04-01",
    name: `backups/${name}`,
    properties: { backupManagementType: "AzureIaasVM", retentionPolicy: keptDaily(30), ...properties },
  };
}

/** The protected item of the machine in the vault. */
export function item(properties: Json = {}, policyName = "nightly"): Declared {
  const names = "iaasvmcontainerv2;rg;web";
  return {
    type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
    apiVersion: "2024-04-01",
    name: `backups/Azure/iaasvmcontainer;${names}/vm;${names}`,
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      policyId: ref("Microsoft.RecoveryServices/vaults/backupPolicies", "backups", policyName),
      sourceResourceId: ref("Microsoft.Compute/virtualMachines", "web"),
      ...properties,
    },
  };
}

/** What a machine needs besides itself, so that everything about it is known. */
export const around: readonly Declared[] = [nic(), network()];
