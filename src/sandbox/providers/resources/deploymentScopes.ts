import type { Call } from "../../http/call";
import type { DeploymentScope } from "../../deployments/request/requestedDeployment";
import { managementGroupNamed, tenantMeant } from "../../state/managementGroups";
import { groupOf, paths, subscriptionOf } from "../scope";

/** A kind of place for deployments: how its paths begin, and which one a request means. Throws 404 for one that is not there. */
export interface ScopeKind {
  readonly base: string;
  readonly of: (call: Call) => DeploymentScope;
}

/** A resource group; its operations are also asked for without naming the provider. */
export const groupScope: ScopeKind = { base: paths.group, of: ofGroup };

/** All places, the innermost first. */
export const deploymentScopes: readonly ScopeKind[] = [
  groupScope,
  { base: paths.subscription, of: ofSubscription },
  { base: paths.managementGroup, of: ofManagementGroup },
  { base: "", of: ofTenant },
];

function ofGroup(call: Call): DeploymentScope {
  const { subscriptionId, name, id } = groupOf(call);
  return { subscriptionId, group: name, id };
}

function ofSubscription(call: Call): DeploymentScope {
  const { subscriptionId } = subscriptionOf(call);
  return { subscriptionId, group: undefined, id: `/subscriptions/${subscriptionId}` };
}

function ofManagementGroup(call: Call): DeploymentScope {
  const { id, name } = managementGroupNamed(call.estate, call.tenantId, call.param("managementGroup"));
  return { subscriptionId: "", group: undefined, managementGroup: name, id };
}

function ofTenant({ estate, tenantId }: Call): DeploymentScope {
  return { subscriptionId: "", group: undefined, tenantId: tenantMeant(estate, tenantId)?.tenantId, id: "" };
}
