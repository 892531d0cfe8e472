import * as l10n from "@vscode/l10n";
import type { DataDisk, OSDisk } from "@azure/arm-compute";
import type { DiskKind, DiskProfile } from "../limits/profile/disk";
import type { Fact } from "../limits/profile/fact";
import type { Arm } from "./armPipeline";
import { known, mapFact, readFact } from "./facts";
import { parseResourceId } from "./ids";

/** What the disk resource knows better than the VM's model. */
interface DiskResource {
  readonly sku: string | undefined;
  readonly sizeGB: number | undefined;
  readonly shared: boolean;
  readonly entraDataAccess: boolean;
  readonly restrictedNetwork: boolean;
  readonly customerKey: boolean;
  readonly guestEncrypted: boolean;
  readonly performancePlus: boolean;
  readonly securityType: string | undefined;
}

/** The OS disk. An ephemeral one has no disk resource that could be asked for. */
export async function readOsDisk(arm: Arm, disk: OSDisk): Promise<DiskProfile> {
  const ephemeral = disk.diffDiskSettings?.option === "Local";
  const resource = ephemeral ? modelOnly(disk) : await readDisk(arm, disk);
  return { role: "os", ...common(disk, resource), ephemeral: known(ephemeral) };
}

/** A data disk of the VM's model, with its disk resource. GET disks/NAME; needs `Microsoft.Compute/disks/read`. */
export async function readDataDisk(arm: Arm, disk: DataDisk): Promise<DiskProfile> {
  const resource = await readDisk(arm, disk);
  return { role: "data", lun: known(disk.lun), ...common(disk, resource), ephemeral: known(false) };
}

function common(disk: OSDisk | DataDisk, resource: Fact<DiskResource>) {
  // The model repeats SKU and size while the VM runs: good enough when the disk itself may not be read.
  const { storageAccountType } = disk.managedDisk ?? {};
  const { diskSizeGB } = disk;
  const sku: Fact<string | undefined> =
    !resource.known && storageAccountType !== undefined
      ? known(storageAccountType)
      : mapFact(resource, (one) => one.sku);
  const sizeGB: Fact<number | undefined> =
    !resource.known && diskSizeGB !== undefined ? known(diskSizeGB) : mapFact(resource, (one) => one.sizeGB);
  return {
    kind: known(kindOf(disk)),
    sku,
    sizeGB,
    writeAccelerator: known(disk.writeAcceleratorEnabled === true),
    shared: mapFact(resource, (one) => one.shared),
    entraDataAccess: mapFact(resource, (one) => one.entraDataAccess),
    restrictedNetwork: mapFact(resource, (one) => one.restrictedNetwork),
    customerKey: mapFact(resource, (one) => one.customerKey),
    guestEncrypted: mapFact(resource, (one) => one.guestEncrypted),
    performancePlus: mapFact(resource, (one) => one.performancePlus),
    securityType: mapFact(resource, (one) => one.securityType),
    caching: known<string | undefined>(disk.caching),
  };
}

function kindOf(disk: OSDisk | DataDisk): DiskKind {
  if (disk.managedDisk === undefined) {
    return "unmanaged";
  }
  return disk.createOption === "Attach" ? "attached" : "managed";
}

function modelOnly(disk: OSDisk | DataDisk): Fact<DiskResource> {
  return known({
    sku: disk.managedDisk?.storageAccountType,
    sizeGB: disk.diskSizeGB,
    shared: false,
    entraDataAccess: false,
    restrictedNetwork: false,
    customerKey: disk.managedDisk?.diskEncryptionSet !== undefined,
    guestEncrypted: false,
    performancePlus: false,
    securityType:
      disk.managedDisk?.securityProfile?.securityEncryptionType === undefined ? undefined : "ConfidentialVM",
  });
}

async function readDisk(arm: Arm, disk: OSDisk | DataDisk): Promise<Fact<DiskResource>> {
  const id = disk.managedDisk?.id;
  if (id === undefined) {
    return modelOnly(disk);
  }
  const { subscriptionId, resourceGroup, name } = parseResourceId(id);
  return readFact(l10n.t("the disk '{0}'", name), async () => {
    const resource = await arm.compute(subscriptionId).disks.get(resourceGroup, name);
    return {
      sku: resource.sku?.name ?? disk.managedDisk?.storageAccountType,
      sizeGB: resource.diskSizeGB ?? disk.diskSizeGB,
      shared: (resource.maxShares ?? 1) > 1,
      entraDataAccess: resource.dataAccessAuthMode === "AzureActiveDirectory",
      restrictedNetwork:
        ["AllowPrivate", "DenyAll"].includes(resource.networkAccessPolicy ?? "") ||
        resource.publicNetworkAccess === "Disabled",
      customerKey: resource.encryption?.diskEncryptionSetId !== undefined,
      guestEncrypted: resource.encryptionSettingsCollection?.enabled === true,
      performancePlus: resource.creationData?.performancePlus === true,
      securityType: resource.securityProfile?.securityType,
    };
  });
}
