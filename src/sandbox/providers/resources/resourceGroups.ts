import { resources as versions } from "../../http/apiVersions";
import { badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { listAt, objectAt, textAt, textOf } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { roundLasts } from "../../deployments/run/deleteGroup";
import { exportGroup } from "../../deployments/views/exportGroup";
import type { ExportOptions } from "../../deployments/views/exportedNames";
import { stepLasts } from "../../deployments/request/requestedDeployment";
import { parseFilter } from "../../http/odataFilter";
import { page, pageSize } from "../../http/paging";
import type { Route } from "../../http/router";
import { findRegion } from "../../estate/regions";
import { groupId } from "../../state/ids";
import type { GroupRecord } from "../../state/records";
import { hasTag } from "./genericResources";
import { acceptResult, resultId } from "../operationResults";
import { groupOf, paths, subscriptionOf } from "../scope";

const rowsPerPage = 50;
const read = "Microsoft.Resources/subscriptions/resourceGroups/read";

/** Resource groups: list, get, make, change, delete. */
export const resourceGroupRoutes: readonly Route[] = [
  { method: "GET", path: `${paths.subscription}/resourceGroups`, versions, action: read, handle: list },
  { method: "GET", path: paths.group, versions, action: read, handle: (call) => ok(describe(groupOf(call))) },
  { method: "HEAD", path: paths.group, versions, action: read, handle: exists },
  {
    method: "PUT",
    path: paths.group,
    versions,
    action: "Microsoft.Resources/subscriptions/resourceGroups/write",
    handle: put,
  },
  {
    method: "PATCH",
    path: paths.group,
    versions,
    action: "Microsoft.Resources/subscriptions/resourceGroups/write",
    handle: patch,
  },
  {
    method: "DELETE",
    path: paths.group,
    versions,
    action: "Microsoft.Resources/subscriptions/resourceGroups/delete",
    handle: remove,
  },
  {
    method: "POST",
    path: `${paths.group}/exportTemplate`,
    versions,
    action: "Microsoft.Resources/subscriptions/resourceGroups/exportTemplate/action",
    handle: exportTemplate,
  },
];

function describe({ id, name, location, tags, deletion }: GroupRecord): JsonObject {
  return {
    id,
    name,
    type: "Microsoft.Resources/resourceGroups",
    location,
    tags,
    properties: { provisioningState: deletion === undefined ? "Succeeded" : "Deleting" },
  };
}

function list(call: Call): Answer {
  const prefix = groupId(subscriptionOf(call).subscriptionId, "");
  const groups = call.estate.groups.below(prefix).toSorted((a, b) => a.name.localeCompare(b.name));
  const hasTags = tagFilter(call);
  return page(call, groups.filter(hasTags).map(describe), pageSize(call, rowsPerPage));
}

/** Groups can be asked for by tag alone ("Resource Groups - List", Microsoft Learn, REST reference 2021-04-01). */
function tagFilter(call: Call): (group: GroupRecord) => boolean {
  const filter = parseFilter(call.query);
  const name = filter.get("tagname");
  if (filter.size > 0 && (name === undefined || [...filter.keys()].some((key) => !/^tag(?:name|value)$/u.test(key)))) {
    throw badRequest(
      "InvalidFilterInQueryString",
      `Invalid $filter '${call.query.get("$filter") ?? ""}': resource groups are asked for by tagName, or by tagName and tagValue.`,
    );
  }
  return ({ tags }) => name === undefined || hasTag(tags, name, filter.get("tagvalue"));
}

function exists(call: Call): Answer {
  groupOf(call);
  return { status: 204 };
}

function put(call: Call): Answer {
  const { subscriptionId } = subscriptionOf(call);
  const name = call.param("group");
  if (!/^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u.test(name)) {
    throw badRequest(
      "InvalidResourceGroup",
      `The provided resource group name '${name}' has these invalid characters or is too long.`,
    );
  }
  const region = findRegion(textAt(call.body, "location") ?? "");
  if (region === undefined) {
    throw badRequest(
      "LocationNotAvailableForResourceGroup",
      `The provided location '${textAt(call.body, "location") ?? ""}' is not available for resource group.`,
    );
  }
  const before = call.estate.groups.get(groupId(subscriptionId, name));
  if (before !== undefined && before.location !== region.name) {
    throw badRequest(
      "InvalidResourceGroupLocation",
      `Invalid resource group location '${region.name}'. The Resource group already exists in location '${before.location}'.`,
    );
  }
  const group: GroupRecord = {
    id: before?.id ?? groupId(subscriptionId, name),
    subscriptionId,
    name: before?.name ?? name,
    location: region.name,
    tags: objectAt(call.body, "tags"),
    access: before?.access ?? "owner",
  };
  call.estate.groups.set(group.id, group);
  return { status: before === undefined ? 201 : 200, body: describe(group) };
}

/** Tags are all that can be changed of a group. */
function patch(call: Call): Answer {
  const group = groupOf(call);
  const changed = call.body["tags"] === undefined ? group : { ...group, tags: objectAt(call.body, "tags") };
  call.estate.groups.set(group.id, changed);
  return ok(describe(changed));
}

/** Deletes a group with all that it holds, round by round; a second request joins the first. */
function remove(call: Call): Answer {
  const group = groupOf(call);
  const known = group.deletion === undefined ? undefined : call.estate.results.get(group.deletion);
  if (known !== undefined) {
    return acceptResult(call, known);
  }
  const id = resultId(`/subscriptions/${group.subscriptionId}`, "RESOURCEGROUPDELETIONJOB", `${group.id} ${call.now}`);
  call.estate.groups.set(group.id, { ...group, deletion: id });
  const nextAt = call.now + Math.max(1, roundLasts / call.settings.speed);
  return acceptResult(call, { id, readyAt: undefined, status: 200, deletes: { groupId: group.id, nextAt } });
}

/** Before this api-version, the template is the answer itself; since then it is waited for. */
const firstAccepted = "2019-08-01";

function exportTemplate(call: Call): Answer {
  const group = groupOf(call);
  const chosen = new Set((textAt(call.body, "options") ?? "").split(",").map((each) => each.trim().toLowerCase()));
  const skipsAll = chosen.has("skipallparameterization");
  const options: ExportOptions = {
    defaults: chosen.has("includeparameterdefaultvalue"),
    comments: chosen.has("includecomments"),
    namesAsParameters: !skipsAll && !chosen.has("skipresourcenameparameterization"),
    othersAsParameters: !skipsAll,
  };
  const ids = listAt(call.body, "resources").map(textOf);
  const wanted = ids.length === 0 || ids.includes("*") ? undefined : ids;
  const body = exportGroup(call, group, wanted, options, call.now);
  if ((call.query.get("api-version") ?? "") < firstAccepted) {
    return ok(body);
  }
  const id = resultId(
    `/subscriptions/${group.subscriptionId}`,
    "EXPORTTEMPLATEJOB",
    `${group.id} ${call.correlationId}`,
  );
  return acceptResult(call, { id, readyAt: call.now + stepLasts / call.settings.speed, status: 200, body });
}
