import { guidOf, isoTime } from "../http/formats";
import type { Json, JsonObject } from "../http/json";
import type { Estate } from "../state/estate";
import { groupId } from "../state/ids";
import { networkAccess } from "../state/networkAccess";
import { images } from "./images";
import type { DataDiskSeed, MachineSeed, SiteSeed } from "./machineSeed";

/** Adds the managed disks of a VM; answers the disk part of its storage profile. */
export function addMachineDisks(
  estate: Estate,
  site: SiteSeed,
  seed: MachineSeed,
  vmId: string,
  made: number,
): { readonly osDisk: JsonObject; readonly dataDisks: readonly Json[] } {
  const context = { estate, site, seed, vmId, made };
  return {
    osDisk: osDisk(context),
    dataDisks: (seed.data ?? []).map((disk, lun) => dataDisk(context, disk, lun)),
  };
}

interface Context {
  readonly estate: Estate;
  readonly site: SiteSeed;
  readonly seed: MachineSeed;
  readonly vmId: string;
  readonly made: number;
}

function osDisk(context: Context): JsonObject {
  const { seed } = context;
  const { os } = images[seed.image];
  const settings = seed.osDisk ?? {};
  const name = `${seed.name}_OsDisk_1`;
  const sizeGB = settings.sizeGB ?? (os === "Windows" ? 127 : 30);
  const common = { osType: os, name, caching: "ReadWrite", deleteOption: "Detach", diskSizeGB: sizeGB };
  if (settings.unmanaged === true) {
    return {
      ...common,
      createOption: "FromImage",
      vhd: { uri: `https://larkmoorvhds.blob.core.windows.net/vhds/${seed.name}.vhd` },
    };
  }
  const sku = settings.sku ?? "Premium_LRS";
  return {
    ...common,
    createOption: "FromImage",
    ...(settings.writeAccelerator === true ? { writeAcceleratorEnabled: true } : {}),
    ...(settings.ephemeral === true ? { diffDiskSettings: { option: "Local", placement: "CacheDisk" } } : {}),
    managedDisk: { storageAccountType: sku, id: addDisk(context, name, sku, sizeGB, 1, os) },
  };
}

function dataDisk(context: Context, disk: DataDiskSeed, lun: number): JsonObject {
  const sku = disk.sku ?? "StandardSSD_LRS";
  const sizeGB = disk.sizeGB ?? 64;
  const name = disk.sharedAs ?? `${context.seed.name}_DataDisk_${lun}`;
  return {
    lun,
    name,
    createOption: "Attach",
    caching: sku.startsWith("Premium_") ? "ReadOnly" : "None",
    deleteOption: "Detach",
    diskSizeGB: sizeGB,
    managedDisk: {
      storageAccountType: sku,
      id: addDisk(context, name, sku, sizeGB, disk.sharedAs === undefined ? 1 : 2, undefined),
    },
    toBeDetached: false,
  };
}

function addDisk(
  { estate, site, seed, vmId, made }: Context,
  name: string,
  sku: string,
  sizeGB: number,
  maxShares: number,
  osType: string | undefined,
): string {
  const id = `${groupId(site.subscriptionId, site.group)}/providers/Microsoft.Compute/disks/${name}`;
  const owners = [...sharersOf(estate.resources.get(id)), vmId];
  estate.resources.set(id, {
    name,
    id,
    type: "Microsoft.Compute/disks",
    location: site.location,
    tags: {},
    ...(seed.zone === undefined ? {} : { zones: [seed.zone] }),
    sku: { name: sku, tier: sku.split("_")[0] ?? sku },
    managedBy: owners[0] ?? vmId,
    ...(maxShares > 1 ? { managedByExtended: owners } : {}),
    properties: {
      ...(osType === undefined ? {} : { osType }),
      creationData: { createOption: osType === undefined ? "Empty" : "FromImage" },
      diskSizeGB: sizeGB,
      diskSizeBytes: sizeGB * 1024 ** 3,
      ...(maxShares > 1 ? { maxShares } : {}),
      encryption: { type: "EncryptionAtRestWithPlatformKey" },
      ...networkAccess(seed.diskAccess === undefined ? undefined : diskAccessOf(estate, site, seed.diskAccess, made)),
      timeCreated: isoTime(made),
      uniqueId: guidOf(id),
      provisioningState: "Succeeded",
      diskState: "Attached",
    },
  });
  return id;
}

/** The disk access of a resource group, made when the first disk names it. Answers its id. */
function diskAccessOf(estate: Estate, site: SiteSeed, name: string, made: number): string {
  const type = "Microsoft.Compute/diskAccesses";
  const id = `${groupId(site.subscriptionId, site.group)}/providers/${type}/${name}`;
  const properties = { provisioningState: "Succeeded", timeCreated: isoTime(made), privateEndpointConnections: [] };
  estate.resources.set(id, { name, id, type, location: site.location, tags: {}, properties });
  return id;
}

function sharersOf(disk: JsonObject | undefined): readonly string[] {
  const owners = disk?.["managedByExtended"];
  return Array.isArray(owners) ? owners.map(String) : [];
}
