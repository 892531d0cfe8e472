import { recoveryServices, resources, virtualMachines } from "../../http/apiVersions";
import { ok } from "../../http/call";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";

/** The resource providers that tell what can be done with them, with the names that people see. */
const providers: readonly (readonly [namespace: string, title: string, versions: readonly string[]])[] = [
  ["Microsoft.RecoveryServices", "Microsoft Recovery Services", recoveryServices],
  ["Microsoft.Compute", "Microsoft Compute", virtualMachines],
  ["Microsoft.Resources", "Microsoft Resources", resources],
];

/**
 * What can be done with a resource provider, for those who write custom roles: the rights that these routes take, so the
 * list says what the sandbox does and not what Azure has beyond that.
 */
export function providerOperationRoutes(routes: readonly Route[]): readonly Route[] {
  return providers.map(([namespace, title, versions]): Route => ({
    method: "GET",
    path: `/providers/${namespace}/operations`,
    versions,
    action: `${namespace}/operations/read`,
    handle: () => ok({ value: actionsOf(routes, namespace).map((action) => describe(action, title)) }),
  }));
}

function actionsOf(routes: readonly Route[], namespace: string): readonly string[] {
  const actions = routes.map(({ action }) => action);
  const own = [...actions, `${namespace}/operations/read`].filter((action) => action.startsWith(`${namespace}/`));
  return [...new Set(own)].sort();
}

/** `Microsoft.RecoveryServices/vaults/backupPolicies/write` is the operation `write` of `vaults/backupPolicies`. */
function describe(name: string, provider: string): JsonObject {
  const [, ...words] = name.split("/");
  // The last word of a POST is `action`, and what is done stands before it.
  const verbs = words.at(-1) === "action" ? 2 : 1;
  const resource = words.slice(0, -verbs).join("/");
  const operation = words.at(-verbs) ?? "";
  return {
    name,
    display: { provider, resource, operation, description: `${operation} of ${resource === "" ? provider : resource}` },
    origin: "user",
  };
}
