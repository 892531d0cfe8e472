import type { DeploymentTarget } from "../evaluation/deploymentTarget";
import type { Evaluator } from "../evaluation/evaluator";
import type { JsonNode } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import { scopeOfSchema } from "../recognise";
import type { Value } from "../value";
import { sameValue } from "../values/compare";
import type { DeclaredResource } from "./declaredResource";
import { nameSegments } from "./identity";

/** Where a deployment itself is kept, as far as it says so: the schema of its template does not count. */
export function placeOfDeployment(resource: DeclaredResource): DeploymentTarget {
  const { evaluator, node } = resource.source;
  const target = targetOf(resource, undefined, evaluator);
  const isOfSubscription = target.scope === resource.source.target.scope && namesSubscriptionOnly(node);
  return isOfSubscription ? { ...target, scope: "subscription" } : target;
}

function namesSubscriptionOnly(node: JsonNode): boolean {
  const isThere = (name: string): boolean => memberNode(node, name) !== undefined;
  return isThere("subscriptionId") && !isThere("resourceGroup") && !isThere("scope");
}

/** Where the resources of a deployment go: it may name another resource group, subscription, management group or scope. */
export function targetOf(
  resource: DeclaredResource,
  template: JsonNode | undefined,
  evaluator: Evaluator,
): DeploymentTarget {
  const { node, context, target } = resource.source;
  const property = (name: string, of: JsonNode | undefined = node): Value | undefined => {
    const found = memberNode(of, name);
    return found === undefined ? undefined : evaluator.node(found, context);
  };
  const named = scopeNamed(property("scope") ?? property("deploymentScope", memberNode(node, "properties")));
  const resourceGroup = property("resourceGroup") ?? named?.resourceGroup;
  const subscriptionId = property("subscriptionId") ?? named?.subscriptionId;
  const own = scopeOfSchema(stringOf(memberNode(template, "$schema")) ?? "");
  const scope = resourceGroup === undefined ? (named?.scope ?? own ?? target.scope) : "resourceGroup";
  const place = {
    resourceGroup: resourceGroup ?? target.resourceGroup,
    subscriptionId: subscriptionId ?? target.subscriptionId,
    managementGroup: named?.managementGroup ?? target.managementGroup,
  };
  return { ...place, scope, location: locationOf(scope, place, target, property), deploymentName: resource.name };
}

type Place = Pick<DeploymentTarget, "resourceGroup" | "subscriptionId" | "managementGroup">;

function locationOf(
  scope: DeploymentTarget["scope"],
  place: Place,
  around: DeploymentTarget,
  property: (name: string) => Value | undefined,
): Value | undefined {
  if (scope !== "resourceGroup") {
    return property("location");
  }
  // Within the very resource group of the template around it, the location is the same too.
  const isSamePlace =
    around.scope === "resourceGroup" &&
    sameValue(place.resourceGroup, around.resourceGroup) === true &&
    sameValue(place.subscriptionId, around.subscriptionId) === true;
  return isSamePlace ? around.location : undefined;
}

interface Named {
  readonly scope: DeploymentTarget["scope"];
  readonly managementGroup?: Value | undefined;
  readonly subscriptionId?: Value | undefined;
  readonly resourceGroup?: Value | undefined;
}

/** What a deployment's `scope` names: `/`, a management group, a subscription or a resource group. */
function scopeNamed(value: Value | undefined): Named | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (value.kind === "known" && value.value === "/") {
    return { scope: "tenant" };
  }
  const segments = nameSegments(value);
  const after = (word: string): Value | undefined => {
    const index = segments.findIndex((each) => each.kind === "known" && String(each.value).toLowerCase() === word);
    return index < 0 ? undefined : segments[index + 1];
  };
  const managementGroup = after("managementgroups");
  if (managementGroup !== undefined) {
    return { scope: "managementGroup", managementGroup };
  }
  const [subscriptionId, resourceGroup] = [after("subscriptions"), after("resourcegroups")];
  return subscriptionId === undefined
    ? undefined
    : { scope: resourceGroup === undefined ? "subscription" : "resourceGroup", subscriptionId, resourceGroup };
}
