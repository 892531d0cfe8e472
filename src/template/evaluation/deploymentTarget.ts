import type { DeploymentPlace, EvaluatedTemplate } from "../model";
import type { DeploymentRuntime } from "./deploymentRuntime";
import type { ObjectValue, TextValue, UnknownValue, Value } from "../value";
import { fromJson, known, object, text, unknown } from "../values/make";
import { scalarText } from "../values/scalarText";

/** Where a deployment goes: what `resourceGroup()`, `subscription()` and the ids of its resources are made from. */
export interface DeploymentTarget {
  readonly scope: EvaluatedTemplate["scope"];
  readonly subscriptionId: Value;
  readonly resourceGroup: Value;
  readonly managementGroup: Value;
  readonly deploymentName: Value;
  /** Where the resource group is, or the deployment at the other scopes; undefined when nobody told. */
  readonly location: Value | undefined;
  /** The link to the template that is deployed; undefined when it was not linked, or nobody told. */
  readonly templateLink?: Value | undefined;
}

/** The target of the template itself: what the options do not tell about it is known only when it is deployed. */
export function rootTarget(scope: EvaluatedTemplate["scope"], place: DeploymentPlace = {}): DeploymentTarget {
  const told = (given: string | undefined, text: string): Value =>
    given === undefined ? unknown(text, "runtime", { type: "string" }) : known(given);
  return {
    scope,
    subscriptionId: told(place.subscriptionId, "subscription().subscriptionId"),
    resourceGroup: told(place.resourceGroup, "resourceGroup().name"),
    managementGroup: told(place.managementGroup, "managementGroup().name"),
    location: place.location === undefined ? undefined : known(place.location),
    deploymentName: told(place.deploymentName, "deployment().name"),
  };
}

/** The value as a part of a longer text. */
export function asPart(value: Value): string | UnknownValue | TextValue {
  if (value.kind === "known") {
    return scalarText(value.value);
  }
  return value.kind === "text" || value.kind === "unknown" ? value : unknown("", "error");
}

/** `/subscriptions/<id>` */
export function subscriptionPath(target: DeploymentTarget): Value {
  return text(["/subscriptions/", asPart(target.subscriptionId)]);
}

/** `/subscriptions/<id>/resourceGroups/<name>` */
export function resourceGroupPath(target: DeploymentTarget): Value {
  let path = resourceGroupPaths.get(target);
  if (path === undefined) {
    path = text(["/subscriptions/", asPart(target.subscriptionId), "/resourceGroups/", asPart(target.resourceGroup)]);
    resourceGroupPaths.set(target, path);
  }
  return path;
}

/** Nearly every id begins with one. */
const resourceGroupPaths = new WeakMap<DeploymentTarget, Value>();

/** `/providers/Microsoft.Management/managementGroups/<name>` */
export function managementGroupPath(target: DeploymentTarget): Value {
  return text(["/providers/Microsoft.Management/managementGroups/", asPart(target.managementGroup)]);
}

/** Where the resources of a deployment stand: what their ids begin with. */
export function placeOf(target: DeploymentTarget): Value {
  switch (target.scope) {
    case "resourceGroup":
      return resourceGroupPath(target);
    case "subscription":
      return subscriptionPath(target);
    case "managementGroup":
      return managementGroupPath(target);
    case "tenant":
      return known("");
  }
}

function open(name: string, type?: "string" | "object"): UnknownValue {
  return unknown(name, "runtime", { type });
}

/** What `resourceGroup()` gives in the target. */
export function resourceGroupObject(target: DeploymentTarget, runtime?: DeploymentRuntime): ObjectValue {
  const { resourceGroup, subscriptionId } = target;
  const state =
    resourceGroup.kind === "known" && subscriptionId.kind === "known"
      ? runtime?.resourceGroup(scalarText(subscriptionId.value), scalarText(resourceGroup.value))
      : undefined;
  // Another resource group than the template's own is in a place of its own.
  const own =
    resourceGroup.kind === "unknown" && resourceGroup.text === "resourceGroup().name"
      ? "resourceGroup()"
      : `resourceGroup(${resourceGroup.kind === "known" ? `'${String(resourceGroup.value)}'` : resourceGroup.kind === "unknown" ? resourceGroup.text : "…"})`;
  return object(
    [
      ["id", () => resourceGroupPath(target)],
      ["name", resourceGroup],
      ["type", known("Microsoft.Resources/resourceGroups")],
      ["location", target.location ?? told(state?.location) ?? open(`${own}.location`, "string")],
      ["tags", state === undefined ? open(`${own}.tags`, "object") : fromJson(state.tags)],
      ["managedBy", open(`${own}.managedBy`)],
      ["properties", object([["provisioningState", known("Succeeded")]])],
    ],
    open(own, "object"),
  );
}

function told(text: string | undefined): Value | undefined {
  return text === undefined ? undefined : known(text);
}

/** What `managementGroup()` gives in the target. */
export function managementGroupObject(target: DeploymentTarget): ObjectValue {
  return object(
    [
      ["id", () => managementGroupPath(target)],
      ["name", target.managementGroup],
      ["type", known("/providers/Microsoft.Management/managementGroups")],
    ],
    open("managementGroup()", "object"),
  );
}

/** What `subscription()` gives in the target. */
export function subscriptionObject(target: DeploymentTarget, runtime?: DeploymentRuntime): ObjectValue {
  const { subscriptionId } = target;
  const state = subscriptionId.kind === "known" ? runtime?.subscription(scalarText(subscriptionId.value)) : undefined;
  return object(
    [
      ["id", () => subscriptionPath(target)],
      ["subscriptionId", target.subscriptionId],
      ["tenantId", told(state?.tenantId) ?? open("subscription().tenantId", "string")],
      ["displayName", told(state?.displayName) ?? open("subscription().displayName", "string")],
    ],
    open("subscription()", "object"),
  );
}
