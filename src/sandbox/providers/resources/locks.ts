import { locks as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { objectAt, textAt, without } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { lockType as type } from "../../state/locks";
import type { ResourceRecord } from "../../state/records";
import { groupOf, paths, subscriptionOf } from "../scope";

const rowsPerPage = 50;
const resource = `${paths.group}/providers/{namespace}/{kind}/{resource}`;

/**
 * Management locks of a subscription, a resource group and a resource. Lists hold what is locked below as well.
 *
 * Source: "Management Locks" (Azure REST reference, 2020-05-01).
 */
export const lockRoutes: readonly Route[] = [paths.subscription, paths.group, resource].flatMap(
  (scope): readonly Route[] => {
    const list = `${scope}/providers/${type}`;
    const path = `${list}/{lock}`;
    return [
      { method: "GET", path: list, versions, action: `${type}/read`, handle: (call) => listBelow(call) },
      { method: "GET", path, versions, action: `${type}/read`, handle: (call) => ok(described(lockOf(call))) },
      { method: "PUT", path, versions, action: `${type}/write`, handle: put },
      { method: "DELETE", path, versions, action: `${type}/delete`, handle: remove },
    ];
  },
);

/** Throws 404 for a subscription, a group or a resource that is not there. */
function scopeOf(call: Call): string {
  if (call.param("group") === "") {
    return `/subscriptions/${subscriptionOf(call).subscriptionId}`;
  }
  const group = groupOf(call).id;
  if (call.param("namespace") === "") {
    return group;
  }
  const id = `${group}/providers/${call.param("namespace")}/${call.param("kind")}/${call.param("resource")}`;
  const found = call.estate.resources.get(id) ?? call.estate.vaults.get(id);
  if (found === undefined) {
    throw new ArmFault(404, "ResourceNotFound", `The resource '${id}' could not be found.`);
  }
  return found.id;
}

function listBelow(call: Call): Answer {
  return page(call, call.estate.resourcesOf(type, `${scopeOf(call)}/`).map(described), rowsPerPage);
}

function lockOf(call: Call): ResourceRecord {
  const found = call.estate.resources.get(`${scopeOf(call)}/providers/${type}/${call.param("lock")}`);
  if (found === undefined) {
    throw new ArmFault(404, "LockNotFound", `The lock '${call.param("lock")}' could not be found.`);
  }
  return found;
}

function put(call: Call): Answer {
  const id = `${scopeOf(call)}/providers/${type}/${call.param("lock")}`;
  const before = call.estate.resources.get(id);
  const level = ["CanNotDelete", "ReadOnly"].find(
    (each) => each.toLowerCase() === textAt(call.body, "properties", "level")?.toLowerCase(),
  );
  if (level === undefined) {
    throw badRequest("InvalidLockLevel", "The lock level must be 'CanNotDelete' or 'ReadOnly'.");
  }
  const body: ResourceRecord = {
    id: before?.id ?? id,
    name: before?.name ?? call.param("lock"),
    type,
    location: "",
    properties: { ...objectAt(call.body, "properties"), level },
  };
  call.estate.resources.set(body.id, body);
  return { status: before === undefined ? 201 : 200, body: described(body) };
}

/** A lock has no region. */
function described(body: ResourceRecord): JsonObject {
  return without(body, "location");
}

function remove(call: Call): Answer {
  const id = `${scopeOf(call)}/providers/${type}/${call.param("lock")}`;
  const isThere = call.estate.resources.get(id) !== undefined;
  call.estate.resources.delete(id);
  return { status: isThere ? 200 : 204 };
}
