import { createHash } from "node:crypto";
import { isoDuration, isoTime } from "../../http/formats";
import type { JsonObject } from "../../http/json";
import type { DeploymentOperation, DeploymentRecord } from "../../state/records";
import { templateOf } from "../request/templateOf";

const type = "Microsoft.Resources/deployments";

/** A deployment as its GET shows it, with its own operations. `now` in milliseconds since 1970. */
export function describeDeployment(
  record: DeploymentRecord,
  operations: readonly DeploymentOperation[],
  now: number,
): JsonObject {
  const { id, name, location, tags, error, outputs } = record;
  const made = operations.filter(({ state, deletes }) => state === "Succeeded" && deletes !== true);
  return {
    id,
    name,
    type,
    ...(location === undefined ? {} : { location }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    properties: {
      templateHash: hashOf(record.template),
      ...(record.templateLink === undefined ? {} : { templateLink: record.templateLink }),
      parameters: record.shownParameters,
      mode: record.mode,
      provisioningState: record.state,
      timestamp: isoTime(record.endTime ?? now),
      duration: isoDuration((record.endTime ?? now) - record.startTime),
      correlationId: record.correlationId,
      providers: providersOf(operations, location),
      dependencies: [],
      ...(outputs === undefined ? {} : { outputs }),
      ...(record.state === "Succeeded" ? { outputResources: made.map(({ resourceId }) => ({ id: resourceId })) } : {}),
      ...(error === undefined ? {} : { error }),
    },
  };
}

function hashOf(template: string): string {
  return BigInt(`0x${createHash("sha256").update(template).digest("hex").slice(0, 16)}`).toString();
}

/** The providers of what has been begun, with its types. */
function providersOf(operations: readonly DeploymentOperation[], location: string | undefined): readonly JsonObject[] {
  const types = new Map<string, Set<string>>();
  for (const operation of operations) {
    const [namespace = "", ...rest] = operation.type.split("/");
    types.set(namespace, (types.get(namespace) ?? new Set()).add(rest.join("/")));
  }
  return [...types].map(([namespace, names]) => ({
    namespace,
    resourceTypes: [...names].map((resourceType) => ({ resourceType, locations: [location ?? null] })),
  }));
}

/** One row of a deployment's operations. */
export function describeOperation(operation: DeploymentOperation, now: number): JsonObject {
  const { name, deploymentId, resourceId, resourceName, state, status, error } = operation;
  const end = operation.endTime ?? now;
  return {
    id: `${deploymentId}/operations/${name}`,
    operationId: name,
    properties: {
      provisioningOperation: operation.deletes === true ? "Delete" : "Create",
      provisioningState: state,
      timestamp: isoTime(end),
      duration: isoDuration(end - operation.startTime),
      statusCode: statusNames[status] ?? String(status),
      ...(error === undefined ? {} : { statusMessage: { status: "Failed", error } }),
      targetResource: { id: resourceId, resourceType: operation.type, resourceName },
    },
  };
}

/** The last row of the operations of a deployment that is done with its resources. */
export function evaluationOfOutputs(record: DeploymentRecord): JsonObject {
  const end = record.endTime ?? record.startTime;
  return {
    id: `${record.id}/operations/${BigInt(`0x${createHash("sha256").update(record.id).digest("hex").slice(0, 14)}`)}`,
    operationId: BigInt(`0x${createHash("sha256").update(record.id).digest("hex").slice(0, 14)}`).toString(),
    properties: {
      provisioningOperation: "EvaluateDeploymentOutput",
      provisioningState: "Succeeded",
      timestamp: isoTime(end),
      duration: isoDuration(0),
      statusCode: "OK",
    },
  };
}

const statusNames: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  400: "BadRequest",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
};

/** What `exportTemplate` answers. */
export function exportedTemplate(record: DeploymentRecord): JsonObject {
  return { template: templateOf(record.template) };
}
