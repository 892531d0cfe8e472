import { resources as versions } from "../../http/apiVersions";
import { badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { isJsonObject } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { allows, parseFilter } from "../../http/odataFilter";
import { page, pageSize } from "../../http/paging";
import type { Route } from "../../http/router";
import { partsOf } from "../../state/ids";
import { isTracked } from "../../state/isTracked";
import type { ResourceRecord } from "../../state/records";
import { groupOf, paths, subscriptionOf } from "../scope";

const rowsPerPage = 100;
const action = "Microsoft.Resources/subscriptions/resources/read";

type Row = JsonObject & Pick<ResourceRecord, "id" | "name" | "type" | "location">;

/** Resources of every type, without their properties: of a subscription, and of a resource group. */
export const genericResourceRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${paths.subscription}/resources`,
    versions,
    action,
    handle: (call) => list(call, `/subscriptions/${subscriptionOf(call).subscriptionId}/`),
  },
  {
    method: "GET",
    path: `${paths.group}/resources`,
    versions,
    action,
    handle: (call) => list(call, `${groupOf(call).id}/`),
  },
];

const filterKeys = new Set(["resourcetype", "name", "location", "resourcegroup", "tagname", "tagvalue"]);

function list(call: Call, prefix: string): Answer {
  const filter = parseFilter(call.query);
  const stranger = [...filter.keys()].find((key) => !filterKeys.has(key));
  if (stranger !== undefined) {
    throw badRequest(
      "InvalidFilterInQueryString",
      `Invalid $filter '${call.query.get("$filter") ?? ""}': '${stranger}'.`,
    );
  }
  const vaults: readonly Row[] = call.estate.vaults.below(prefix).map(({ id, name, location, tags, sku }) => ({
    id,
    name,
    type: "Microsoft.RecoveryServices/vaults",
    location,
    tags,
    sku: { name: sku },
  }));
  const tagName = filter.get("tagname");
  // By tag and by anything else cannot be asked together ("Resources - List", Microsoft Learn, REST reference 2021-04-01).
  if ((filter.has("tagvalue") && tagName === undefined) || (tagName !== undefined && filter.size > 2)) {
    throw badRequest(
      "InvalidFilterInQueryString",
      `Invalid $filter '${call.query.get("$filter") ?? ""}': tags are asked for alone, by tagName or by tagName and tagValue.`,
    );
  }
  const resources = call.estate.resources.below(prefix).filter(isTracked);
  const rows = [...resources.map(withoutProperties), ...vaults].filter(
    ({ id, name, type, location, ...more }) =>
      (tagName === undefined || hasTag(more["tags"], tagName, filter.get("tagvalue"))) &&
      allows(filter, "resourceType", type) &&
      allows(filter, "name", name) &&
      allows(filter, "location", location) &&
      allows(filter, "resourceGroup", partsOf(id)?.group ?? ""),
  );
  return page(call, rows, pageSize(call, rowsPerPage));
}

/** Names of tags are compared without case, their values with. */
export function hasTag(tags: Json | undefined, name: string, value: string | undefined): boolean {
  return Object.entries(isJsonObject(tags) ? tags : {}).some(
    ([key, held]) => key.toLowerCase() === name.toLowerCase() && (value === undefined || held === value),
  );
}

function withoutProperties({ id, name, type, location, ...more }: ResourceRecord): Row {
  const { tags, sku, kind, zones, managedBy } = more;
  return { id, name, type, location, tags, sku, kind, zones, managedBy };
}
