import { randomUUID } from "node:crypto";
import { recoveryServices } from "../../http/apiVersions";
import { ArmFault, badRequest, groupNotFound } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { isoTime, never } from "../../http/formats";
import { textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { page } from "../../http/paging";
import type { Route } from "../../http/router";
import { bringBack } from "../../state/deletedVaults";
import { deletedVaultId, vaultId } from "../../state/ids";
import { isDone, operationOf, pollHeaders, startOperation } from "../../state/jobs/operations";
import type { DeletedVaultRecord } from "../../state/records";
import { paths, subscriptionOf } from "../scope";

const provider = "Microsoft.RecoveryServices";
const type = `${provider}/locations/deletedVaults`;
const list = `${paths.subscription}/providers/${provider}/locations/{location}/deletedVaults`;
const one = `${list}/{deleted}`;
const rowsPerPage = 50;
/** Milliseconds at speed 1. */
const undeletionLasts = 3000;

/**
 * Vaults are soft-deleted from this version on; with an older one only an empty vault can be deleted, and it is gone then
 * ("Secure by default with soft delete for Azure Backup", Microsoft Learn, 10 November 2025: the behaviour in preview, which
 * tells the versions apart).
 */
export const vaultsAreKeptSince = "2024-09-30-preview";

const versions = recoveryServices.filter((version) => version >= vaultsAreKeptSince);

/** Deleted vaults of a region: list, get, and bringing one back (REST specification "RecoveryServices", 2025-08-01). */
export const deletedVaultRoutes: readonly Route[] = [
  { method: "GET", path: list, versions, action: `${type}/read`, handle: listDeleted },
  {
    method: "GET",
    path: one,
    versions,
    action: `${type}/read`,
    handle: (call) => ok(describeDeletedVault(deletedOf(call))),
  },
  { method: "POST", path: `${one}/undelete`, versions, action: `${type}/undelete/action`, handle: undelete },
  { method: "GET", path: `${one}/operations/{operation}`, versions: "issued", action: `${type}/read`, handle: status },
];

/** The end of the ids of its region: spaces and case of a region's name do not count. */
function locationOf(call: Call): string {
  return call.param("location").replaceAll(" ", "").toLowerCase();
}

function idOf(call: Call, name: string): string {
  return deletedVaultId(subscriptionOf(call).subscriptionId, locationOf(call), name);
}

function listDeleted(call: Call): Answer {
  const rows = call.estate.deletedVaults.below(idOf(call, ""));
  return page(call, rows.map(describeDeletedVault), rowsPerPage);
}

/** The deleted vault of a path; throws 404. */
function deletedOf(call: Call): DeletedVaultRecord {
  const found = call.estate.deletedVaults.get(idOf(call, call.param("deleted")));
  if (found === undefined) {
    throw new ArmFault(
      404,
      "ResourceNotFound",
      `The Resource '${type}/${call.param("deleted")}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    );
  }
  return found;
}

/** A deleted vault as Azure shows it. */
export function describeDeletedVault({ id, name, vault, deletedAt, purgeAt }: DeletedVaultRecord): JsonObject {
  return {
    id,
    name,
    type,
    properties: { vaultId: vault.id, vaultDeletionTime: isoTime(deletedAt), purgeAt: isoTime(purgeAt) },
  };
}

/**
 * 202, then the vault is there again. Names are taken by active vaults only, so one of the same name can stand in the way;
 * the name of the error is that which scripts wait for.
 */
function undelete(call: Call): Answer {
  const deleted = deletedOf(call);
  const asked = textAt(call.body, "properties", "recoveryResourceGroupId") ?? "";
  const group = call.estate.groups.get(asked.replace(/\/$/u, ""));
  if (group === undefined) {
    throw asked === ""
      ? badRequest("BMSUserErrorInvalidInput", "The recoveryResourceGroupId is missing.")
      : groupNotFound(asked.split("/").at(-1) ?? "");
  }
  if (group.subscriptionId !== deleted.vault.subscriptionId) {
    throw badRequest("BMSUserErrorInvalidInput", "A deleted vault comes back into its own subscription only.");
  }
  if (call.estate.vaults.get(vaultId(group.subscriptionId, group.name, deleted.vault.name)) !== undefined) {
    throw new ArmFault(
      409,
      "UserErrorDeletedVaultUndeleteConflictingVaultPresent",
      `The vault '${deleted.vault.name}' cannot be undeleted: the resource group '${group.name}' has an active vault of that name.`,
    );
  }
  const readyAt = call.now + undeletionLasts / call.settings.speed;
  bringBack(call.estate, deleted, group.name, { now: call.now, readyAt });
  const name = Buffer.from(`${randomUUID()};${randomUUID()}`).toString("base64");
  const operation = startOperation(call, deleted.id, { lasts: undeletionLasts, name, result: 200 });
  return { status: 202, headers: pollHeaders(call, `${deleted.id}/operations/${operation.name}`) };
}

/** Can be read although the deleted vault is none any more. */
function status(call: Call): Answer {
  const id = idOf(call, call.param("deleted"));
  const operation = operationOf(call, id);
  const done = isDone(operation, call.now);
  return ok(
    {
      id: `${call.settings.publicOrigin}${id}/operations/${operation.name}`,
      name: operation.name,
      status: done ? "Succeeded" : "InProgress",
      startTime: isoTime(operation.startTime),
      endTime: done ? isoTime(operation.startTime + operation.lasts) : never,
    },
    done ? {} : { "retry-after": String(call.settings.retryAfterSeconds) },
  );
}
