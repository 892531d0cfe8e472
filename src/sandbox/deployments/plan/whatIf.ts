import type { Inside } from "../../http/call";
import { isJsonObject, listAt, textOf } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { isTracked } from "../../state/isTracked";
import type { DeploymentRecord } from "../../state/records";
import { superfluous } from "../run/completeMode";
import { stateOf } from "../run/deploymentState";
import { declaredBody } from "./plannedResource";
import type { Plan, PlannedResource } from "./plannedResource";
import { isExpression, masked } from "../views/shownValue";

interface Question {
  readonly inside: Inside;
  readonly secrets: Plan["secrets"];
  readonly idsOnly: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

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
  const question: Question = { inside, secrets: plan.secrets, idsOnly, now };
  const changed = plan.resources
    .filter(({ isLeftOut, type }) => !isLeftOut && type.toLowerCase() !== "microsoft.resources/deployments")
    .map((each) => changeOf(question, each));
  const named = new Set(changed.map((each) => textOf(each["resourceId"]).toLowerCase()));
  const scope = `/subscriptions/${record.subscriptionId}/resourceGroups/${record.group ?? ""}/`;
  const others =
    record.group === undefined
      ? []
      : [
          ...inside.estate.resources
            .below(scope)
            .filter(isTracked)
            .map(({ id }) => id),
          ...vaultsBelow(inside, scope),
        ];
  const goes = new Set(superfluous(inside.estate, record, plan));
  const untouched = others
    .filter((id) => !named.has(id.toLowerCase()))
    .map((id) => ({
      resourceId: id,
      changeType: goes.has(id) ? "Delete" : "Ignore",
      ...(idsOnly ? {} : { before: stateOf(inside, id, now) ?? {} }),
    }));
  return { status: "Succeeded", properties: { changes: [...changed, ...untouched] } };
}

function vaultsBelow(inside: Inside, scope: string): readonly string[] {
  return inside.estate.vaults.below(scope).map(({ id }) => id);
}

function changeOf({ inside, secrets, idsOnly, now }: Question, resource: PlannedResource): JsonObject {
  const { id, type } = resource;
  if (id === undefined) {
    return {
      resourceId: resource.resource.id,
      changeType: "Unsupported",
      unsupportedReason: `Changes to the resource declared at '${resource.resource.jsonPath.replace(/^\$\./u, "")}' cannot be analyzed because its resource ID or API version cannot be calculated until the deployment is under way. Please see https://aka.ms/WhatIfUnidentifiableResource for more information.`,
    };
  }
  const body = masked(declaredBody(resource), secrets());
  const after = { id, type, name: id.split("/").at(-1) ?? "", ...(isJsonObject(body) ? body : {}) };
  const before = stateOf(inside, id, now);
  if (before === undefined) {
    return { resourceId: id, changeType: "Create", ...(idsOnly ? {} : { after }) };
  }
  if (idsOnly) {
    return { resourceId: id, changeType: "Deploy" };
  }
  const delta = deltaOf(before, body).filter(({ path }) => !isWriteOnly(type, textOf(path)));
  const changeType = delta.length === 0 ? "NoChange" : "Modify";
  return { resourceId: id, changeType, before, after, ...(delta.length === 0 ? {} : { delta }) };
}

/** What a GET of a type never shows, so that its absence is no difference. In lower case. */
const writeOnly: Readonly<Record<string, readonly string[]>> = {
  "microsoft.recoveryservices/vaults": ["sku.tier"],
  "microsoft.compute/virtualmachines": ["properties.osprofile.adminpassword", "properties.osprofile.customdata"],
  "microsoft.compute/virtualmachines/extensions": ["properties.protectedsettings"],
};

function isWriteOnly(type: string, path: string): boolean {
  return writeOnly[type.toLowerCase()]?.includes(path.toLowerCase()) === true;
}

/** What differs of all that is asked for; what only Azure has filled in is no difference. */
function deltaOf(before: Json | undefined, after: Json | undefined, path = ""): readonly JsonObject[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = new Map(Object.keys(before).map((name) => [name.toLowerCase(), name]));
    return Object.entries(after).flatMap(([name, value]) =>
      deltaOf(before[names.get(name.toLowerCase()) ?? name], value, path === "" ? name : `${path}.${name}`),
    );
  }
  if (isSame(before, after, path)) {
    return [];
  }
  if (isAbsent(before)) {
    // Nothing but what is left out: an empty list where Azure shows none is no change.
    return isEmpty(after) ? [] : [{ path, propertyChangeType: "Create", before: null, after: after ?? null }];
  }
  return Array.isArray(before) && Array.isArray(after)
    ? [{ path, propertyChangeType: "Array", before, after, children: itemsDelta(before, after) }]
    : [{ path, propertyChangeType: "Modify", before: before ?? null, after: after ?? null }];
}

/** The changes of the items of a list, each under its position. */
function itemsDelta(before: Json, after: Json): readonly JsonObject[] {
  const [old, wanted] = [listAt({ before }, "before"), listAt({ after }, "after")];
  return Array.from({ length: Math.max(old.length, wanted.length) }, (_, index): readonly JsonObject[] => {
    const path = String(index);
    const [was, is] = [old[index], wanted[index]];
    if (was === undefined || is === undefined) {
      const propertyChangeType = was === undefined ? "Create" : "Delete";
      return [{ path, propertyChangeType, before: was ?? null, after: is ?? null }];
    }
    const children = deltaOf(was, is);
    const isWhole = !isJsonObject(was) || !isJsonObject(is);
    return children.length === 0
      ? []
      : [{ path, propertyChangeType: "Modify", before: was, after: is, ...(isWhole ? {} : { children }) }];
  }).flat();
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null;
}

function isEmpty(value: Json | undefined): boolean {
  return isAbsent(value) || (Array.isArray(value) && value.length === 0) || JSON.stringify(value) === "{}";
}

function isSame(before: Json | undefined, after: Json | undefined, path: string): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, wanted] = [listAt({ before }, "before"), listAt({ after }, "after")];
    return old.length === wanted.length && wanted.every((item, index) => deltaOf(old[index], item).length === 0);
  }
  if (isExpression(after) && !isAbsent(before)) {
    // What is there may be what will be there: Azure compares only what it knows.
    return true;
  }
  const text = (value: Json | undefined): string => JSON.stringify(value ?? null).toLowerCase();
  const region = (value: Json | undefined): string => text(value).replaceAll(" ", "");
  return path === "location" ? region(before) === region(after) : text(before) === text(after);
}
