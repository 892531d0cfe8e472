import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { isoTime, never } from "../../http/formats";
import type { JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import { vaultId } from "../../state/ids";
import { isDone, operationOf, pollHeaders } from "../../state/jobs/operations";
import type { OperationRecord } from "../../state/records";
import { groupOf, paths, vaultOf } from "../scope";

const action = "Microsoft.RecoveryServices/vaults/backupOperations/read";
const versions = "issued";

/**
 * Long-running operations. One operation id answers under every URL that Azure has for it, whatever the caller did:
 * clients take the id out of one URL and ask another.
 */
export const operationRoutes: readonly Route[] = [
  ...[
    `${paths.item}/operationsStatus/{operation}`,
    `${paths.vault}/backupOperations/{operation}`,
    `${paths.vault}/backupJobs/{job}/operationsStatus/{operation}`,
    `${paths.vault}/backupFabrics/{fabric}/operationsStatus/{operation}`,
    `${paths.vault}/backupPolicies/{policy}/operations/{operation}`,
  ].map((path): Route => ({ method: "GET", path, versions, action, handle: operationStatus })),
  ...[
    `${paths.item}/operationResults/{operation}`,
    `${paths.vault}/backupOperationResults/{operation}`,
    `${paths.vault}/backupJobs/{job}/operationResults/{operation}`,
    `${paths.vault}/backupFabrics/{fabric}/operationResults/{operation}`,
    `${paths.vault}/operationResults/{operation}`,
  ].map((path): Route => ({ method: "GET", path, versions, action, handle: result })),
  { method: "GET", path: `${paths.vault}/operationStatus/{operation}`, versions, action, handle: vaultStatus },
];

/** The status of an operation below a vault, as Azure Backup writes it. */
export function operationStatus(call: Call): Answer {
  const operation = operationOf(call, vaultOf(call).id);
  const done = isDone(operation, call.now);
  return ok(
    {
      id: operation.name,
      name: operation.name,
      status: !done ? "InProgress" : operation.error === undefined ? "Succeeded" : "Failed",
      startTime: isoTime(operation.startTime),
      endTime: done ? isoTime(operation.startTime + operation.lasts) : never,
      ...(done && operation.error !== undefined ? { error: { ...operation.error } } : {}),
      ...(done ? outcomeOf(operation) : {}),
    },
    done ? {} : retryAfter(call),
  );
}

function outcomeOf({ outcome, jobName }: OperationRecord): JsonObject {
  if (outcome !== undefined) {
    return { properties: outcome };
  }
  return jobName === undefined ? {} : { properties: { objectType: "OperationStatusJobExtendedInfo", jobId: jobName } };
}

function result(call: Call): Answer {
  const operation = operationOf(call, vaultOf(call).id);
  if (isDone(operation, call.now)) {
    return { status: operation.result };
  }
  return {
    status: 202,
    headers: {
      ...retryAfter(call),
      location: `${call.settings.publicOrigin}${call.path}?${call.query.toString()}`,
    },
  };
}

/**
 * Of the vault itself, which may be gone: a deletion's status can be read a while longer, or not at all (404). Azure's
 * clients see the one or the other: 11 of 28 recorded deletions ended with 404.
 */
function vaultStatus(call: Call): Answer {
  const group = groupOf(call);
  const id = vaultId(group.subscriptionId, group.name, call.param("vault"));
  const known = call.estate.operations.get(`${id}/${call.param("operation")}`);
  const glows = known?.afterglow !== undefined && call.now < known.startTime + known.lasts + known.afterglow;
  const vault = glows ? { id } : vaultOf(call);
  const operation = operationOf(call, vault.id);
  const done = isDone(operation, call.now);
  return ok(
    {
      id: `${vault.id}/operationStatus/${operation.name}`,
      name: operation.name,
      status: done ? "Succeeded" : "InProgress",
    },
    done
      ? {}
      : pollHeaders(
          call,
          `${vault.id}/operationStatus/${operation.name}`,
          `${vault.id}/operationResults/${operation.name}`,
        ),
  );
}

function retryAfter(call: Call): Record<string, string> {
  return { "retry-after": String(call.settings.retryAfterSeconds) };
}
