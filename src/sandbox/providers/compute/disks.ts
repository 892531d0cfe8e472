import { disks as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { guidOf, isoTime } from "../../http/formats";
import { at, objectAt, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { readPut, savePut } from "../putResource";
import { groupOf, paths } from "../scope";

const type = "Microsoft.Compute/disks";
const path = `${paths.group}/providers/${type}/{disk}`;

/** Managed disks are made, changed and deleted. */
export const diskRoutes: readonly Route[] = [
  { method: "PUT", path, versions, action: `${type}/write`, handle: put },
  { method: "DELETE", path, versions, action: `${type}/delete`, handle: remove },
];

/** The properties of a disk with what Azure fills in. */
export function diskProperties(call: Call, id: string, given: JsonObject): JsonObject {
  const size = at(given, "diskSizeGB");
  return {
    encryption: { type: "EncryptionAtRestWithPlatformKey" },
    networkAccessPolicy: "AllowAll",
    publicNetworkAccess: "Enabled",
    timeCreated: isoTime(call.now),
    uniqueId: guidOf(`${id} ${call.now}`),
    diskState: "Unattached",
    ...given,
    ...(typeof size === "number" ? { diskSizeBytes: size * 1024 ** 3 } : {}),
    provisioningState: "Succeeded",
  };
}

function put(call: Call): Answer {
  const asked = readPut(call, type, call.param("disk"));
  const { before, id, properties, kept } = asked;
  const all = { ...before?.properties, ...properties };
  const option = textAt(all, "creationData", "createOption");
  if (option === undefined) {
    throw badRequest("InvalidParameter", "Required parameter 'creationData' is missing (null).", "disk.creationData");
  }
  if (option === "Empty" && typeof at(all, "diskSizeGB") !== "number") {
    throw badRequest("InvalidParameter", "Required parameter 'disk.diskSizeGB' is missing (null).", "disk.diskSizeGB");
  }
  const name = textAt(kept["sku"], "name") ?? textAt(before, "sku", "name") ?? "Standard_LRS";
  const managedBy = textAt(before, "managedBy");
  const more: JsonObject = {
    sku: { ...objectAt(kept["sku"]), name, tier: name.split("_")[0] ?? name },
    ...(managedBy === undefined ? {} : { managedBy, managedByExtended: before?.["managedByExtended"] }),
  };
  const saved = savePut(call, { ...asked, kept: { ...kept, ...more } }, diskProperties(call, id, all));
  // Disks have no 201 ("Disks - Create Or Update", Microsoft Learn, REST reference 2022-03-02): clients take it for an error.
  return { ...saved, status: 200 };
}

function remove(call: Call): Answer {
  const id = `${groupOf(call).id}/providers/${type}/${call.param("disk")}`;
  const disk = call.estate.resources.get(id);
  if (disk === undefined) {
    return { status: 204 };
  }
  const owner = textAt(disk, "managedBy");
  if (owner !== undefined) {
    throw new ArmFault(409, "OperationNotAllowed", `Disk ${disk.name} is attached to VM ${owner}.`);
  }
  call.estate.resources.delete(id);
  return { status: 200 };
}
