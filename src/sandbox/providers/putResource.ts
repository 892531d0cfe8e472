import { badRequest } from "../http/armFault";
import type { Answer, Call } from "../http/call";
import { objectAt, textAt } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { checkPreconditions } from "../http/preconditions";
import { findRegion } from "../estate/regions";
import { checkPlace, identityOf } from "../deployments/run/putAnyResource";
import type { ResourceRecord } from "../state/records";
import { groupOf } from "./scope";

/** What every PUT of a resource in a region has in common. */
export interface Put {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location: string;
  readonly before: ResourceRecord | undefined;
  readonly properties: JsonObject;
  /** Members beside `properties` that Azure keeps as they are sent. */
  readonly kept: JsonObject;
}

const keptMembers = ["tags", "sku", "zones", "plan", "kind", "extendedLocation"] as const;

/**
 * Reads the PUT of a resource in a resource group. Throws 404 for a group that is not there, 400 for a region that is none
 * or another one than before.
 */
export function readPut(call: Call, type: string, name: string): Put {
  const group = groupOf(call);
  const id = `${group.id}/providers/${type}/${name}`;
  const before = call.estate.resources.get(id);
  const asked = textAt(call.body, "location") ?? before?.location ?? "";
  const region = findRegion(asked);
  if (region === undefined) {
    throw asked === ""
      ? badRequest("LocationRequired", "The location property is required for this definition.")
      : badRequest(
          "LocationNotAvailableForResourceType",
          `The provided location '${asked}' is not available for resource type '${type}'.`,
        );
  }
  if (before !== undefined && before.location !== region.name) {
    throw badRequest(
      "InvalidResourceLocation",
      `The resource '${name}' already exists in location '${before.location}' in resource group '${group.name}'. A resource with the same name cannot be created in location '${region.name}'. Please select a new resource name.`,
    );
  }
  checkPreconditions(call, before === undefined ? undefined : { etag: textAt(before, "etag") });
  checkPlace(call.estate, id, type);
  const kept = keptMembers.flatMap((member) => {
    const value = call.body[member];
    return value === undefined || value === null ? [] : [[member, value] as const];
  });
  return {
    id: before?.id ?? id,
    name: before?.name ?? name,
    type,
    location: region.name,
    before,
    properties: objectAt(call.body, "properties"),
    kept: { tags: {}, ...Object.fromEntries(kept), ...identityOf(id, call.body) },
  };
}

/** Keeps a resource and answers it: 201 when it is new. */
export function savePut(call: Call, { id, name, type, location, before, kept }: Put, properties: JsonObject): Answer {
  const body: ResourceRecord = { ...kept, id, name, type, location, properties };
  call.estate.resources.set(id, body);
  return { status: before === undefined ? 201 : 200, body };
}

/** 400 unless a resource that another one refers to is there; nothing is checked without a reference. */
export function checkReference(call: Call, from: string, to: string | undefined): void {
  if (to !== undefined && !isThere(call, to)) {
    throw badRequest(
      "InvalidResourceReference",
      `Resource ${to} referenced by resource ${from} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
    );
  }
}

function isThere(call: Call, id: string): boolean {
  const subnet = /^(.*\/virtualNetworks\/[^/]+)\/subnets\/([^/]+)$/iu.exec(id);
  if (subnet === null) {
    return call.estate.resources.get(id) !== undefined;
  }
  const network = call.estate.resources.get(subnet[1] ?? "");
  return children(network?.properties["subnets"]).some(
    (each) => textAt(each, "name")?.toLowerCase() === subnet[2]?.toLowerCase(),
  );
}

/** The objects of a list. */
export function children(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.map((each: Json) => objectAt({ each }, "each")) : [];
}
