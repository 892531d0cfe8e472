import { permissions as versions } from "../../http/apiVersions";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import type { Route } from "../../http/router";
import { rolesAt } from "../../login/rights";
import { groupOf, paths, subscriptionOf } from "../scope";

/**
 * What the caller may do at a subscription or a resource group: the permissions of each role that counts there.
 *
 * Source: "Permissions" (Azure REST reference, 2022-04-01).
 */
export const permissionRoutes: readonly Route[] = [paths.subscription, paths.group].map((scope) => ({
  method: "GET",
  path: `${scope}/providers/Microsoft.Authorization/permissions`,
  versions,
  action: "Microsoft.Authorization/permissions/read",
  handle: list,
}));

function list(call: Call): Answer {
  const { subscriptionId } = subscriptionOf(call);
  const group = call.param("group") === "" ? "" : groupOf(call).name;
  const roles = rolesAt(call.estate, call, { subscriptionId, group });
  return ok({ value: roles.map((role) => ({ ...role, dataActions: [], notDataActions: [] })) });
}
