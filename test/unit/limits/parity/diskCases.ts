import { broken, in2015, kept, type ParityCase, type ParityCases } from "./parityCase";
import {
  around,
  attached,
  disk,
  emptyDisk,
  enhancedPolicy,
  item,
  osDisk,
  standardPolicy,
  vault,
  vm,
  vmWith,
} from "./parts";
import type { Json } from "./json";

const enhanced = [vault(), enhancedPolicy(), item()];
const standard = [vault(), standardPolicy(), item()];
const withSku = (sku: string): Json => ({ managedDisk: { storageAccountType: sku } });
const os = (settings: Json): Json => ({ storageProfile: { osDisk: osDisk(settings) } });
const many = (count: number): readonly Json[] => Array.from({ length: count }, (_, lun) => emptyDisk(lun));

/** A rule about one property of a disk that is declared on its own. */
function ofDisk(what: string, properties: Json): readonly ParityCase[] {
  return [
    broken(what, vmWith(attached(0)), disk(properties), ...around),
    kept("a plain disk", vmWith(attached(0)), disk(), ...around),
  ];
}

/** The cases of the rules about disks. */
export const diskCases: ParityCases = {
  "data-disk-count": [
    broken("33 disks", vmWith(...many(33)), ...around),
    kept("32 disks", vmWith(...many(32)), ...around),
    in2015(broken("17 disks", vmWith(...many(17)), ...around)),
    in2015(kept("16 disks", vmWith(...many(16)), ...around)),
  ],
  "disk-size-max": [
    broken("a disk of 65 TB", vmWith(emptyDisk(0, { diskSizeGB: 66_560 })), ...around),
    broken("an attached disk of 65 TB", vmWith(attached(0)), disk({ diskSizeGB: 66_560 }), ...around),
    kept("a disk of 32 TB", vmWith(emptyDisk(0, { diskSizeGB: 32_767 })), ...around),
    kept(
      "a large disk that is left out",
      vmWith(emptyDisk(0, { diskSizeGB: 66_560 })),
      ...around,
      vault(),
      enhancedPolicy(),
      item({ extendedProperties: { diskExclusionProperties: { diskLunList: [0], isInclusionList: false } } }),
    ),
  ],
  "disk-size-total": [
    broken("nine disks of 64 TB", vmWith(...large(9)), ...around),
    kept("two disks of 64 TB", vmWith(...large(2)), ...around),
  ],
  "premium-storage": [
    in2015(broken("the OS disk", vm(os(withSku("Premium_LRS"))), ...around)),
    in2015(broken("an attached disk", vmWith(attached(0)), disk({}, "Premium_LRS"), ...around)),
    in2015(kept("Standard disks", vmWith(emptyDisk(0, withSku("Standard_LRS"))), ...around)),
  ],
  "unmanaged-disk": [
    broken(
      "a page blob",
      vm({
        storageProfile: {
          osDisk: { createOption: "FromImage", vhd: { uri: "https://vhds.blob.core.windows.net/vhds/os.vhd" } },
        },
      }),
      ...around,
    ),
    kept("a managed disk", vm(), ...around),
  ],
  "ultra-disk-needs-enhanced-policy": [
    broken("a Standard policy", vmWith(emptyDisk(0, withSku("UltraSSD_LRS"))), ...around, ...standard),
    kept("an Enhanced policy", vmWith(emptyDisk(0, withSku("UltraSSD_LRS"))), ...around, ...enhanced),
    broken("no policy", vmWith(attached(0)), disk({}, "UltraSSD_LRS"), ...around),
    kept("a disk of which nothing is known", vmWith(attached(0)), ...around, ...standard),
  ],
  "premium-ssd-v2-needs-enhanced-policy": [
    broken("a Standard policy", vmWith(emptyDisk(0, withSku("PremiumV2_LRS"))), ...around, ...standard),
    kept("an Enhanced policy", vmWith(emptyDisk(0, withSku("PremiumV2_LRS"))), ...around, ...enhanced),
  ],
  "ultra-disk-crr-region": geoRedundant("UltraSSD_LRS"),
  "premium-ssd-v2-crr-region": geoRedundant("PremiumV2_LRS"),
  "shared-disk": [
    broken("a shared disk", vmWith(attached(0)), disk({ maxShares: 2 }), ...around),
    kept("a disk for one", vmWith(attached(0)), disk({ maxShares: 1 }), ...around),
    kept("a disk of which nothing is known", vmWith(attached(0)), ...around),
    broken(
      "a shared disk that is left out",
      vmWith(attached(0), attached(1, "own")),
      disk({ maxShares: 2 }),
      disk({}, "StandardSSD_LRS", "own"),
      ...around,
      vault(),
      enhancedPolicy(),
      item({ extendedProperties: { diskExclusionProperties: { diskLunList: [1], isInclusionList: true } } }),
    ),
  ],
  "write-accelerator-os-disk": [
    broken("the OS disk", vm(os({ writeAcceleratorEnabled: true })), ...around),
    kept("without", vm(os({ writeAcceleratorEnabled: false })), ...around),
  ],
  "write-accelerator-data-disk": [
    broken("a data disk", vmWith(emptyDisk(0, { writeAcceleratorEnabled: true })), ...around),
    kept("without", vmWith(emptyDisk(0)), ...around),
  ],
  "disk-entra-data-access": ofDisk("a sign-in is demanded", { dataAccessAuthMode: "AzureActiveDirectory" }),
  "disk-network-access": ofDisk("no network", { networkAccessPolicy: "DenyAll", publicNetworkAccess: "Disabled" }),
  "performance-plus-disk": ofDisk("performance plus", {
    creationData: { createOption: "Empty", performancePlus: true },
    diskSizeGB: 1024,
  }),
  "cmk-disk-encryption": [
    ...ofDisk("a key set on the disk", {
      encryption: { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: keySet() },
    }),
    broken("a key set at the machine", vm(os({ managedDisk: { diskEncryptionSet: { id: keySet() } } })), ...around),
  ],
  "zrs-disk": [
    broken("a zone-redundant disk", vmWith(emptyDisk(0, withSku("StandardSSD_ZRS"))), ...around),
    kept("a locally redundant one", vmWith(emptyDisk(0)), ...around),
  ],
  "ephemeral-os-disk": [
    broken("in the host", vm(os({ caching: "ReadOnly", diffDiskSettings: { option: "Local" } })), ...around),
    kept("in storage", vm(), ...around),
  ],
  "ade-encryption": [
    broken("the extension", vm(), ...around, encryptionExtension()),
    kept("no extension", vm(), ...around),
  ],
  "selective-disk-exclusion": [
    broken(
      "a LUN that no disk has",
      vmWith(emptyDisk(0)),
      ...around,
      vault(),
      enhancedPolicy(),
      item({ extendedProperties: { diskExclusionProperties: { diskLunList: [7], isInclusionList: false } } }),
    ),
    kept("every disk", vmWith(emptyDisk(0)), ...around, ...enhanced),
  ],
  "temporary-disk": [
    broken("a size with one", vm({ hardwareProfile: { vmSize: "Standard_D2ds_v5" } }), ...around),
    kept("a size without", vm(), ...around),
  ],
};

