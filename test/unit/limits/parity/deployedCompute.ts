import { listAt, numberAt, textAt, valueAt } from "../../../../src/azure/http/jsonRead";
import type { AzureResource, Deployment } from "./deployed";
import { inlineNics } from "./deployedNetwork";
import { merged, objectAt, without, type Json } from "./json";

/** A machine, with the disks and interfaces that are made with it. Azure spells the resource group of what it refers to in capitals. */
export function deployedMachine(vm: AzureResource, deployment: Deployment): readonly AzureResource[] {
  const storage = objectAt(vm.properties, "storageProfile");
  const osType = osTypeOf(vm);
  const os = attach(vm, { osType, ...objectAt(storage, "osDisk") }, `${vm.name}_OsDisk_1`, deployment);
  const data = listAt(storage, "dataDisks").map((disk, index) =>
    attach(vm, objectAt({ disk }, "disk"), `${vm.name}_DataDisk_${index}`, deployment),
  );
  const nics = inlineNics(vm);
  const references = [
    ...listAt(vm.properties, "networkProfile", "networkInterfaces").map((nic) => objectAt({ nic }, "nic")),
    ...nics.map(({ id }) => ({ id })),
  ];
  const extensions = deployment
    .ofType("Microsoft.Compute/virtualMachines/extensions")
    .filter(({ id }) => id.toLowerCase().startsWith(`${vm.id.toLowerCase()}/extensions/`));
  const properties = {
    ...without(vm.properties, "osProfile"),
    ...osProfileOf(vm, osType),
    storageProfile: { ...storage, osDisk: os.disk, dataDisks: data.map(({ disk }) => disk) },
    networkProfile: {
      networkInterfaces: references.map((nic, index) => shouted({ ...nic, properties: { primary: index === 0 } })),
    },
    vmId: "0f0f0f0f-0000-4000-8000-000000000001",
    timeCreated: "2026-01-10T08:00:00.000+00:00",
  };
  const machine = { ...vm, ...(extensions.length > 0 ? { resources: extensions } : {}), properties };
  return [machine, ...[os, ...data].flatMap(({ resources }) => resources), ...nics];
}

/** A disk that is declared on its own. */
export function deployedDisk(disk: AzureResource): readonly AzureResource[] {
  const defaults = {
    encryption: { type: "EncryptionAtRestWithPlatformKey" },
    networkAccessPolicy: "AllowAll",
    publicNetworkAccess: "Enabled",
    diskState: "Attached",
  };
  return [{ ...disk, properties: merged(defaults, disk.properties) }];
}

function osTypeOf(vm: AzureResource): string {
  const publisher = textAt(vm.properties, "storageProfile", "imageReference", "publisher") ?? "";
  const windows = valueAt(vm.properties, "osProfile", "windowsConfiguration") !== undefined;
  return windows || /^microsoftwindows/i.test(publisher) ? "Windows" : "Linux";
}

/** A machine that is made from a disk has no profile of its system; passwords are never given out. */
function osProfileOf(vm: AzureResource, osType: string): Json {
  const given = objectAt(vm.properties, "osProfile");
  if (Object.keys(given).length === 0) {
    return {};
  }
  const configuration = osType === "Windows" ? "windowsConfiguration" : "linuxConfiguration";
  const defaults = {
    computerName: vm.name,
    secrets: [],
    allowExtensionOperations: true,
    [configuration]: { provisionVMAgent: true },
  };
  return { osProfile: merged(defaults, without(given, "adminPassword", "customData")) };
}

interface AttachedDisk {
  readonly disk: Json;
  /** The disk that was made with the machine, if it was. */
  readonly resources: readonly AzureResource[];
}

/** The machine's entry for a disk, which repeats SKU and size of the disk, and names it by its id. */
function attach(vm: AzureResource, given: Json, madeName: string, deployment: Deployment): AttachedDisk {
  if (valueAt(given, "vhd") !== undefined) {
    return { disk: given, resources: [] };
  }
  const attachedId = textAt(given, "managedDisk", "id");
  if (attachedId !== undefined) {
    const found = deployment.find(attachedId);
    const sku = textAt(found, "sku", "name");
    const size = numberAt(found, "properties", "diskSizeGB");
    const repeated = {
      ...(size === undefined ? {} : { diskSizeGB: size }),
      managedDisk: sku === undefined ? {} : { storageAccountType: sku },
    };
    return { disk: shouted(merged(repeated, given)), resources: [] };
  }
  return make(vm, given, madeName);
}

function make(vm: AzureResource, given: Json, madeName: string): AttachedDisk {
  const name = textAt(given, "name") ?? madeName;
  const sku = textAt(given, "managedDisk", "storageAccountType");
  if (sku === undefined) {
    throw new Error(`Say the SKU of '${name}': which one Azure takes by itself, no template tells.`);
  }
  const id = `${vm.id.split("/virtualMachines/")[0] ?? ""}/disks/${name}`;
  const size = numberAt(given, "diskSizeGB") ?? 30;
  const keySet = textAt(given, "managedDisk", "diskEncryptionSet", "id");
  const encryption =
    keySet === undefined
      ? {}
      : { encryption: { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: keySet } };
  const made = deployedDisk({
    id,
    name,
    type: "Microsoft.Compute/disks",
    location: vm["location"],
    sku: { name: sku },
    properties: { creationData: { createOption: "FromImage" }, diskSizeGB: size, ...encryption },
  });
  const disk = shouted(merged({ name, diskSizeGB: size, managedDisk: { id } }, given));
  // Azure keeps no disk resource for what lives in the machine's host.
  return { disk, resources: textAt(given, "diffDiskSettings", "option") === "Local" ? [] : made };
}

function shouted(json: Json): Json {
  const text = JSON.stringify(json).replaceAll(
    /\/resourceGroups\/([^/"]+)\//gi,
    (_, group: string) => `/resourceGroups/${group.toUpperCase()}/`,
  );
  return objectAt({ json: JSON.parse(text) as unknown }, "json");
}
