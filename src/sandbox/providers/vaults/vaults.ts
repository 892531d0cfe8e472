import { randomUUID } from "node:crypto";
import { recoveryServices as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { textAt } from "../../http/json";
import { page } from "../../http/paging";
import { checkPreconditions } from "../../http/preconditions";
import type { Route } from "../../http/router";
import { findRegion, regions } from "../../estate/regions";
import { groupId, vaultId } from "../../state/ids";
import { pollHeaders, startOperation } from "../../state/jobs/operations";
import type { VaultRecord } from "../../state/records";
import { defaultPolicies } from "../policies/defaultPolicies";
import { vaultsAreKeptSince } from "./deletedVaults";
import { groupOf, paths, subscriptionOf, vaultOf } from "../scope";
import { describeVault, vaultEtag } from "./vaultBody";
import { changedVault } from "./vaultChange";

const type = "Microsoft.RecoveryServices/vaults";
const rowsPerPage = 50;
/** Milliseconds at speed 1. */
const creationLasts = 3000;
/** How long the status of a deletion can still be read once the vault is gone. */
const afterglow = 60_000;

/**
 * From this version on a deletion is a long-running operation; before, clients know 200 and 204 only (azure-mgmt-recoveryservices
 * 3.0.0, 22 April 2024: "Renamed operation VaultsOperations.delete to VaultsOperations.begin_delete").
 */
const deletionRunsSince = "2024-04-01";

/** Vaults: list, get, make, change, delete, and whether a name is free. */
export const vaultRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${paths.subscription}/providers/${type}`,
    versions,
    action: `${type}/read`,
    handle: (call) => list(call, `/subscriptions/${subscriptionOf(call).subscriptionId}/`),
  },
  {
    method: "GET",
    path: `${paths.group}/providers/${type}`,
    versions,
    action: `${type}/read`,
    handle: (call) => list(call, `${groupOf(call).id}/`),
  },
  {
    method: "GET",
    path: paths.vault,
    versions,
    action: `${type}/read`,
    handle: (call) => ok(describeVault(vaultOf(call), call)),
  },
  { method: "PUT", path: paths.vault, versions, action: `${type}/write`, handle: put },
  { method: "PATCH", path: paths.vault, versions, action: `${type}/write`, handle: patch },
  { method: "DELETE", path: paths.vault, versions, action: `${type}/delete`, handle: remove },
  {
    method: "POST",
    path: `${paths.group}/providers/Microsoft.RecoveryServices/locations/{location}/checkNameAvailability`,
    versions,
    action: "Microsoft.RecoveryServices/locations/checkNameAvailability/action",
    handle: checkName,
  },
];

function list(call: Call, prefix: string): Answer {
  const vaults = call.estate.vaults.below(prefix);
  return page(
    call,
    vaults.map((vault) => describeVault(vault, call)),
    rowsPerPage,
  );
}

/** Ids of operations on vaults are base64 text, not GUIDs. */
function operationName(): string {
  return Buffer.from(`2047;${randomUUID()}`).toString("base64");
}

function accepted(call: Call, vault: VaultRecord, lasts: number, readable?: number): Record<string, string> {
  const { name } = startOperation(call, vault.id, {
    lasts,
    name: operationName(),
    result: 200,
    ...(readable === undefined ? {} : { afterglow: readable }),
  });
  return pollHeaders(call, `${vault.id}/operationStatus/${name}`, `${vault.id}/operationResults/${name}`);
}

function put(call: Call): Answer {
  const group = groupOf(call);
  const name = call.param("vault");
  const asked = textAt(call.body, "location") ?? "";
  const region = findRegion(asked);
  if (region?.vaults !== true) {
    const list = regions.filter(({ vaults }) => vaults).map((each) => each.name);
    throw badRequest(
      "LocationNotAvailableForResourceType",
      `The provided location '${asked}' is not available for resource type '${type}'. List of available regions for the resource type is '${list.join(",")}'.`,
    );
  }
  if (!isVaultName(name)) {
    throw badRequest(
      "InvalidResourceName",
      `Resource name ${name} is invalid. It must start with a letter and contain only letters, digits and hyphens, 2 to 50 of them.`,
    );
  }
  const before = call.estate.vaults.get(vaultId(group.subscriptionId, group.name, name));
  if (before !== undefined && before.location !== region.name) {
    throw new ArmFault(
      409,
      "InvalidResourceLocation",
      `The resource '${name}' already exists in location '${before.location}' in resource group '${group.name}'. A resource with the same name cannot be created in location '${region.name}'. Please select a new resource name.`,
    );
  }
  checkEtag(call, before);
  const vault = changedVault(
    call,
    before ?? newVault(call, group.name, group.subscriptionId, region.name),
    creationLasts,
  );
  call.estate.vaults.set(vault.id, vault);
  if (before === undefined) {
    for (const policy of defaultPolicies(vault.id, call.now)) {
      call.estate.policies.set(policy.id, policy);
    }
  }
  const { name: operation } = startOperation(call, vault.id, {
    lasts: creationLasts,
    name: operationName(),
    result: 200,
  });
  // A PUT has no Location: its result is the vault itself.
  const headers = pollHeaders(call, `${vault.id}/operationStatus/${operation}`);
  return before === undefined
    ? { status: 201, body: describeVault(vault, call), headers }
    : { status: 200, body: describeVault(vault, call) };
}

function newVault(call: Call, group: string, subscriptionId: string, location: string): VaultRecord {
  const name = call.param("vault");
  return {
    id: vaultId(subscriptionId, group, name),
    name,
    subscriptionId,
    group,
    location,
    sku: textAt(call.body, "sku", "name") ?? "Standard",
    tags: {},
    redundancy: "GeoRedundant",
    crossRegionRestore: false,
    redundancySetBy: undefined,
    softDelete: "Enabled",
    softDeleteDays: 14,
    enhancedSecurity: "Enabled",
    publicNetworkAccess: "Enabled",
    monitoring: undefined,
    identity: undefined,
    changedAt: call.now,
    readyAt: call.now,
    busy: "Provisioning",
    goneAt: undefined,
  };
}

function checkEtag(call: Call, vault: VaultRecord | undefined): void {
  checkPreconditions(call, vault === undefined ? undefined : { etag: vaultEtag(vault, call.now) });
}

function patch(call: Call): Answer {
  checkEtag(call, vaultOf(call));
  const vault = { ...changedVault(call, vaultOf(call), creationLasts), busy: "Updating" as const };
  if (textAt(call.body, "identity", "type") === "None" && call.body["properties"] === undefined) {
    // The one change that Azure makes at once.
    const settled = { ...vault, readyAt: call.now };
    call.estate.vaults.set(vault.id, settled);
    return ok(describeVault(settled, call));
  }
  call.estate.vaults.set(vault.id, vault);
  return { status: 202, headers: accepted(call, vault, creationLasts) };
}

function remove(call: Call): Answer {
  const group = groupOf(call);
  if (call.estate.vaults.get(vaultId(group.subscriptionId, group.name, call.param("vault"))) === undefined) {
    return { status: 204 };
  }
  const vault = vaultOf(call);
  checkEtag(call, vault);
  const items = call.estate.items.below(`${vault.id}/`);
  if (items.some((item) => item.softDeletedAt === undefined)) {
    throw badRequest(
      "ServiceResourceNotEmptyWithContainerDetails",
      `Vault cannot be deleted as there are existing resources within the vault. : ${items.map((item) => item.vmName).join(", ")}\nUnregister all containers from the vault and then retry to delete vault. For instructions, see https://aka.ms/AB-AA4ecq5`,
    );
  }
  const version = call.query.get("api-version") ?? "";
  const isKept = version >= vaultsAreKeptSince;
  if (items.length > 0 && !isKept) {
    throw badRequest(
      "ServiceResourceNotEmptyWithBackendMessage",
      "Recovery Services vault cannot be deleted as there are backup items still present in soft delete state. Please undelete them and delete them permanently, or wait until they are gone. For more details, see https://aka.ms/undeletesoftdeleteditems",
    );
  }
  if (vault.privateEndpoints !== undefined) {
    // "Delete an Azure Backup Recovery Services vault" (Microsoft Learn, 2025): they go first. The code is not documented.
    throw badRequest(
      "ServiceResourceNotEmptyWithBackendMessage",
      `Vault cannot be deleted as there are private endpoints connected to it: ${vault.privateEndpoints.map((id) => id.split("/").at(-1) ?? id).join(", ")}. Delete them first.`,
    );
  }
  if (version < deletionRunsSince) {
    call.estate.vaults.set(vault.id, { ...vault, goneAt: call.now });
    return { status: 200 };
  }
  const goneAt = call.now + creationLasts / call.settings.speed;
  const purgeAt = goneAt + vault.softDeleteDays * 86_400_000;
  call.estate.vaults.set(vault.id, { ...vault, goneAt, ...(isKept ? { purgeAt } : {}) });
  return { status: 202, headers: accepted(call, vault, creationLasts, hasStored(call, vault) ? undefined : afterglow) };
}

/**
 * Whether a vault ever held data. Which deletions end with 404 is not documented; of the recordings, it is that of the
 * vault that had been backed up to.
 */
function hasStored(call: Call, vault: VaultRecord): boolean {
  return call.estate.jobs.below(`${vault.id}/`).some((job) => job.operation === "Backup");
}

function isVaultName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]{1,49}$/u.test(name);
}

function checkName(call: Call): Answer {
  const name = textAt(call.body, "name") ?? "";
  const subscription = subscriptionOf(call);
  if (!isVaultName(name)) {
    return ok({
      nameAvailable: false,
      reason: "Invalid",
      message:
        "The vault name must start with a letter, and contain only letters, digits and hyphens, between 2 and 50 characters.",
    });
  }
  // A group that does not exist yet holds no vault: the portal checks names before it makes the group.
  const group = groupId(subscription.subscriptionId, call.param("group"));
  const taken = call.estate.vaults.get(`${group}/providers/${type}/${name}`) !== undefined;
  return ok(
    taken
      ? { nameAvailable: false, reason: "AlreadyExists", message: "Resource already exists with the same name." }
      : { nameAvailable: true },
  );
}
