import { guidOf, isoTime } from "../http/formats";
import { at, listAt, objectAt, textAt } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { Estate } from "../state/estate";
import { groupId, partsOf } from "../state/ids";
import type { BackedUpMachine, GuestRecord, ResourceRecord } from "../state/records";
import { agentOfView } from "./agentOfView";
import { addMachine } from "./buildMachine";
import type { Given } from "./givenResource";
import { images } from "./images";
import type { ImageName } from "./images";
import type { SiteSeed } from "./machineSeed";

/**
 * Adds a VM of an estate file. What the file says stays as it is; parts that it leaves out (size, disks, network, OS profile,
 * guest) are those of a usual VM of the same operating system, and disks that only the VM names are made.
 * @param made when it was made, milliseconds since 1970
 */
export function addGivenMachine(estate: Estate, given: Given, made: number): void {
  const { id, name, subscriptionId, group, body } = given;
  const location = given.location ?? estate.groups.get(groupId(subscriptionId, group))?.location ?? "westeurope";
  const properties: JsonObject = Object.fromEntries(
    // A part that is null is one that the file leaves out.
    Object.entries(objectAt(body, "properties")).filter(([, value]) => value !== null),
  );
  const usual = usualMachine({ subscriptionId, group, location, machines: [] }, given, imageOf(properties), made);
  const missing = new Set(["storageProfile", "networkProfile"].filter((part) => properties[part] === undefined));
  const wanted = (type: string): boolean =>
    type === "Microsoft.Compute/disks" ? missing.has("storageProfile") : missing.has("networkProfile");
  const usualProperties = objectAt(usual.vm, "properties");
  const whole: JsonObject = {
    ...usualProperties,
    timeCreated: isoTime(made),
    ...properties,
    storageProfile: wholeStorage(properties["storageProfile"], objectAt(usualProperties, "storageProfile")),
  };
  for (const part of usual.parts) {
    if (wanted(part.type) && estate.resources.get(part.id) === undefined) {
      estate.resources.set(part.id, part);
    }
  }
  // Machine state is the guest's; a GET tells it from there.
  const { instanceView, ...settings } = whole;
  estate.resources.set(id, {
    tags: {},
    ...body,
    id,
    name,
    type: "Microsoft.Compute/virtualMachines",
    location,
    properties: { vmId: guidOf(id), ...settings },
  });
  addNamedDisks(estate, id, location, objectAt(whole, "storageProfile"), made);
  estate.guests.set(id, { ...usual.guest, ...powerOf(instanceView), ...agentOfView(properties) });
}

/** A VM that is gone and of which only the id is known: a usual Linux machine. */
export function usualSource(id: string, location: string, made: number): BackedUpMachine | undefined {
  const { subscriptionId, group, name } = partsOf(id) ?? {};
  if (subscriptionId === undefined || group === undefined || name === undefined) {
    return undefined;
  }
  const { vm, parts, guest } = usualMachine(
    { subscriptionId, group, location, machines: [] },
    { id, name },
    "ubuntu2204",
    made,
  );
  const disks = parts.filter(({ type }) => type === "Microsoft.Compute/disks");
  return vm === undefined ? undefined : { vm, disks, guest };
}

/** Disks whose OS disk says at least where it is: as a blob, or as a managed disk, which is the usual thing. */
function wholeStorage(given: Json | undefined, usual: JsonObject): JsonObject {
  const osDisk = objectAt(given, "osDisk");
  const isPlaced = osDisk["vhd"] !== undefined || at(osDisk, "managedDisk", "id") !== undefined;
  if (given === undefined || isPlaced) {
    return given === undefined ? usual : objectAt(given);
  }
  const usualDisk = objectAt(usual, "osDisk");
  const managedDisk = { ...objectAt(usualDisk, "managedDisk"), ...objectAt(osDisk, "managedDisk") };
  return { ...objectAt(given), osDisk: { ...usualDisk, ...osDisk, managedDisk } };
}

interface Usual {
  readonly vm: ResourceRecord | undefined;
  readonly parts: readonly ResourceRecord[];
  readonly guest: GuestRecord;
}

/** Builds a usual machine in an estate of its own, so that nothing of the real one is overwritten. */
function usualMachine(site: SiteSeed, { id, name }: Pick<Given, "id" | "name">, image: ImageName, made: number): Usual {
  const scratch = new Estate();
  addMachine(scratch, site, { name, image }, made);
  const vm = scratch.resources.get(id);
  return {
    vm,
    parts: scratch.resources.all.filter((one) => one !== vm),
    guest: scratch.guests.get(id) ?? {
      power: "running",
      agent: "ready",
      agentVersion: images[image].os === "Windows" ? "2.7.41491.1179" : "2.12.0.2",
      osName: images[image].osName,
      osVersion: images[image].osVersion,
      trouble: undefined,
      discovered: true,
    },
  };
}

function imageOf(properties: JsonObject): ImageName {
  const windows =
    textAt(properties, "storageProfile", "osDisk", "osType")?.toLowerCase() === "windows" ||
    at(properties, "osProfile", "windowsConfiguration") !== undefined ||
    textAt(properties, "storageProfile", "imageReference", "publisher")?.toLowerCase() === "microsoftwindowsserver";
  return windows ? "windows2022" : "ubuntu2204";
}

/** Managed disks that the VM names and the file does not hold. */
function addNamedDisks(estate: Estate, vmId: string, location: string, storage: JsonObject, made: number): void {
  for (const disk of [at(storage, "osDisk"), ...listAt(storage, "dataDisks")]) {
    const id = textAt(disk, "managedDisk", "id");
    if (id === undefined || estate.resources.get(id) !== undefined) {
      continue;
    }
    const size = at(disk, "diskSizeGB");
    const sizeGB = typeof size === "number" ? size : 30;
    const sku = textAt(disk, "managedDisk", "storageAccountType") ?? "Premium_LRS";
    const osType = textAt(disk, "osType");
    estate.resources.set(id, {
      name: id.split("/").at(-1) ?? "",
      id,
      type: "Microsoft.Compute/disks",
      location,
      tags: {},
      sku: { name: sku, tier: sku.split("_")[0] ?? sku },
      managedBy: vmId,
      properties: {
        ...(osType === undefined ? {} : { osType }),
        creationData: { createOption: osType === undefined ? "Empty" : "FromImage" },
        diskSizeGB: sizeGB,
        diskSizeBytes: sizeGB * 1024 ** 3,
        encryption: { type: "EncryptionAtRestWithPlatformKey" },
        networkAccessPolicy: "AllowAll",
        publicNetworkAccess: "Enabled",
        timeCreated: isoTime(made),
        uniqueId: guidOf(id),
        provisioningState: "Succeeded",
        diskState: "Attached",
      },
    });
  }
}

/** Power as the file's instance view has it. */
function powerOf(view: Json | undefined): Partial<GuestRecord> {
  const codes = listAt(view, "statuses").map((status) => textAt(status, "code")?.toLowerCase() ?? "");
  const power = (["running", "deallocated", "stopped", "starting"] as const).find((state) =>
    codes.includes(`powerstate/${state}`),
  );
  return power === undefined ? {} : { power };
}
