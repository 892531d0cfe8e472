import { dataProtection, recoveryServices } from "../../http/apiVersions";
import { badRequest, resourceNotFound } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { isoTime } from "../../http/formats";
import { listAt, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { itemId, partsOf } from "../../state/ids";
import type { VaultRecord } from "../../state/records";
import {
  checkRole,
  guardedDetails,
  guardIdIn,
  guardOperations,
  requestCollections,
  requestsOf,
  requireUnlocked,
} from "./guardedOperations";
import { getResource, listResources } from "../plainResources";
import { readPut, savePut } from "../putResource";
import { groupOf, paths, vaultOf } from "../scope";

const guardType = "Microsoft.DataProtection/resourceGuards";
const mappingType = "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies";
const guard = `${paths.group}/providers/${guardType}/{name}`;
const mapping = `${paths.vault}/backupResourceGuardProxies`;
const advice = "Please take JIT access before performing any of the critical operation";
/** For how long a deletion stays unlocked, milliseconds. How long Azure's is, its answer tells each time. */
const unlockLasts = 15 * 60_000;

/** Resource Guards, and the mappings by which vaults are guarded (multi-user authorization). */
export const resourceGuardRoutes: readonly Route[] = [
  ...listResources(guardType, dataProtection),
  ...getResource(guardType, dataProtection),
  { method: "PUT", path: guard, versions: dataProtection, action: `${guardType}/write`, handle: putGuard },
  { method: "DELETE", path: guard, versions: dataProtection, action: `${guardType}/delete`, handle: removeGuard },
  {
    method: "GET",
    path: `${guard}/{requests}`,
    versions: dataProtection,
    action: `${guardType}/read`,
    handle: (call) => ok({ value: [requestOf(call)] }),
  },
  {
    method: "GET",
    path: `${guard}/{requests}/{request}`,
    versions: dataProtection,
    action: `${guardType}/read`,
    handle: (call) => ok(requestOf(call)),
  },
  {
    method: "GET",
    path: mapping,
    versions: recoveryServices,
    action: `${mappingType}/read`,
    handle: listMappings,
  },
  {
    method: "GET",
    path: `${mapping}/{mapping}`,
    versions: recoveryServices,
    action: `${mappingType}/read`,
    handle: get,
  },
  {
    method: "PUT",
    path: `${mapping}/{mapping}`,
    versions: recoveryServices,
    action: `${mappingType}/write`,
    handle: put,
  },
  {
    method: "DELETE",
    path: `${mapping}/{mapping}`,
    versions: recoveryServices,
    action: `${mappingType}/delete`,
    handle: remove,
  },
  {
    method: "POST",
    path: `${mapping}/{mapping}/unlockDelete`,
    versions: recoveryServices,
    action: `${mappingType}/unlockDelete/action`,
    handle: unlock,
  },
];

function putGuard(call: Call): Answer {
  const asked = readPut(call, guardType, call.param("name"));
  return savePut(call, asked, {
    provisioningState: "Succeeded",
    allowAutoApprovals: true,
    resourceGuardOperations: guardOperations,
    vaultCriticalOperationExclusionList: listAt(asked.properties, "vaultCriticalOperationExclusionList"),
    description: advice,
  });
}

/** A guard that guards a vault stays. */
function removeGuard(call: Call): Answer {
  const id = `${groupOf(call).id}/providers/${guardType}/${call.param("name")}`;
  if (call.estate.resources.get(id) === undefined) {
    return { status: 204 };
  }
  const vault = call.estate.vaults.all.find((each) => each.guard?.id.toLowerCase() === id.toLowerCase());
  if (vault !== undefined) {
    throw badRequest("ResourceGuardInUse", `The resource guard is associated with the vault '${vault.id}'.`);
  }
  call.estate.resources.delete(id);
  return { status: 200 };
}

/** The one request of a collection: whoever may read it may do what it stands for. */
function requestOf(call: Call): JsonObject {
  const group = groupOf(call);
  const id = `${group.id}/providers/${guardType}/${call.param("name")}`;
  const collection = call.param("requests");
  if (call.estate.resources.get(id) === undefined || !requestCollections.has(collection.toLowerCase())) {
    throw resourceNotFound(`${guardType}/${call.param("name")}`, collection, group.name);
  }
  return { id: `${id}/${collection}/default`, name: "default", type: `${guardType}/${collection}` };
}

function describe(
  call: Call,
  vault: VaultRecord,
  { name, id, updatedAt }: NonNullable<VaultRecord["guard"]>,
): JsonObject {
  return {
    id: `${vault.id}/backupResourceGuardProxies/${name}`,
    name,
    type: mappingType,
    properties: {
      resourceGuardResourceId: id,
      resourceGuardOperationDetails: guardedDetails(call, id),
      lastUpdatedTime: isoTime(updatedAt),
      description: advice,
    },
  };
}

function listMappings(call: Call): Answer {
  const vault = vaultOf(call);
  return ok({ value: vault.guard === undefined ? [] : [describe(call, vault, vault.guard)] });
}

/** The mapping of a path; throws 404. */
function mappingOf(call: Call): { readonly vault: VaultRecord; readonly guard: NonNullable<VaultRecord["guard"]> } {
  const vault = vaultOf(call);
  if (vault.guard?.name.toLowerCase() !== call.param("mapping").toLowerCase()) {
    throw resourceNotFound(
      `Microsoft.RecoveryServices/vaults/${vault.name}/backupResourceGuardProxies`,
      call.param("mapping"),
      vault.group,
    );
  }
  return { vault, guard: vault.guard };
}

function get(call: Call): Answer {
  const found = mappingOf(call);
  return ok(describe(call, found.vault, found.guard));
}

function put(call: Call): Answer {
  const vault = vaultOf(call);
  const guardId = guardIdIn(call.body) ?? "";
  const found = call.estate.resources.get(guardId);
  if (found === undefined) {
    const parts = partsOf(guardId);
    throw resourceNotFound(guardType, parts?.name ?? guardId, parts?.group ?? "");
  }
  if (found.location !== vault.location) {
    throw badRequest(
      "BMSUserErrorInvalidInput",
      `The resource guard is in ${found.location}, the vault in ${vault.location}. Both must be in the same region.`,
    );
  }
  const made = { name: call.param("mapping"), id: found.id, updatedAt: call.now };
  const changed: VaultRecord = { ...vault, guard: made, changedAt: call.now };
  call.estate.vaults.set(vault.id, changed);
  return ok(describe(call, changed, made));
}

function remove(call: Call): Answer {
  const vault = vaultOf(call);
  if (vault.guard?.name.toLowerCase() !== call.param("mapping").toLowerCase()) {
    return { status: 204 };
  }
  requireUnlocked(call, vault, "removeGuard", `${vault.id}/backupResourceGuardProxies/${vault.guard.name}`);
  call.estate.vaults.set(vault.id, { ...vault, guard: undefined, unlocked: [], changedAt: call.now });
  return { status: 200 };
}

function unlock(call: Call): Answer {
  const { vault, guard: mapped } = mappingOf(call);
  for (const request of requestsOf(call.body, mapped.id)) {
    checkRole(call, mapped.id, request.split("/").at(-2) ?? "");
  }
  // `az` names nothing when it is the mapping itself that is to go.
  const named = textAt(call.body, "resourceToBeDeleted") ?? `${vault.id}/backupResourceGuardProxies/${mapped.name}`;
  const resourceId = canonical(vault, named);
  const until = call.now + unlockLasts;
  call.estate.vaults.set(vault.id, { ...vault, unlocked: [...(vault.unlocked ?? []), { resourceId, until }] });
  return ok({ unlockDeleteExpiryTime: isoTime(until) });
}

/** Containers and items are written in more than one way. */
function canonical(vault: VaultRecord, id: string): string {
  const key = /\/protectionContainers\/[^;/]*;([^/]+)\/protectedItems\//iu.exec(id)?.[1];
  return key === undefined ? id : itemId(vault.id, key);
}
