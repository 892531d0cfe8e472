import { virtualMachines as versions } from "../../http/apiVersions";
import { badRequest, resourceNotFound } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { guidOf, isoTime } from "../../http/formats";
import { at, objectAt, textAt, without } from "../../http/json";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { guestOfImage } from "../../estate/guestOfImage";
import type { GuestRecord, ResourceRecord } from "../../state/records";
import { machineStorage } from "./machineStorage";
import { removeMachine } from "./removeMachine";
import { checkReference, children, readPut, savePut } from "../putResource";
import type { Put } from "../putResource";
import { groupOf, paths } from "../scope";

const type = "Microsoft.Compute/virtualMachines";
const machine = `${paths.group}/providers/${type}/{vm}`;

/** Virtual machines and their extensions are made, changed and deleted. */
export const machinePutRoutes: readonly Route[] = [
  { method: "PUT", path: machine, versions, action: `${type}/write`, handle: put },
  { method: "DELETE", path: machine, versions, action: `${type}/delete`, handle: remove },
  {
    method: "PUT",
    path: `${machine}/extensions/{extension}`,
    versions,
    action: `${type}/extensions/write`,
    handle: putExtension,
  },
  {
    method: "DELETE",
    path: `${machine}/extensions/{extension}`,
    versions,
    action: `${type}/extensions/delete`,
    handle: removeExtension,
  },
];

function put(call: Call): Answer {
  const asked = readPut(call, type, call.param("vm"));
  const { id, before, properties } = asked;
  if (before === undefined) {
    checkNew(properties);
  }
  const osType = osTypeOf(properties, before);
  const nics = interfacesOf(call, asked);
  const storageProfile = machineStorage(call, asked, osType);
  const settings = without({ ...before?.properties, ...properties }, "instanceView");
  const answer = savePut(call, asked, {
    ...settings,
    storageProfile,
    ...osProfileOf(asked, osType),
    networkProfile: { networkInterfaces: nics },
    provisioningState: "Succeeded",
    vmId: textAt(before, "properties", "vmId") ?? guidOf(`vm ${id} ${call.now}`),
    timeCreated: textAt(before, "properties", "timeCreated") ?? isoTime(call.now),
  });
  if (call.estate.guests.get(id) === undefined) {
    call.estate.guests.set(id, guestOf(osType, properties));
  }
  return answer;
}

/** Whether a machine is made from an image and says nothing of its disk. */
function isOfImage(properties: JsonObject): boolean {
  const { osDisk, imageReference } = objectAt(properties, "storageProfile");
  return (osDisk ?? null) === null && (imageReference ?? null) !== null;
}

/** What a new machine cannot be without. */
function checkNew(properties: JsonObject): void {
  if (textAt(properties, "hardwareProfile", "vmSize") === undefined) {
    throw badRequest("InvalidParameter", "Required parameter 'hardwareProfile.vmSize' is missing (null).", "vmSize");
  }
  const osDisk = objectAt(properties, "storageProfile", "osDisk");
  // Of an image alone, the disk is made in the usual way.
  if (osDisk["createOption"] === undefined && !isOfImage(properties)) {
    throw badRequest("InvalidParameter", "Required parameter 'osDisk.createOption' is missing (null).", "osDisk");
  }
  const network = objectAt(properties, "networkProfile");
  const count =
    children(network["networkInterfaces"]).length + children(network["networkInterfaceConfigurations"]).length;
  if (count === 0) {
    throw badRequest(
      "InvalidParameter",
      "Virtual machine must have at least one network interface specified.",
      "networkProfile",
    );
  }
}

function osTypeOf(properties: JsonObject, before: ResourceRecord | undefined): "Windows" | "Linux" {
  const told =
    textAt(properties, "storageProfile", "osDisk", "osType") ??
    textAt(before, "properties", "storageProfile", "osDisk", "osType");
  const publisher = textAt(properties, "storageProfile", "imageReference", "publisher") ?? "";
  const windows = at(properties, "osProfile", "windowsConfiguration");
  const isWindows =
    told === undefined ? /^microsoftwindows/iu.test(publisher) || (windows ?? null) !== null : /^windows$/iu.test(told);
  return isWindows ? "Windows" : "Linux";
}

