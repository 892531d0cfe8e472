import { asText, describeUnknown } from "../../../template/access";
import { ArmFault } from "../../http/armFault";
import { findRegion, regions } from "../../estate/regions";
import { dependenciesOf } from "./dependencies";
import type { Plan, PlannedResource } from "./plannedResource";
import { invalidTemplate } from "../request/templateFault";

const mostResources = 800;

/**
 * Refuses what can be seen before anything is made: faults of the template language, dependencies that lead nowhere or in a
 * circle, the same resource twice, regions that do not exist. Throws 400 as Azure Resource Manager does.
 *
 * Source: "Troubleshoot common Azure deployment errors" (Microsoft Learn, June 2026).
 */
export function checkPlan({ template, resources }: Plan): void {
  const [problem] = template.problems;
  if (problem !== undefined) {
    throw invalidTemplate(problem.message);
  }
  if (resources.length > mostResources) {
    throw invalidTemplate(
      `The number of template resources limit exceeded. Limit: '${mostResources}' and actual: '${resources.length}'.`,
    );
  }
  const { stray, circle } = dependenciesOf(resources);
  if (stray !== undefined) {
    throw invalidTemplate(
      `The resource '${stray.name}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details.`,
    );
  }
  if (circle !== undefined) {
    throw invalidTemplate(
      `Circular dependency detected on resource: '${circle.id ?? circle.type}'. Please see https://aka.ms/arm-syntax-resources for usage details.`,
    );
  }
  checkTwice(resources);
  for (const resource of resources) {
    checkResource(resource);
  }
}

function checkTwice(resources: readonly PlannedResource[]): void {
  const seen = new Set<string>();
  for (const { id, isLeftOut, type, place } of resources) {
    const key = `${place} ${id?.toLowerCase() ?? ""}`;
    if (id === undefined || isLeftOut) {
      continue;
    }
    if (seen.has(key)) {
      throw invalidTemplate(
        `Resource ${type} '${id.split("/").at(-1) ?? ""}' is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`,
      );
    }
    seen.add(key);
  }
}

function checkResource({ isLeftOut, type, resource }: PlannedResource): void {
  if (isLeftOut) {
    return;
  }
  if (!/^[\w-]+(\.[\w-]+)+\/[\w-]+(\/[\w-]+)*$/u.test(type)) {
    throw invalidTemplate(`The template resource type '${type}' is not valid.`);
  }
  checkSegments(type, asText(resource.name));
  const version = asText(resource.apiVersion);
  if (version !== undefined && !/^\d{4}-\d{2}-\d{2}(-[a-z]+)?$/iu.test(version)) {
    throw invalidTemplate(`The template resource of type '${type}' has an invalid api version '${version}'.`);
  }
  const condition = describeUnknown(resource.condition);
  if (condition !== undefined) {
    throw invalidTemplate(`The condition of a resource of type '${type}' cannot be evaluated: ${condition.reason}.`);
  }
  checkLocation(type, asText(resource.location));
}

/** The sentence as users have reported it (Azure/bicep#4635). */
function checkSegments(type: string, name: string | undefined): void {
  if (name !== undefined && name.split("/").length !== type.split("/").length - 1) {
    throw invalidTemplate(
      `The template resource '${name}' for type '${type}' has incorrect segment lengths. A nested resource type must have identical number of segments as its resource name. A root resource type must have segment length one greater than its resource name. Please see https://aka.ms/arm-syntax-resources for usage details.`,
    );
  }
}

function checkLocation(type: string, location: string | undefined): void {
  const region = findRegion(location ?? "");
  const isVault = type.toLowerCase() === "microsoft.recoveryservices/vaults";
  const isAvailable = region !== undefined && (region.vaults || !isVault);
  if (location === undefined || location.toLowerCase() === "global" || isAvailable) {
    return;
  }
  const available = regions.filter(({ vaults }) => vaults || !isVault).map(({ name }) => name);
  throw new ArmFault(
    400,
    "LocationNotAvailableForResourceType",
    `The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${available.join(",")}'.`,
  );
}
