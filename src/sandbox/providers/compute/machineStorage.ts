import { ArmFault, badRequest } from "../../http/armFault";
import type { Call } from "../../http/call";
import { guidOf } from "../../http/formats";
import { at, objectAt, textAt, textOf } from "../../http/json";
import type { JsonObject } from "../../http/json";
import type { ResourceRecord } from "../../state/records";
import { diskProperties } from "./disks";
import { children } from "../putResource";
import type { Put } from "../putResource";

/** The storage profile of a machine as its GET shows it; makes the disks that are made with the machine, takes the others. */
export function machineStorage(call: Call, asked: Put, osType: "Windows" | "Linux"): JsonObject {
  const given = objectAt(asked.properties, "storageProfile");
  const kept = objectAt(asked.before, "properties", "storageProfile");
  if (asked.before !== undefined && Object.keys(given).length === 0) {
    return kept;
  }
  const os = {
    osType,
    caching: "ReadWrite",
    deleteOption: "Detach",
    createOption: "FromImage",
    ...objectAt(kept, "osDisk"),
    ...objectAt(given, "osDisk"),
  };
  const data = given["dataDisks"] === undefined ? kept["dataDisks"] : given["dataDisks"];
  const before = children(kept["dataDisks"]);
  const dataDisks = children(data).map((disk, index) => {
    const lun = at(disk, "lun");
    if (typeof lun !== "number") {
      throw badRequest("InvalidParameter", "Required parameter 'dataDisk.lun' is missing (null).", "dataDisk.lun");
    }
    const same = before.find((each) => at(each, "lun") === lun) ?? {};
    const usual = { caching: "None", deleteOption: "Detach", toBeDetached: false };
    return withDisk(call, asked, { ...usual, ...same, ...disk }, `${asked.name}_DataDisk_${index}`, undefined);
  });
  const luns = dataDisks.map((disk) => at(disk, "lun"));
  const twice = luns.find((lun, index) => luns.indexOf(lun) !== index);
  if (twice !== undefined) {
    throw badRequest(
      "InvalidParameter",
      `A disk at LUN ${textOf(twice)} already exists on the Virtual Machine.`,
      "dataDisk.lun",
    );
  }
  return {
    ...kept,
    ...given,
    osDisk: withDisk(call, asked, os, `${asked.name}_OsDisk_1_${guidOf(asked.id).replaceAll("-", "")}`, osType),
    dataDisks,
  };
}

function withDisk(
  call: Call,
  asked: Put,
  given: JsonObject,
  usualName: string,
  osType: string | undefined,
): JsonObject {
  if ((given["vhd"] ?? null) !== null) {
    return given;
  }
  const option = (textAt(given, "createOption") ?? "").toLowerCase();
  const attachedId = textAt(given, "managedDisk", "id");
  if (option === "attach" || attachedId !== undefined) {
    return attached(call, asked, given, attachedId, osType);
  }
  return made(call, asked, given, textAt(given, "name") ?? usualName, osType);
}

/** The machine's entry for a disk that is made with it, or was before. */
function made(call: Call, asked: Put, given: JsonObject, name: string, osType: string | undefined): JsonObject {
  const id = `${asked.id.split("/providers/")[0] ?? ""}/providers/Microsoft.Compute/disks/${name}`;
  const found = call.estate.resources.get(id);
  if (found !== undefined && textAt(found, "managedBy")?.toLowerCase() !== asked.id.toLowerCase()) {
    throw new ArmFault(
      409,
      "ConflictingUserInput",
      `Disk ${name} already exists in resource group ${id.split("/")[4] ?? ""}. Only CreateOption.Attach is supported.`,
    );
  }
  const sku = textAt(given, "managedDisk", "storageAccountType") ?? usualSku(asked);
  const size = at(given, "diskSizeGB");
  const diskSizeGB = typeof size === "number" ? size : osType === "Windows" ? 127 : 30;
  // Azure keeps no disk resource for what lives in the machine's host.
  if (textAt(given, "diffDiskSettings", "option") !== "Local") {
    call.estate.resources.set(id, found ?? madeDisk(call, asked, { id, name, sku, diskSizeGB, osType, given }));
  }
  return {
    ...given,
    name,
    diskSizeGB,
    managedDisk: { ...objectAt(given, "managedDisk"), storageAccountType: sku, id },
  };
}

