import { randomUUID } from "node:crypto";
import { badRequest } from "../http/armFault";
import type { Call } from "../http/call";
import { at, isJsonObject, objectAt, textAt } from "../http/json";
import type { Json, JsonObject } from "../http/json";
import { checkParameters } from "./checkParameters";
import { invalidLink, linkedTemplate } from "./contentLink";
import { keyVaultSecret } from "./keyVaultReference";
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
  const text = templateText(call, properties);
  const template = templateOf(text);
  const given = parameterValues(call, properties);
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
    ...(isJsonObject(properties["templateLink"]) ? { templateLink: properties["templateLink"] } : {}),
    parameters: given,
    shownParameters: { ...shown(template, given, secure), ...references(template, properties) },
    correlationId: randomUUID(),
    startTime: call.now,
    nextAt: call.now + stepLasts / call.settings.speed,
    state: "Accepted",
    operations: [],
  };
}

/** Throws 400 for a request that brings neither a template nor a link to one that can be had, or links its parameters. */
function templateText(call: Call, properties: JsonObject): string {
  const { template, templateLink, parametersLink } = properties;
  if (isJsonObject(parametersLink)) {
    throw invalidLink(textAt(parametersLink, "uri") ?? "");
  }
  if (isJsonObject(template)) {
    return JSON.stringify(template);
  }
  if (isJsonObject(templateLink)) {
    return JSON.stringify(linkedTemplate(call, templateLink));
  }
  throw badRequest(
    "InvalidRequestContent",
    "The request content was invalid: a deployment needs a template or a link to one.",
  );
}

/** Values by name, those of key vaults included. */
function parameterValues(call: Call, properties: JsonObject): JsonObject {
  return Object.fromEntries(
    givenParameters(properties).map(([name, entry]) => {
      const reference = at(entry, "reference");
      const value = reference === undefined ? at(entry, "value") : keyVaultSecret(call, name, reference);
      return [name, value ?? null];
    }),
  );
}

/** The entries of a request's parameters; some clients send a whole parameter file. */
function givenParameters(properties: JsonObject): readonly (readonly [string, Json | undefined])[] {
  const given = objectAt(properties, "parameters");
  return Object.entries(given["$schema"] === undefined ? given : objectAt(given, "parameters"));
}

/** Parameters that come from key vaults are shown as what they refer to. */
function references(template: JsonObject, properties: JsonObject): JsonObject {
  const types = new Map(declaredParameters(template).map(({ name, type }) => [name.toLowerCase(), type]));
  return Object.fromEntries(
    givenParameters(properties).flatMap(([name, entry]) => {
      const reference = at(entry, "reference");
      return reference === undefined
        ? []
        : [[name, { type: capitalised(types.get(name.toLowerCase()) ?? ""), reference }] as const];
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
