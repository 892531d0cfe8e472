import { ArmFault, badRequest } from "../../http/armFault";
import type { LinkedContent } from "../../../template/evaluation/deploymentRuntime";
import type { Call } from "../../http/call";
import { isJsonObject, objectAt, parseJson, textAt } from "../../http/json";
import type { JsonObject } from "../../http/json";
import { checkParameters } from "./checkParameters";
import { ContentPending, LinkedContents } from "../links/linkedContents";
import { parameterValues, shownLink, shownParameters } from "./parameterEntries";
import type { ParameterEntries } from "./parameterEntries";
import { templateOf } from "./templateOf";
import type { DeploymentRecord } from "../../state/records";

/** Where a deployment goes. */
export interface DeploymentScope {
  /** Empty above subscriptions. */
  readonly subscriptionId: string;
  readonly group: string | undefined;
  /** Name of the management group, of a deployment to one. */
  readonly managementGroup?: string;
  /** Of a deployment to a tenant. */
  readonly tenantId?: string | undefined;
  /** Id of the resource group, the subscription or the management group; empty for a tenant. */
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
  const contents = new LinkedContents(call, call.correlationId, properties["templateLink"]);
  const text = templateText(contents, properties);
  const template = templateOf(text);
  const entries = givenParameters(contents, properties);
  const given = parameterValues(call, entries);
  checkParameters(template, given);
  return {
    id: `${scope.id}/providers/Microsoft.Resources/deployments/${name}`,
    name,
    subscriptionId: scope.subscriptionId,
    group: scope.group,
    ...(scope.managementGroup === undefined ? {} : { managementGroup: scope.managementGroup }),
    ...(scope.tenantId === undefined ? {} : { tenantId: scope.tenantId }),
    location: scope.group === undefined ? location : undefined,
    tags: objectAt(call.body, "tags"),
    mode: mode === "complete" ? "Complete" : "Incremental",
    template: text,
    ...(isJsonObject(properties["templateLink"]) ? { templateLink: shownLink(properties["templateLink"]) } : {}),
    parameters: given,
    shownParameters: shownParameters(template, entries),
    correlationId: call.correlationId,
    startTime: call.now,
    nextAt: call.now + stepLasts / call.settings.speed,
    state: "Accepted",
    operations: [],
  };
}

/** Throws 400 for a request that brings neither a template nor a link to one that can be had. */
function templateText(contents: LinkedContents, { template, templateLink }: JsonObject): string {
  if (isJsonObject(template)) {
    return JSON.stringify(template);
  }
  if (isJsonObject(templateLink)) {
    return arrived(contents.readRoot()).text;
  }
  throw badRequest(
    "InvalidRequestContent",
    "The request content was invalid: a deployment needs a template or a link to one.",
  );
}

/** What has come of a link. Throws its refusal, and a `ContentPending` while nothing has. */
function arrived(found: LinkedContent | ArmFault | undefined): LinkedContent {
  if (found === undefined) {
    throw new ContentPending();
  }
  if (found instanceof ArmFault) {
    throw found;
  }
  return found;
}

/** The entries of a request's parameters; some clients send a whole parameter file, some link one. */
function givenParameters(contents: LinkedContents, { parameters, parametersLink }: JsonObject): ParameterEntries {
  const given = isJsonObject(parametersLink)
    ? objectAt(parseJson(arrived(contents.read(parametersLink, "")).text), "parameters")
    : objectAt(parameters);
  return Object.entries(given["$schema"] === undefined ? given : objectAt(given, "parameters"));
}
