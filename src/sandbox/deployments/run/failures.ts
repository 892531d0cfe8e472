import type { JsonObject } from "../../http/json";

/** The `error` of a deployment of which operations have failed: their errors are its details. */
export function deploymentFailed(id: string, details: readonly JsonObject[]): JsonObject {
  return {
    code: "DeploymentFailed",
    target: id,
    message:
      "At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.",
    details,
  };
}

/**
 * The `error` of an operation whose resource was accepted, and then ended in the state `Failed`: what its provider says is
 * inside, as it is for a nested deployment (as users have reported it: mspnp/template-building-blocks#369, microsoft/mwt-ds#8).
 */
export function resourceFailed(id: string, reason: JsonObject): JsonObject {
  return {
    code: "ResourceDeploymentFailure",
    target: id,
    message:
      "The resource write operation failed to complete successfully, because it reached terminal provisioning state 'Failed'.",
    ...(Object.keys(reason).length === 0 ? {} : { details: [reason] }),
  };
}
