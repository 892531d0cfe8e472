import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError, isAzureError, isForbidden, isMissing } from "../http/azureError";
import { listAt, textAt } from "../http/jsonRead";
import { readAll } from "../http/sdkPage";
import { translateError } from "../http/translateError";
import { parseResourceId } from "../ids";
import type { GuardedOperation, ResourceGuardMapping } from "../models";

const vaultType = "Microsoft.RecoveryServices/vaults";
const itemType = `${vaultType}/backupFabrics/protectionContainers/protectedItems`;

/** The one name that a vault's mapping has, whoever made it; the portal and the command-line client use it too. */
const mappingName = "VaultProxy";

/**
 * How mappings name what they guard: by the vault's own operation, or by the guard's collection of requests ("Configure
 * multi-user authorization by using Resource Guard", 2025, and the examples of the REST specification 2024-04-01 have one each).
 * Restores and the encryption can be guarded too: azure-cli (2025) looks for them under these names.
 */
const names: readonly (readonly [GuardedOperation, readonly string[]])[] = [
  ["deleteBackupData", [`${itemType}/delete`, "deleteProtectedItemRequests"]],
  ["stopProtection", [`${itemType}/write#stopProtectionWithRetainData`]],
  ["changeProtection", [`${itemType}/write`, "updateProtectedItemRequests"]],
  ["changePolicy", [`${vaultType}/backupPolicies/write`, "updateProtectionPolicyRequests"]],
  ["disableSoftDelete", [`${vaultType}/backupconfig/write`, "disableSoftDeleteRequests"]],
  ["reduceImmutability", [`${vaultType}/write#reduceImmutabilityState`]],
  ["changeEncryption", [`${vaultType}/write#modifyEncryptionSettings`]],
  ["restore", [`${itemType}/recoveryPoints/restore/action`]],
  ["removeGuard", [`${vaultType}/backupResourceGuardProxies/delete`, "deleteResourceGuardProxyRequests"]],
];

function operationOf(critical: string): GuardedOperation | undefined {
  const last = critical.split("/").at(-1)?.toLowerCase();
  const found = names.find(([, spellings]) =>
    spellings.some((name) => name.toLowerCase() === critical.toLowerCase() || name.toLowerCase() === last),
  );
  return found?.[0];
}

function mappingFrom(resource: unknown): ResourceGuardMapping | undefined {
  const guardId = textAt(resource, "properties", "resourceGuardResourceId");
  if (guardId === undefined) {
    return undefined;
  }
  const requests = listAt(resource, "properties", "resourceGuardOperationDetails").flatMap((detail) => {
    const operation = operationOf(textAt(detail, "vaultCriticalOperation") ?? "");
    const request = textAt(detail, "defaultResourceRequest");
    return operation === undefined || request === undefined ? [] : [{ operation, request }];
  });
  return { guardId, requests };
}

/**
 * The Resource Guard of a vault: GET backupResourceGuardProxies. Undefined when it has none, or when the account may not
 * read it: then Azure has the last word. Needs `Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/read`.
 */
