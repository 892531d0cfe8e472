import { randomUUID } from "node:crypto";
import { badRequest } from "../http/armFault";
import type { Call } from "../http/call";
import { isJsonObject, objectAt, textAt } from "../http/json";
import type { JsonObject } from "../http/json";
import { checkParameters } from "./checkParameters";
import { declaredParameters, isSecure, templateOf } from "./templateOf";
import type { DeploymentRecord } from "../state/records";

/** Where a deployment goes. */
export interface DeploymentScope {
  readonly subscriptionId: string;
  readonly group: string | undefined;
  /** Id of the resource group or the subscription. */
  readonly id: string;
}

/** Milliseconds at speed 1 between two steps of a deployment. */
export const stepLasts = 1500;

/**
 * The deployment that a request asks for. Throws 400 for a request that is incomplete, and `InvalidTemplate` where its
 * parameters do not fit its template.
 */
export function requestedDeployment(call: Call, scope: DeploymentScope, name: string): DeploymentRecord {
  const properties = objectAt(call.body, "properties");
  const location = textAt(call.body, "location");
  const mode = textAt(properties, "mode")?.toLowerCase();
  if (mode !== "incremental" && mode !== "complete") {
    throw badRequest(
      "InvalidRequestContent",
      "The request content was invalid and could not be deserialized: 'Required property 'mode' expects a value but got null. Path 'properties'.'.",
    );
  }
  if (scope.group === undefined && location === undefined) {
    throw badRequest("LocationRequired", `The location property is required for this deployment.`);
  }
  const text = templateText(properties);
  const template = templateOf(text);
  const given = parameterValues(properties);
  checkParameters(template, given);
  const secure = new Set(
    declaredParameters(template)
      .filter(isSecure)
      .map((each) => each.name.toLowerCase()),
  );
  return {
    id: `${scope.id}/providers/Microsoft.Resources/deployments/${name}`,
    name,
    subscriptionId: scope.subscriptionId,
    group: scope.group,
    location: scope.group === undefined ? location : undefined,
    tags: objectAt(call.body, "tags"),
    mode: mode === "complete" ? "Complete" : "Incremental",
    template: text,
    parameters: given,
    shownParameters: shown(template, given, secure),
    correlationId: randomUUID(),
    startTime: call.now,
    nextAt: call.now + stepLasts / call.settings.speed,
    state: "Accepted",
    operations: [],
  };
}

function templateText(properties: JsonObject): string {
  const { template } = properties;
  if (isJsonObject(template)) {
    return JSON.stringify(template);
  }
  const link = textAt(properties, "templateLink", "uri") ?? textAt(properties, "templateLink", "id");
  throw link === undefined
    ? badRequest(
        "InvalidRequestContent",
        "The request content was invalid: a deployment needs a template or a link to one.",
      )
    : badRequest(
        "InvalidContentLink",
        `Unable to download deployment content from '${link}': the sandbox does not reach outside. Please see https://aka.ms/arm-deployment for usage details.`,
      );
}

/** Values by name. Throws 400 for one that lies in a key vault: the sandbox has none. */
function parameterValues(properties: JsonObject): JsonObject {
  const given = objectAt(properties, "parameters");
  // Some clients send a whole parameter file.
  const inFile = objectAt(given, "parameters");
  const entries = Object.entries(given["$schema"] === undefined ? given : inFile);
  return Object.fromEntries(
    entries.map(([name, entry]) => {
      const vault = textAt(entry, "reference", "keyVault", "id");
      if (vault !== undefined) {
        throw badRequest("KeyVaultParameterReferenceNotFound", `The specified KeyVault '${vault}' could not be found.`);
      }
      return [name, objectAt(entry)["value"] ?? null];
    }),
  );
}

/** Parameters as the deployment's GET shows them, defaults that need no evaluation included. */
function shown(template: JsonObject, given: JsonObject, secure: ReadonlySet<string>): JsonObject {
  const lower = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    declaredParameters(template).flatMap(({ name, declaration }) => {
      const type = capitalised(textAt(declaration, "type") ?? "");
      if (secure.has(name.toLowerCase())) {
        return [[name, { type }] as const];
      }
      const value = lower.get(name.toLowerCase()) ?? declaration["defaultValue"];
      return value === undefined ? [] : [[name, { type, value }] as const];
    }),
  );
}

/** `string` → `String`, `securestring` → `SecureString`: how Azure writes types in its answers. */
export function capitalised(type: string): string {
  const name = type.toLowerCase();
  const secure = name.startsWith("secure");
  const rest = secure ? name.slice("secure".length) : name;
  return `${secure ? "Secure" : ""}${rest.slice(0, 1).toUpperCase()}${rest.slice(1)}`;
}