function large(count: number): readonly Json[] {
  return many(count).map((each) => ({ ...each, diskSizeGB: 65_536 }));
}

/** Geo-redundant vaults take these disks in some regions only, and they need an Enhanced policy at any rate. */
function geoRedundant(sku: string): readonly ParityCase[] {
  const there = { location: "swedencentral" };
  const machine = { ...vmWith(emptyDisk(0, withSku(sku))), ...there };
  const redundancy = (standardTierStorageRedundancy: string): Json => ({
    redundancySettings: { standardTierStorageRedundancy },
  });
  return [
    broken("geo-redundant", machine, ...around, vault(redundancy("GeoRedundant"), there), enhancedPolicy(), item()),
    kept(
      "locally redundant",
      machine,
      ...around,
      vault(redundancy("LocallyRedundant"), there),
      enhancedPolicy(),
      item(),
    ),
    broken("nothing is said", machine, ...around, vault({}, there), enhancedPolicy(), item()),
  ];
}

function keySet(): string {
  return "[resourceId('Microsoft.Compute/diskEncryptionSets', 'keys')]";
}

function encryptionExtension(): Json {
  return {
    type: "Microsoft.Compute/virtualMachines/extensions",
    apiVersion: "2024-07-01",
    name: "web/AzureDiskEncryptionForLinux",
    location: "West Europe",
    properties: {
      publisher: "Microsoft.Azure.Security",
      type: "AzureDiskEncryptionForLinux",
      typeHandlerVersion: "1.1",
      settings: { EncryptionOperation: "EnableEncryption", VolumeType: "All" },
    },
  };
}
