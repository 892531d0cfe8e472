import type { DeploymentTarget } from "../evaluation/deploymentTarget";
import type { Evaluator } from "../evaluation/evaluator";
import type { JsonNode } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import { scopeOfSchema } from "../recognise";
import type { Value } from "../value";
import { sameValue } from "../values/compare";
import type { DeclaredResource } from "./declaredResource";
import { nameSegments } from "./identity";

/** Where the resources of a deployment go: it may name another resource group, subscription, management group or scope. */
export function targetOf(resource: DeclaredResource, template: JsonNode, evaluator: Evaluator): DeploymentTarget {
  const { node, context, target } = resource.source;
  const property = (name: string): Value | undefined => {
    const found = memberNode(node, name);
    return found === undefined ? undefined : evaluator.node(found, context);
  };
  const stackScope = memberNode(memberNode(node, "properties"), "deploymentScope");
  const written = property("scope") ?? (stackScope === undefined ? undefined : evaluator.node(stackScope, context));
  const named = written === undefined ? undefined : scopeNamed(written);
  const resourceGroup = property("resourceGroup") ?? named?.resourceGroup;
  const subscriptionId = property("subscriptionId") ?? named?.subscriptionId;
  const own = scopeOfSchema(stringOf(memberNode(template, "$schema")) ?? "");
  const scope = resourceGroup === undefined ? (named?.scope ?? own ?? target.scope) : "resourceGroup";
  const location = memberNode(node, "location");
  // Within the very resource group of the template around it, the location is the same too.
  const isSamePlace = (): boolean =>
    target.scope === "resourceGroup" &&
    (resourceGroup === undefined || sameValue(resourceGroup, target.resourceGroup) === true) &&
    (subscriptionId === undefined || sameValue(subscriptionId, target.subscriptionId) === true);
  return {
    scope,
    location:
      scope === "resourceGroup"
        ? isSamePlace()
          ? target.location
          : undefined
        : location === undefined
          ? undefined
          : evaluator.node(location, context),
    resourceGroup: resourceGroup ?? target.resourceGroup,
    subscriptionId: subscriptionId ?? target.subscriptionId,
    managementGroup: named?.managementGroup ?? target.managementGroup,
    deploymentName: resource.name,
  };
}

interface Named {
  readonly scope: DeploymentTarget["scope"];
  readonly managementGroup?: Value | undefined;
  readonly subscriptionId?: Value | undefined;
  readonly resourceGroup?: Value | undefined;
}

/** What a deployment's `scope` names: `/`, a management group, a subscription or a resource group. */
function scopeNamed(value: Value): Named | undefined {
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
