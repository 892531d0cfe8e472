import type { EvaluatedTemplate, TemplateResource } from "../../../../src/template/model";
import { asText } from "../../../../src/template/access";
import { toJson } from "../../../../src/template/values/unknowns";
import { valueAt } from "../../../../src/azure/http/jsonRead";
import { deployedDisk, deployedMachine } from "./deployedCompute";
import { deployedNic, deployedNetwork, deployedSecurityGroup } from "./deployedNetwork";
import { deployedItem, deployedPolicy, deployedVault } from "./deployedVault";
import { merged, objectAt, without, type Json } from "./json";

/** A resource as a GET of Azure Resource Manager gives it. */
export interface AzureResource extends Json {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: Json;
}

/** What is deployed together: a resource's answer depends on its neighbours. */
export interface Deployment {
  readonly resources: readonly AzureResource[];
  /** By id, in any casing. */
  readonly find: (id: string | undefined) => AzureResource | undefined;
  /** The resources of a type. */
  readonly ofType: (type: string) => readonly AzureResource[];
}

/**
 * What Azure has after a template was deployed, as its GETs answer: with ids, with the defaults filled in, disks and interfaces
 * as resources of their own, children inside their parents. What a template refers to and does not declare is not there.
 */
export function deployed(template: EvaluatedTemplate): readonly AzureResource[] {
  const resources = template.resources.filter(isDeployed).map(asAnswered);
  const byId = new Map(resources.map((resource) => [resource.id.toLowerCase(), resource]));
  const deployment: Deployment = {
    resources,
    find: (id) => (id === undefined ? undefined : byId.get(id.toLowerCase())),
    ofType: (type) => resources.filter((resource) => resource.type.toLowerCase() === type.toLowerCase()),
  };
  return resources.flatMap((resource) => finished(resource, deployment));
}

type Finish = (resource: AzureResource, deployment: Deployment) => readonly AzureResource[];

const finishes: Readonly<Record<string, Finish>> = {
  "microsoft.compute/virtualmachines": deployedMachine,
  "microsoft.compute/disks": deployedDisk,
  "microsoft.network/networkinterfaces": deployedNic,
  "microsoft.network/virtualnetworks": deployedNetwork,
  "microsoft.network/networksecuritygroups": deployedSecurityGroup,
  "microsoft.network/virtualnetworks/subnets": shownInParent,
  "microsoft.network/networksecuritygroups/securityrules": shownInParent,
  "microsoft.recoveryservices/vaults": deployedVault,
  "microsoft.recoveryservices/vaults/backupstorageconfig": shownInParent,
  "microsoft.recoveryservices/vaults/backupconfig": shownInParent,
  "microsoft.recoveryservices/vaults/backuppolicies": deployedPolicy,
  "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems": deployedItem,
};

function finished(resource: AzureResource, deployment: Deployment): readonly AzureResource[] {
  return finishes[resource.type.toLowerCase()]?.(resource, deployment) ?? [resource];
}

/** What is declared on its own, and given by its parent. */
function shownInParent(): readonly AzureResource[] {
  return [];
}

/** A deployment is no thing of its own once it is through. */
function isDeployed({ type, condition, existing }: TemplateResource): boolean {
  return (
    type !== "Microsoft.Resources/deployments" && !existing && condition.kind === "known" && condition.value !== false
  );
}

/** What every answer has, whatever the type. */
function asAnswered(resource: TemplateResource): AzureResource {
  const id = asText(resource.idValue);
  const body = toJson(resource.body);
  if (id === undefined || body === undefined) {
    throw new Error(`'${resource.id}' is not known through and through, so nobody can deploy it here.`);
  }
  const given = objectAt({ body }, "body");
  const location = valueAt(given, "location");
  return {
    ...without(given, "apiVersion", "comments", "condition", "copy", "dependsOn", "metadata", "resources", "scope"),
    id,
    name: id.split("/").at(-1) ?? "",
    type: resource.type,
    ...(typeof location === "string" ? { location: location.replaceAll(" ", "").toLowerCase() } : {}),
    properties: merged(objectAt(given, "properties"), { provisioningState: "Succeeded" }),
  };
}
