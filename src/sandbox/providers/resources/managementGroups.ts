import { managementGroups as versions } from "../../http/apiVersions";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { managementGroupNamed, managementGroups, managementGroupType as type } from "../../state/managementGroups";
import type { ManagementGroup } from "../../state/managementGroups";
import { paths } from "../scope";

/** Management groups, as far as deployments go to them: list and get, with `$expand=children` the subscriptions of the root. */
export const managementGroupRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `/providers/${type}`,
    versions,
    action: `${type}/read`,
    handle: (call) => ok({ value: managementGroups(call.estate, call.tenantId).map(described) }),
  },
  { method: "GET", path: paths.managementGroup, versions, action: `${type}/read`, handle: get },
];

function described({
  id,
  name,
  displayName,
  tenantId,
}: ManagementGroup): JsonObject & { readonly properties: JsonObject } {
  return { id, type, name, properties: { tenantId, displayName } };
}

function get(call: Call): Answer {
  const group = managementGroupNamed(call.estate, call.tenantId, call.param("managementGroup"));
  const { properties, ...head } = described(group);
  const below = call.estate.subscriptions.all.filter(({ tenantId }) => group.isRoot && tenantId === group.tenantId);
  const children = below.map(({ subscriptionId, displayName }) => ({
    type: "/subscriptions",
    id: `/subscriptions/${subscriptionId}`,
    name: subscriptionId,
    displayName,
  }));
  const isExpanded = call.query.get("$expand")?.toLowerCase() === "children";
  return ok({ ...head, properties: { ...properties, ...(isExpanded ? { children } : {}) } });
}