/** Where nothing is said, Azure takes Premium SSD for sizes that can have it: their names say so with an `s`. */
function usualSku({ properties, before }: Put): string {
  const size =
    textAt(properties, "hardwareProfile", "vmSize") ?? textAt(before, "properties", "hardwareProfile", "vmSize") ?? "";
  return /^[a-z]+_[a-z]+\d+(?:-\d+)?[a-z]*s/iu.test(size) ? "Premium_LRS" : "Standard_LRS";
}

interface MadeDisk {
  readonly id: string;
  readonly name: string;
  readonly sku: string;
  readonly diskSizeGB: number;
  readonly osType: string | undefined;
  readonly given: JsonObject;
}

function madeDisk(call: Call, asked: Put, { id, name, sku, diskSizeGB, osType, given }: MadeDisk): ResourceRecord {
  const keys = textAt(given, "managedDisk", "diskEncryptionSet", "id");
  const properties = diskProperties(call, id, {
    ...(osType === undefined ? {} : { osType }),
    creationData: { createOption: textAt(given, "createOption") ?? "Empty" },
    diskSizeGB,
    ...(keys === undefined
      ? {}
      : { encryption: { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: keys } }),
  });
  const { zones, extendedLocation } = asked.kept;
  return {
    name,
    id,
    type: "Microsoft.Compute/disks",
    location: asked.location,
    tags: {},
    ...(zones === undefined ? {} : { zones }),
    ...(extendedLocation === undefined ? {} : { extendedLocation }),
    sku: { name: sku, tier: sku.split("_")[0] ?? sku },
    managedBy: asked.id,
    properties: { ...properties, diskState: "Attached" },
  };
}

function attached(
  call: Call,
  asked: Put,
  given: JsonObject,
  id: string | undefined,
  osType: string | undefined,
): JsonObject {
  const disk = call.estate.resources.get(id ?? "");
  if (disk === undefined) {
    throw new ArmFault(404, "NotFound", `Disk ${textAt(given, "name") ?? id?.split("/").at(-1) ?? ""} is not found.`);
  }
  take(call, asked, disk, osType);
  const sku = textAt(disk, "sku", "name");
  return {
    name: disk.name,
    diskSizeGB: disk.properties["diskSizeGB"],
    ...given,
    managedDisk: {
      ...(sku === undefined ? {} : { storageAccountType: sku }),
      ...objectAt(given, "managedDisk"),
      id: disk.id,
    },
  };
}

/** Makes a disk the machine's own, or one of those that share it. Throws 409 when it is another machine's. */
function take(call: Call, asked: Put, disk: ResourceRecord, osType: string | undefined): void {
  const owner = textAt(disk, "managedBy");
  const shares = disk.properties["maxShares"];
  const isShared = typeof shares === "number" && shares > 1;
  if (owner !== undefined && owner.toLowerCase() !== asked.id.toLowerCase() && !isShared) {
    throw new ArmFault(
      409,
      "ConflictingUserInput",
      `Disk '${disk.name}' cannot be attached as the disk is already owned by VM '${owner}'.`,
    );
  }
  call.estate.resources.set(disk.id, {
    ...disk,
    managedBy: owner ?? asked.id,
    ...(isShared ? { managedByExtended: [...new Set([...ownersOf(disk), asked.id])] } : {}),
    properties: { ...disk.properties, ...(osType === undefined ? {} : { osType }), diskState: "Attached" },
  });
}

function ownersOf(disk: ResourceRecord): readonly string[] {
  const owners = disk["managedByExtended"];
  return Array.isArray(owners) ? owners.filter((each) => typeof each === "string").map(String) : [];
}
