import { classicStorageAccounts as classicVersions, storageAccounts as versions } from "../http/apiVersions";
import { badRequest } from "../http/armFault";
import type { Answer, Call } from "../http/call";
import { objectAt, textAt } from "../http/json";
import type { Route } from "../http/router";
import { findRegion } from "../estate/regions";
import { storageAccountRecord } from "../estate/buildStorage";
import { getResource, listResources } from "./plainResources";
import { groupOf, paths } from "./scope";

const type = "Microsoft.Storage/storageAccounts";
const account = `${paths.group}/providers/${type}/{account}`;

/** Storage accounts, as far as restores need one for staging. There are no classic ones: az asks, and gets 404. */
export const storageRoutes: readonly Route[] = [
  ...listResources(type, versions),
  ...getResource(type, versions),
  ...getResource("Microsoft.ClassicStorage/storageAccounts", classicVersions),
  { method: "PUT", path: account, versions, action: `${type}/write`, handle: put },
  { method: "DELETE", path: account, versions, action: `${type}/delete`, handle: remove },
];

function put(call: Call): Answer {
  const group = groupOf(call);
  const name = call.param("account");
  const region = findRegion(textAt(call.body, "location") ?? "");
  if (!/^[a-z0-9]{3,24}$/u.test(name)) {
    throw badRequest(
      "AccountNameInvalid",
      `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
    );
  }
  if (region === undefined) {
    throw badRequest(
      "LocationNotAvailableForResourceType",
      `The provided location '${textAt(call.body, "location") ?? ""}' is not available for resource type '${type}'.`,
    );
  }
  const place = { subscriptionId: group.subscriptionId, group: group.name, location: region.name };
  const sku = textAt(call.body, "sku", "name") ?? "Standard_LRS";
  const body = {
    ...storageAccountRecord(place, name, sku, call.now),
    kind: textAt(call.body, "kind") ?? "StorageV2",
    tags: objectAt(call.body, "tags"),
  };
  call.estate.resources.set(body.id, body);
  return { status: 200, body };
}

function remove(call: Call): Answer {
  const id = `${groupOf(call).id}/providers/${type}/${call.param("account")}`;
  if (call.estate.resources.get(id) === undefined) {
    return { status: 204 };
  }
  call.estate.resources.delete(id);
  return { status: 200 };
}