/** A machine made from a disk has no profile of its system; passwords are never given out. */
function osProfileOf({ name, before, properties }: Put, osType: "Windows" | "Linux"): JsonObject {
  const given = objectAt(properties, "osProfile");
  if (Object.keys(given).length === 0) {
    const kept = at(before, "properties", "osProfile");
    return kept === undefined ? { osProfile: undefined } : { osProfile: kept };
  }
  const configuration = osType === "Windows" ? "windowsConfiguration" : "linuxConfiguration";
  return {
    osProfile: {
      computerName: name,
      secrets: [],
      allowExtensionOperations: true,
      ...without(given, "adminPassword", "customData"),
      [configuration]: { provisionVMAgent: true, ...objectAt(given, configuration) },
    },
  };
}

/** The references to the interfaces, which are told whose they are; those declared inside the machine are made. */
function interfacesOf(call: Call, asked: Put): readonly JsonObject[] {
  const network = objectAt(asked.properties, "networkProfile");
  if (asked.before !== undefined && Object.keys(network).length === 0) {
    return children(at(asked.before, "properties", "networkProfile", "networkInterfaces"));
  }
  const made = children(network["networkInterfaceConfigurations"]).map((given, index) =>
    madeInterface(call, asked, given, index),
  );
  const given = [...children(network["networkInterfaces"]), ...made];
  return given.map((reference, index) => {
    const nicId = textAt(reference, "id") ?? "";
    checkReference(call, asked.id, nicId);
    const primary = at(reference, "properties", "primary") ?? (given.length === 1 || index === 0);
    const nic = call.estate.resources.get(nicId);
    if (nic !== undefined) {
      const properties = { ...nic.properties, primary, virtualMachine: { id: asked.id } };
      call.estate.resources.set(nic.id, { ...nic, properties });
    }
    return { ...reference, properties: { deleteOption: "Detach", ...objectAt(reference, "properties"), primary } };
  });
}

function madeInterface(call: Call, { id, location }: Put, given: JsonObject, index: number): JsonObject {
  const nicId = `${id.split("/providers/")[0] ?? ""}/providers/Microsoft.Network/networkInterfaces/${textAt(given, "name") ?? `nic${index}`}`;
  const body = { location, properties: given["properties"] };
  call.ask({ method: "PUT", target: encodeURI(nicId), apiVersion: "2024-05-01", body, now: call.now });
  return { id: nicId, properties: { primary: at(given, "properties", "primary") } };
}

/** A new machine starts at once; its agent speaks when the image has one and nobody has forbidden it. */
function guestOf(osType: "Windows" | "Linux", properties: JsonObject): GuestRecord {
  const configuration = osType === "Windows" ? "windowsConfiguration" : "linuxConfiguration";
  const provisioned = at(properties, "osProfile", configuration, "provisionVMAgent") !== false;
  return {
    power: "running",
    agent: provisioned ? "ready" : "missing",
    agentVersion: osType === "Windows" ? "2.7.41491.1179" : "2.12.0.2",
    ...guestOfImage(at(properties, "storageProfile", "imageReference")),
    trouble: undefined,
    // Vaults list a new machine only after `refreshContainers`.
    discovered: false,
  };
}

function remove(call: Call): Answer {
  const vm = call.estate.resources.get(`${groupOf(call).id}/providers/${type}/${call.param("vm")}`);
  if (vm === undefined) {
    return { status: 204 };
  }
  removeMachine(call.estate, vm);
  return { status: 200 };
}

function putExtension(call: Call): Answer {
  const group = groupOf(call);
  const vm = call.estate.resources.get(`${group.id}/providers/${type}/${call.param("vm")}`);
  if (vm === undefined) {
    throw resourceNotFound(type, call.param("vm"), group.name);
  }
  const name = call.param("extension");
  const id = `${vm.id}/extensions/${name}`;
  const properties = without(objectAt(call.body, "properties"), "protectedSettings");
  const before = call.estate.resources.get(id);
  const body: ResourceRecord = {
    name: before?.name ?? name,
    id: before?.id ?? id,
    type: `${type}/extensions`,
    location: vm.location,
    tags: objectAt(call.body, "tags"),
    properties: { autoUpgradeMinorVersion: false, settings: {}, ...properties, provisioningState: "Succeeded" },
  };
  call.estate.resources.set(body.id, body);
  return { status: before === undefined ? 201 : 200, body };
}

function removeExtension(call: Call): Answer {
  const id = `${groupOf(call).id}/providers/${type}/${call.param("vm")}/extensions/${call.param("extension")}`;
  const isThere = call.estate.resources.get(id) !== undefined;
  call.estate.resources.delete(id);
  return { status: isThere ? 200 : 204 };
}
