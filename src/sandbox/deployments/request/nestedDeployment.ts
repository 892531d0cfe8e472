import { asText, at as memberAt } from "../../../template/access";
import type { Value } from "../../../template/value";
import { toJson } from "../../../template/values/unknowns";
import { ArmFault, badRequest, subscriptionNotFound } from "../../http/armFault";
import type { Inside } from "../../http/call";
import { at, isJsonObject, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { partsOf, subscriptionOfId } from "../../state/ids";
import { managementGroupNamed, managementGroupOfId } from "../../state/managementGroups";
import type { DeploymentOperation, DeploymentRecord } from "../../state/records";
import { checkParameters } from "./checkParameters";
import { parameterValues, shownLink, shownParameters } from "./parameterEntries";
import type { ParameterEntries } from "./parameterEntries";
import type { Plan, PlannedResource } from "../plan/plannedResource";
import { invalidTemplate } from "./templateFault";
import { templateOf } from "./templateOf";

/** What a deployment inside a template deploys, as far as it is there. */
export interface NestedTemplate {
  readonly template: JsonObject;
  /** A value that nobody can know yet is undefined. */
  readonly entries: ParameterEntries;
  readonly link: JsonObject | undefined;
  /** Where the deployment is kept, unless it is of a resource group. */
  readonly location: string | undefined;
}

/** Whether a type is that of a deployment inside a template. */
export function isNestedDeployment(type: string): boolean {
  return type.toLowerCase() === "microsoft.resources/deployments";
}

/**
 * What a deployment inside a template deploys; undefined while it is downloaded, or while nobody can know where it is. Throws
 * the refusal of a link, 400 `InvalidTemplate` for parameters that do not fit, and for the mode `Complete`, and 400
 * `LocationRequired` where a deployment that is not of a resource group has no location.
 *
 * Source: "Azure Resource Manager deployment modes" (Microsoft Learn, June 2026): only the outermost template has that mode. The
 * sentence as a user has reported it (MicrosoftDocs/azure-docs#13214).
 */
export function nestedTemplate(plan: Plan, resource: PlannedResource): NestedTemplate | undefined {
  const { declaration, resource: declared } = resource;
  const properties = memberAt(declared.body, "properties");
  const {
    template: own,
    templateLink,
    parametersLink,
    expressionEvaluationOptions,
  } = objectAt(declaration, "properties");
  if (own === undefined && templateLink === undefined) {
    throw badRequest(
      "InvalidRequestContent",
      "The request content was invalid: a deployment needs a template or a link.",
    );
  }
  if (textAt(known(memberAt(properties, "mode")), "value")?.toLowerCase() === "complete") {
    throw invalidTemplate("Specified deployment mode 'Complete' is not supported for nested deployment");
  }
  const template = isJsonObject(own) ? own : followed(plan, resource, "templateLink");
  const entries =
    parametersLink === undefined
      ? entriesOf(memberAt(properties, "parameters"))
      : Object.entries(objectAt(followed(plan, resource, "parametersLink"), "parameters"));
  if (template === undefined) {
    return undefined;
  }
  const isInner = templateLink !== undefined || textAt(expressionEvaluationOptions, "scope")?.toLowerCase() === "inner";
  if (isInner || entries.length > 0) {
    checkParameters(template, Object.fromEntries(entries.map(([name, entry]) => [name, at(entry, "value")])));
  }
  const { value: link } = known(memberAt(properties, "templateLink"));
  const location = locationOf(resource);
  return { template, entries, link: isJsonObject(link) ? link : undefined, location };
}

/**
 * The record of a deployment inside another, which carries it out. Throws as `keyVaultSecret` does, and 404 for a
 * place that is not there.
 */
export function nestedRecord(
  inside: Inside,
  parent: DeploymentRecord,
  { resourceId, resourceName, startTime }: DeploymentOperation,
  { template, entries, link, location }: NestedTemplate,
): DeploymentRecord {
  const place = placeOf(inside, parent, resourceId);
  // The values are not needed, but a secret that cannot be read ends the deployment.
  parameterValues(inside, entries);
  return {
    id: resourceId,
    name: resourceName,
    group: partsOf(resourceId)?.group,
    ...place,
    location,
    tags: {},
    mode: "Incremental",
    template: JSON.stringify(template),
    ...(link === undefined ? {} : { templateLink: shownLink(link) }),
    parameters: {},
    shownParameters: shownParameters(template, entries),
    correlationId: parent.correlationId,
    startTime,
    nextAt: parent.nextAt,
    state: "Running",
    operations: [],
    parent: parent.id,
  };
}

/** Where an inner deployment goes beside its resource group. Throws 404 for a place that is not there. */
function placeOf(
  { estate }: Inside,
  parent: DeploymentRecord,
  id: string,
): Pick<DeploymentRecord, "subscriptionId" | "managementGroup" | "tenantId"> {
  const subscriptionId = subscriptionOfId(id);
  if (subscriptionId !== "") {
    if (estate.subscriptions.get(subscriptionId) === undefined) {
      throw subscriptionNotFound(subscriptionId);
    }
    return { subscriptionId };
  }
  const tenantId = parent.tenantId ?? estate.subscriptions.get(parent.subscriptionId)?.tenantId;
  const name = managementGroupOfId(id);
  if (name !== undefined) {
    return { subscriptionId, managementGroup: managementGroupNamed(estate, tenantId, name).name };
  }
  return { subscriptionId, ...(tenantId === undefined ? {} : { tenantId }) };
}

function locationOf({ id = "", resource }: PlannedResource): string | undefined {
  if (partsOf(id) !== undefined) {
    return undefined;
  }
  const location = asText(resource.location);
  if (location === undefined) {
    throw badRequest("LocationRequired", "The location property is required for this deployment.");
  }
  return location;
}

/** The content behind a link; undefined while nobody can know it. */
function followed(
  { contents }: Plan,
  { resource }: PlannedResource,
  name: "templateLink" | "parametersLink",
): JsonObject | undefined {
  const { value: link } = known(memberAt(resource.body, "properties", name));
  const found = link === undefined ? undefined : contents.read(link, resource.file ?? "");
  if (found instanceof ArmFault) {
    throw found;
  }
  return found === undefined ? undefined : templateOf(found.text);
}

/** What the engine knows of a value. */
function known(value: Value | undefined): { readonly value: Json | undefined } {
  return { value: value === undefined ? undefined : toJson(value) };
}

function entriesOf(parameters: Value | undefined): ParameterEntries {
  return parameters?.kind === "object"
    ? [...parameters.members].map(([name, entry]) => [name, known(entry).value ?? { value: undefined }] as const)
    : Object.entries(objectAt(known(parameters), "value"));
}
