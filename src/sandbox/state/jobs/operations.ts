import { randomUUID } from "node:crypto";
import type { Call } from "../../http/call";
import { ArmFault } from "../../http/armFault";
import type { JsonObject } from "../../http/json";
import type { OperationRecord } from "../records";

/** Starts a long-running operation below a vault. `lasts` in milliseconds, before the sandbox's speed. */
export function startOperation(
  call: Call,
  vault: string,
  details: {
    readonly lasts: number;
    readonly jobName?: string | undefined;
    readonly name?: string;
    readonly result?: 200 | 204;
    readonly error?: { readonly code: string; readonly message: string } | undefined;
    readonly outcome?: JsonObject;
    readonly afterglow?: number;
  },
): OperationRecord {
  const operation: OperationRecord = {
    name: details.name ?? randomUUID(),
    vaultId: vault,
    startTime: call.now,
    lasts: details.lasts / call.settings.speed,
    jobName: details.jobName,
    error: details.error,
    result: details.result ?? 204,
    ...(details.outcome === undefined ? {} : { outcome: details.outcome }),
    ...(details.afterglow === undefined ? {} : { afterglow: details.afterglow / call.settings.speed }),
  };
  call.estate.operations.set(`${vault}/${operation.name}`, operation);
  return operation;
}

/** An operation of a vault; throws 404 for an unknown one. */
export function operationOf(call: Call, vault: string): OperationRecord {
  const name = call.param("operation");
  const found = call.estate.operations.get(`${vault}/${name}`);
  if (found === undefined) {
    throw new ArmFault(404, "BMSUserErrorOperationNotFound", `The operation '${name}' could not be found.`);
  }
  return found;
}

/** Whether an operation is done by a moment. */
export function isDone(operation: OperationRecord, now: number): boolean {
  return now >= operation.startTime + operation.lasts;
}

/**
 * The headers of an accepted request: absolute URLs below the public origin, with opaque extra query as Azure adds it
 * (clients must send it back untouched).
 */
export function pollHeaders(call: Call, statusPath: string, resultPath?: string): Record<string, string> {
  const version = call.query.get("api-version") ?? "2024-04-01";
  const signature = `api-version=${version}&t=${call.now}&c=sandbox&s=sandbox&h=sandbox`;
  const { publicOrigin, retryAfterSeconds } = call.settings;
  return {
    "azure-asyncoperation": `${publicOrigin}${encodeURI(statusPath)}?${signature}`,
    ...(resultPath === undefined ? {} : { location: `${publicOrigin}${encodeURI(resultPath)}?${signature}` }),
    "retry-after": String(retryAfterSeconds),
  };
}
