import type { Inside } from "../http/call";
import { isJsonObject, listAt, textOf } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import type { DeploymentRecord } from "../state/records";
import { stateOf } from "./deploymentState";
import { bodyOf } from "./plannedResource";
import type { Plan, PlannedResource } from "./plannedResource";

/**
 * What a deployment would change, in the format `ResourceIdOnly` or with whole resources.
 *
 * Source: "ARM template deployment what-if operation" (Microsoft Learn, June 2026).
 * @param now milliseconds since 1970
 */
export function whatIfOf(
  inside: Inside,
  record: DeploymentRecord,
  plan: Plan,
  idsOnly: boolean,
  now: number,
): JsonObject {
  const changed = plan.resources
    .filter(({ isLeftOut, type }) => !isLeftOut && type.toLowerCase() !== "microsoft.resources/deployments")
    .map((each) => changeOf(inside, each, idsOnly, now));
  const named = new Set(changed.map((each) => textOf(each["resourceId"]).toLowerCase()));
  const scope = `/subscriptions/${record.subscriptionId}/resourceGroups/${record.group ?? ""}/`;
  const others = record.group === undefined ? [] : inside.estate.resources.below(scope);
  const untouched = others
    .filter(({ id }) => !named.has(id.toLowerCase()))
    .map((body) => ({
      resourceId: body.id,
      changeType: record.mode === "Complete" ? "Delete" : "Ignore",
      ...(idsOnly ? {} : { before: body }),
    }));
  return { status: "Succeeded", properties: { changes: [...changed, ...untouched] } };
}

function changeOf(inside: Inside, resource: PlannedResource, idsOnly: boolean, now: number): JsonObject {
  const { id } = resource;
  const body = bodyOf(resource);
  if (id === undefined || body === undefined) {
    // What only a deployment knows keeps Azure from comparing as well.
    return {
      resourceId: id ?? resource.resource.id,
      changeType: "Unsupported",
      unsupportedReason: "It depends on a runtime state.",
    };
  }
  const before = stateOf(inside, id, now);
  if (before === undefined) {
    return {
      resourceId: id,
      changeType: "Create",
      ...(idsOnly ? {} : { after: { id, type: resource.type, ...body } }),
    };
  }
  if (idsOnly) {
    return { resourceId: id, changeType: "Deploy" };
  }
  const delta = deltaOf(before, body);
  const changeType = delta.length === 0 ? "NoChange" : "Modify";
  return { resourceId: id, changeType, before, after: body, ...(delta.length === 0 ? {} : { delta }) };
}

/** What differs of all that is asked for; what only Azure has filled in is no difference. */
function deltaOf(before: Json | undefined, after: Json | undefined, path = ""): readonly JsonObject[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    return Object.entries(after).flatMap(([name, value]) =>
      deltaOf(before[name], value, path === "" ? name : `${path}.${name}`),
    );
  }
  if (sameScalar(before, after, path)) {
    return [];
  }
  const propertyChangeType = before === undefined ? "Create" : Array.isArray(after) ? "Array" : "Modify";
  return [
    {
      path,
      propertyChangeType,
      before: before ?? null,
      after: after ?? null,
      ...(propertyChangeType === "Array" ? { children: [] } : {}),
    },
  ];
}

function sameScalar(before: Json | undefined, after: Json | undefined, path: string): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, wanted] = [listAt({ before }, "before"), listAt({ after }, "after")];
    return old.length === wanted.length && wanted.every((item, index) => deltaOf(old[index], item).length === 0);
  }
  const text = (value: Json | undefined): string => JSON.stringify(value ?? null).toLowerCase();
  const region = (value: Json | undefined): string => text(value).replaceAll(" ", "");
  return path === "location" ? region(before) === region(after) : text(before) === text(after);
}