export async function getResourceGuard(arm: Arm, vaultId: string): Promise<ResourceGuardMapping | undefined> {
  try {
    return await readGuard(arm, vaultId);
  } catch (error) {
    if (isForbidden(error) || isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/** GET backupResourceGuardProxies, for who has to know. Needs `Microsoft.RecoveryServices/Vaults/backupResourceGuardProxies/read`. */
async function readGuard(arm: Arm, vaultId: string): Promise<ResourceGuardMapping | undefined> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  const pager = arm.backup(subscriptionId).resourceGuardProxies.list(name, resourceGroup);
  const [mapping] = await readAll(pager, mappingFrom);
  return mapping;
}

/**
 * Does something that a Resource Guard may guard: `work` gets the requests that the guard wants to see in it, none where it
 * does not guard this. Azure then looks whether the account has a role on the guard.
 * @throws AzureError `forbidden` with code `ResourceGuardRefused`, naming the guard, when the account has none
 */
export async function guarded<T>(
  arm: Arm,
  vaultId: string,
  operation: GuardedOperation,
  work: (requests: readonly string[]) => Promise<T>,
): Promise<T> {
  const mapping = await getResourceGuard(arm, vaultId);
  const requests = requestsFor(mapping, operation);
  if (mapping === undefined || requests.length === 0) {
    return work([]);
  }
  return namingGuard(mapping, vaultId, () => work(requests));
}

/**
 * The same for changes that are guarded only when they weaken something, such as a shorter retention: tried without the
 * guard's requests first, as sending them takes a role on the guard.
 */
export async function guardedWhenRefused<T>(
  arm: Arm,
  vaultId: string,
  operation: GuardedOperation,
  work: (requests: readonly string[]) => Promise<T>,
): Promise<T> {
  try {
    return await work([]);
  } catch (error) {
    const failure = translateError(error);
    if (!isAzureError(failure) || !["forbidden", "invalid", "conflict"].includes(failure.kind)) {
      throw error;
    }
    const mapping = await getResourceGuard(arm, vaultId);
    const requests = requestsFor(mapping, operation);
    if (mapping === undefined || requests.length === 0) {
      throw error;
    }
    return namingGuard(mapping, vaultId, () => work(requests));
  }
}

function requestsFor(mapping: ResourceGuardMapping | undefined, operation: GuardedOperation): readonly string[] {
  return (mapping?.requests ?? []).filter((one) => one.operation === operation).map((one) => one.request);
}

async function namingGuard<T>(mapping: ResourceGuardMapping, vaultId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = translateError(error);
    if (!isAzureError(failure) || failure.kind !== "forbidden") {
      // As it came: what a broken connection means is decided where the request was wished for.
      throw error;
    }
    throw new AzureError(
      l10n.t(
        "The Resource Guard '{0}' guards this operation in the vault '{1}'. Ask its owner for the role Backup MUA Operator on it, then try again.",
        parseResourceId(mapping.guardId).name,
        parseResourceId(vaultId).name,
      ),
      { kind: "forbidden", code: "ResourceGuardRefused", status: failure.status, cause: failure },
    );
  }
}

/**
 * POST unlockDelete: has the guard allow one deletion for some minutes. Nothing is sent without requests.
 * Needs `…/Vaults/backupResourceGuardProxies/unlockDelete/action`, and a role on the guard.
 * @param resourceId what is to be deleted
 */
export async function unlockDelete(
  arm: Arm,
  vaultId: string,
  requests: readonly string[],
  resourceId: string,
): Promise<void> {
  if (requests.length === 0) {
    return;
  }
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  await arm.backup(subscriptionId).resourceGuardProxy.unlockDelete(name, resourceGroup, mappingName, {
    resourceGuardOperationRequests: [...requests],
    resourceToBeDeleted: resourceId,
  });
}

/**
 * PUT of the mapping: from now on the guard has to allow the vault's critical operations. Both are in one region.
 * Needs `…/Vaults/backupResourceGuardProxies/write`, and Reader on the guard.
 */
export async function setResourceGuard(arm: Arm, vaultId: string, guardId: string): Promise<void> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  await arm
    .backup(subscriptionId)
    .resourceGuardProxy.put(name, resourceGroup, mappingName, { properties: { resourceGuardResourceId: guardId } });
}

/**
 * DELETE of the mapping, which the guard itself has to allow. A vault without a guard is left as it is; one of which that
 * cannot be read is not taken for such.
 * Needs `…/Vaults/backupResourceGuardProxies/read` and `…/delete`, and Backup MUA Operator on the guard.
 */
export async function removeResourceGuard(arm: Arm, vaultId: string): Promise<void> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  if ((await readGuard(arm, vaultId)) === undefined) {
    return;
  }
  const mappingId = `${vaultId}/backupResourceGuardProxies/${mappingName}`;
  await guarded(arm, vaultId, "removeGuard", async (requests) => {
    await unlockDelete(arm, vaultId, requests, mappingId);
    await arm.backup(subscriptionId).resourceGuardProxy.delete(name, resourceGroup, mappingName);
  });
}
