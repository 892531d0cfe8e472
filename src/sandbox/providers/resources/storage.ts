import { classicStorageAccounts as classicVersions, storageAccounts as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { objectAt, textAt } from "../../http/json";
import type { Route } from "../../http/router";
import { findRegion } from "../../estate/regions";
import { storageAccountRecord } from "../../estate/buildStorage";
import type { Estate } from "../../state/estate";
import { getResource, listResources } from "../plainResources";
import { groupOf, paths } from "../scope";

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

/**
 * Why an account cannot have a name: not every text is one, and it is taken in all of Azure once an account has it. Undefined
 * when it can.
 * @param id of the account that is to have it
 */
export function accountNameFault(estate: Estate, id: string, name: string): ArmFault | undefined {
  if (!/^[a-z0-9]{3,24}$/u.test(name)) {
    return badRequest(
      "AccountNameInvalid",
      `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
    );
  }
  const isTaken = estate.resources.own.some(
    (body) => body.name === name && body.type === type && body.id.toLowerCase() !== id.toLowerCase(),
  );
  return isTaken
    ? new ArmFault(409, "StorageAccountAlreadyTaken", `The storage account named ${name} is already taken.`)
    : undefined;
}

function put(call: Call): Answer {
  const group = groupOf(call);
  const name = call.param("account");
  const region = findRegion(textAt(call.body, "location") ?? "");
  const fault = accountNameFault(call.estate, `${group.id}/providers/${type}/${name}`, name);
  if (fault !== undefined) {
    throw fault;
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
