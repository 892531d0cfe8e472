import { disks as diskVersions, virtualMachines as versions } from "../../http/apiVersions";
import { resourceNotFound } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { objectAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { instanceViewOf } from "./instanceView";
import { listResources, getResource } from "../plainResources";
import { groupOf, paths, subscriptionOf } from "../scope";
import { vmId } from "../../state/ids";
import type { ResourceRecord } from "../../state/records";

const type = "Microsoft.Compute/virtualMachines";
const machines = `/providers/${type}`;
const read = `${type}/read`;
const rowsPerPage = 50;

/** Virtual machines, what runs in them, and managed disks. */
export const computeRoutes: readonly Route[] = [
  { method: "GET", path: `${paths.subscription}${machines}`, versions, action: read, handle: listAll },
  { method: "GET", path: `${paths.group}${machines}`, versions, action: read, handle: listInGroup },
  { method: "GET", path: `${paths.group}${machines}/{vm}`, versions, action: read, handle: get },
  {
    method: "GET",
    path: `${paths.group}${machines}/{vm}/instanceView`,
    versions,
    action: `${type}/instanceView/read`,
    handle: (call) => ok(instanceViewOf(call.estate, vmOf(call), call.now)),
  },
  {
    method: "GET",
    path: `${paths.group}${machines}/{vm}/extensions`,
    versions,
    action: `${type}/extensions/read`,
    handle: (call) => ok({ value: extensionsOf(call) }),
  },
  {
    method: "GET",
    path: `${paths.group}${machines}/{vm}/extensions/{extension}`,
    versions,
    action: `${type}/extensions/read`,
    handle: getExtension,
  },
  ...listResources("Microsoft.Compute/disks", diskVersions),
  ...getResource("Microsoft.Compute/disks", diskVersions),
  ...listResources("Microsoft.Compute/diskEncryptionSets", diskVersions),
  ...listResources("Microsoft.Compute/diskAccesses", diskVersions),
  // Of restore points that are kept as snapshots, Azure lists none here: they lie in collections of restore points.
  ...listResources("Microsoft.Compute/snapshots", diskVersions),
];

function listAll(call: Call): Answer {
  const { subscriptionId } = subscriptionOf(call);
  return listBelow(call, `/subscriptions/${subscriptionId}/`);
}

function listInGroup(call: Call): Answer {
  return listBelow(call, `${groupOf(call).id}/`);
}

function listBelow(call: Call, prefix: string): Answer {
  const rows = call.estate.resourcesOf(type, prefix);
  const statusOnly = call.query.get("statusOnly") === "true" || call.query.get("$expand") === "instanceView";
  return page(call, statusOnly ? rows.map((body) => withInstanceView(call, body)) : rows, rowsPerPage);
}

function vmOf(call: Call): ResourceRecord {
  const group = groupOf(call);
  const body = call.estate.resources.get(vmId(group.subscriptionId, group.name, call.param("vm")));
  if (body === undefined) {
    throw resourceNotFound(type, call.param("vm"), group.name);
  }
  return body;
}

function get(call: Call): Answer {
  const body = withExtensions(call, vmOf(call));
  const expand = call.query.get("$expand")?.toLowerCase() ?? "";
  return ok(expand.includes("instanceview") ? withInstanceView(call, body) : body);
}

/** The answer for one machine holds its extensions. */
function withExtensions(call: Call, body: ResourceRecord): ResourceRecord {
  const resources = extensionsOf(call);
  return resources.length === 0 ? body : { ...body, resources };
}

function withInstanceView(call: Call, body: ResourceRecord): JsonObject {
  return {
    ...body,
    properties: { ...objectAt(body, "properties"), instanceView: instanceViewOf(call.estate, body, call.now) },
  };
}

function extensionsOf(call: Call): readonly ResourceRecord[] {
  const { id } = vmOf(call);
  return call.estate.resourcesOf(`${type}/extensions`, `${id}/extensions/`);
}

function getExtension(call: Call): Answer {
  const name = call.param("extension");
  const found = extensionsOf(call).find((body) => body.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    throw resourceNotFound(`${type}/${call.param("vm")}/extensions`, name, call.param("group"));
  }
  return ok(found);
}
