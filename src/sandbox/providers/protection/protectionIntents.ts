import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault, badRequest, resourceNotFound } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { objectAt, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { allows } from "../../http/odataFilter";
import type { Route } from "../../http/router";
import { page } from "../../http/paging";
import { containerId, itemId, partsOf } from "../../state/ids";
import type { ItemRecord, VaultRecord } from "../../state/records";
import { backupFilter, isOfVms } from "../backupFilters";
import { badProtectionRequest, paths, vaultOf } from "../scope";

const type = "Microsoft.RecoveryServices/vaults/backupFabrics/backupProtectionIntent";
const path = `${paths.vault}/backupFabrics/{fabric}/backupProtectionIntent/{intent}`;
const rowsPerPage = 50;

/** Intents to protect a VM: protecting it in one request, which Azure carries out by itself. */
export const protectionIntentRoutes: readonly Route[] = [
  { method: "GET", path: `${paths.vault}/backupProtectionIntents`, versions, action: `${type}/read`, handle: list },
  { method: "GET", path, versions, action: `${type}/read`, handle: (call) => ok(describe(intentOf(call))) },
  { method: "PUT", path, versions, action: `${type}/write`, handle: put },
  { method: "DELETE", path, versions, action: `${type}/delete`, handle: remove },
];

/** `iaasvmcontainerv2;group;vm` of an intent's name, `vm;iaasvmcontainerv2;group;vm`. */
function keyOfIntent(call: Call): string {
  const [kind = "", ...rest] = call.param("intent").split(";");
  if (kind.toLowerCase() !== "vm" || rest.length !== 3) {
    throw badProtectionRequest();
  }
  return rest.join(";");
}

function itemOfIntent(call: Call, vault: VaultRecord): ItemRecord | undefined {
  return call.estate.items.get(itemId(vault.id, keyOfIntent(call)));
}

function intentOf(call: Call): ItemRecord {
  const vault = vaultOf(call);
  const item = itemOfIntent(call, vault);
  if (item === undefined) {
    throw resourceNotFound(type, call.param("intent"), vault.group);
  }
  return item;
}

function describe(item: ItemRecord): JsonObject {
  const name = `vm;${item.key}`;
  return {
    id: `${item.vaultId}/backupFabrics/Azure/backupProtectionIntent/${name}`,
    name,
    type: "Microsoft.RecoveryServices/vaults/backupProtectionIntent",
    properties: {
      protectionIntentItemType: "AzureResourceItem",
      backupManagementType: "AzureIaasVM",
      sourceResourceId: item.vmId,
      policyId: `${item.vaultId}/backupPolicies/${item.policyName}`,
      protectionState: item.configured ? "Protected" : "Protecting",
    },
  };
}

function list(call: Call): Answer {
  const vault = vaultOf(call);
  const filter = backupFilter(call, "protectionIntent");
  // The kinds of items that the filter can name are those of databases.
  const isOfDatabases = filter.has("itemtype") || !allows(filter, "backupManagementType", "AzureIaasVM");
  const items = isOfDatabases || !isOfVms(filter) ? [] : call.estate.items.below(`${vault.id}/`);
  return page(call, items.map(describe), rowsPerPage);
}

/** Does what the PUT of the protected item does. */
function put(call: Call): Answer {
  const vault = vaultOf(call);
  const properties = objectAt(call.body, "properties");
  const source = textAt(properties, "sourceResourceId") ?? "";
  const parts = partsOf(source);
  if (textAt(properties, "protectionIntentItemType") !== "AzureResourceItem" || parts === undefined) {
    throw badRequest("BMSUserErrorInvalidInput", "The type of the protection intent is not supported.");
  }
  const key = keyOfIntent(call);
  const answer = call.ask({
    method: "PUT",
    target: encodeURI(`${containerId(vault.id, key)}/protectedItems/VM;${key}`),
    apiVersion: "2023-06-01",
    body: {
      properties: {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        sourceResourceId: source,
        policyId: properties["policyId"],
      },
    },
    now: call.now,
  });
  if (answer.status >= 400) {
    const error = objectAt(answer.body, "error");
    throw new ArmFault(answer.status, textAt(error, "code") ?? "", textAt(error, "message") ?? "");
  }
  const item = itemOfIntent(call, vault);
  const policyName = textAt(properties, "policyId")?.split("/").at(-1) ?? "";
  return item === undefined ? answer : ok(describe({ ...item, policyName }));
}

/** An intent that has been carried out is nothing any more: the protection goes on. */
function remove(call: Call): Answer {
  vaultOf(call);
  keyOfIntent(call);
  return { status: 204 };
}
