import type { Answer, Call } from "../http/call";
import { ok } from "../http/call";
import { isoTime, never } from "../http/formats";
import type { Route } from "../http/router";
import { isDone, operationOf, pollHeaders } from "../state/operations";
import { paths, vaultOf } from "./scope";

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
  ].map((path): Route => ({ method: "GET", path, versions, action, handle: status })),
  ...[
    `${paths.item}/operationResults/{operation}`,
    `${paths.vault}/backupOperationResults/{operation}`,
    `${paths.vault}/backupJobs/{job}/operationResults/{operation}`,
    `${paths.vault}/backupFabrics/{fabric}/operationResults/{operation}`,
    `${paths.vault}/backupPolicies/{policy}/operationResults/{operation}`,
    `${paths.vault}/operationResults/{operation}`,
  ].map((path): Route => ({ method: "GET", path, versions, action, handle: result })),
  { method: "GET", path: `${paths.vault}/operationStatus/{operation}`, versions, action, handle: vaultStatus },
];

function status(call: Call): Answer {
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
      ...(done && operation.jobName !== undefined
        ? { properties: { objectType: "OperationStatusJobExtendedInfo", jobId: operation.jobName } }
        : {}),
    },
    done ? {} : retryAfter(call),
  );
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
 * Of the vault itself. A deletion is `Succeeded` for a moment; then the vault is gone, and its status with it: 404.
 * Azure's clients see the one or the other, depending on when they ask (11 of 28 recorded deletions ended with 404).
 */
function vaultStatus(call: Call): Answer {
  const vault = vaultOf(call);
  const operation = operationOf(call, vault.id);
  return ok(
    {
      id: `${vault.id}/operationStatus/${operation.name}`,
      name: operation.name,
      status: isDone(operation, call.now) ? "Succeeded" : "InProgress",
    },
    isDone(operation, call.now)
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
