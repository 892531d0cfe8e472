import { resourceNotFound } from "../http/armFault";
import { ok } from "../http/call";
import { page } from "../http/paging";
import type { Route } from "../http/router";
import { groupOf, paths, subscriptionOf } from "./scope";

const rowsPerPage = 100;

/** The two lists of a resource type: of a subscription and of a resource group. */
export function listResources(type: string, versions: readonly string[]): readonly Route[] {
  return [
    {
      method: "GET",
      path: `${paths.subscription}/providers/${type}`,
      versions,
      action: `${type}/read`,
      handle: (call) => {
        const { subscriptionId } = subscriptionOf(call);
        return page(call, call.estate.resourcesOf(type, `/subscriptions/${subscriptionId}/`), rowsPerPage);
      },
    },
    {
      method: "GET",
      path: `${paths.group}/providers/${type}`,
      versions,
      action: `${type}/read`,
      handle: (call) => page(call, call.estate.resourcesOf(type, `${groupOf(call).id}/`), rowsPerPage),
    },
  ];
}

/** The GET of one resource of a type that the sandbox only shows. */
export function getResource(type: string, versions: readonly string[]): readonly Route[] {
  return [
    {
      method: "GET",
      path: `${paths.group}/providers/${type}/{name}`,
      versions,
      action: `${type}/read`,
      handle: (call) => {
        const group = groupOf(call);
        const found = call.estate.resources.get(`${group.id}/providers/${type}/${call.param("name")}`);
        if (found === undefined) {
          throw resourceNotFound(type, call.param("name"), group.name);
        }
        return ok(found);
      },
    },
  ];
}
