import type { Answer, Call } from "../../http/call";
import { guidOf } from "../../http/formats";
import type { Route } from "../../http/router";
import { getResource, listResources } from "../plainResources";
import { readPut, savePut } from "../putResource";
import { groupOf, paths, subscriptionOf } from "../scope";

const type = "Microsoft.ManagedIdentity/userAssignedIdentities";
const path = `${paths.group}/providers/${type}/{name}`;
/** The published ones (Azure/azure-rest-api-specs, specification/msi). */
const versions = ["2018-11-30", "2022-01-31-preview", "2023-01-31", "2023-07-31-preview", "2024-11-30"] as const;

/** User-assigned identities: list, get, make, delete. */
export const managedIdentityRoutes: readonly Route[] = [
  ...listResources(type, versions),
  ...getResource(type, versions),
  { method: "PUT", path, versions, action: `${type}/write`, handle: put },
  { method: "DELETE", path, versions, action: `${type}/delete`, handle: remove },
];

function put(call: Call): Answer {
  const asked = readPut(call, type, call.param("name"));
  const key = asked.id.toLowerCase();
  return savePut(call, asked, {
    tenantId: guidOf(`tenant ${subscriptionOf(call).subscriptionId}`),
    principalId: guidOf(`principal ${key}`),
    clientId: guidOf(`client ${key}`),
  });
}

/** Resources keep naming an identity that is gone, as in Azure. */
function remove(call: Call): Answer {
  const id = `${groupOf(call).id}/providers/${type}/${call.param("name")}`;
  if (call.estate.resources.get(id) === undefined) {
    return { status: 204 };
  }
  call.estate.resources.delete(id);
  return { status: 200 };
}
