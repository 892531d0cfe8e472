import { versionsOf } from "../../http/apiVersions";
import { ArmFault } from "../../http/armFault";
import type { Inside } from "../../http/call";
import { isoTime } from "../../http/formats";
import { isJsonObject, objectAt, textAt, textOf } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { isTracked } from "../../state/isTracked";
import { parentOfId, typeOfId } from "../../state/ids";
import type { GroupRecord, PolicyRecord } from "../../state/records";
import { stateOf } from "../run/deploymentState";
import { ExportedNames } from "./exportedNames";
import type { ExportOptions } from "./exportedNames";
import { writableProperties } from "./writableProperties";

/** "Template limits", and the refusal as users have reported it (Azure/aztfexport#76). */
const mostResources = 200;

/**
 * Types of extensions of virtual machines that can be exported, in lower case.
 *
 * Source: "Exporting Resource Groups that contain VM extensions" (Microsoft Learn, 5 December 2016).
 */
const exportableExtensions: ReadonlySet<string> = new Set([
  "bginfo",
  "chefclient",
  "customscript",
  "customscriptextension",
  "customscriptforlinux",
  "dockerextension",
  "dsc",
  "iaasantimalware",
  "iaasdiagnostics",
  "linuxchefclient",
  "linuxdiagnostic",
  "ospatchingforlinux",
  "puppetagent",
  "vmaccessforlinux",
  "vmsnapshot",
  "vmsnapshotlinux",
]);

/**
 * A resource group as a template, with an `error` that names what could not be exported. Protected items are left out: a virtual
 * machine has one vault. Secrets are in no template, because nobody can read them. Throws 409 for more than 200 resources.
 *
 * Source: "Resource Groups - Export Template" (Azure REST reference, 2022-09-01); the errors as users have reported them
 * (Azure/azure-cli#3889, hashicorp/terraform-provider-azurerm#1325).
 * @param wanted ids of the resources to export; undefined for all
 * @param now milliseconds since 1970
 */
export function exportGroup(
  inside: Inside,
  group: GroupRecord,
  wanted: readonly string[] | undefined,
  options: ExportOptions,
  now: number,
): JsonObject {
  const ids = idsOf(inside, group).filter((id) => wanted === undefined || isWanted(id, wanted));
  if (ids.length > mostResources) {
    throw new ArmFault(
      409,
      "ExportTemplateResourcesLimitExceeded",
      `Export template is not supported for resource groups that have more than '${mostResources}' resources.`,
    );
  }
  const bodies = ids.map((id) => stateOf(inside, id, now)).filter((body) => body !== undefined);
  const refusals = bodies.map(refusalOf).filter((refusal) => refusal !== undefined);
  const exported = bodies.filter((body) => refusalOf(body) === undefined);
  const names = new ExportedNames(
    exported.map((body) => textAt(body, "id") ?? ""),
    options,
  );
  const today = isoTime(now).slice(0, "2026-01-01".length);
  const resources = exported.map((body) => exportedResource(body, names, options, today));
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: names.parameters,
    variables: {},
    resources,
  };
  return { template, ...(refusals.length === 0 ? {} : { error: completedWithErrors(refusals) }) };
}

/** What a group holds: its resources, and its vaults with their policies. */
function idsOf({ estate }: Inside, { id: group }: GroupRecord): readonly string[] {
  const vaults = estate.vaults.below(`${group}/`).filter(({ goneAt }) => goneAt === undefined);
  return [
    ...estate.resources.below(`${group}/`).filter(isTracked),
    ...vaults.flatMap((vault) => [vault, ...estate.policies.below(`${vault.id}/`).filter(isForMachines)]),
  ].map(({ id }) => id);
}

/** The sandbox knows no more of other policies than that every vault has them. */
function isForMachines({ properties }: PolicyRecord): boolean {
  return properties["backupManagementType"] === "AzureIaasVM";
}

/** What is below a resource comes with it. */
function isWanted(id: string, wanted: readonly string[]): boolean {
  const lower = id.toLowerCase();
  return wanted.some((each) => lower === each.toLowerCase() || lower.startsWith(`${each.toLowerCase()}/`));
}

function refusalOf(body: JsonObject): JsonObject | undefined {
  const { type } = typeOfId(textAt(body, "id") ?? "") ?? { type: "" };
  if (versionsOf(type).length === 0) {
    const message = `Could not get resources of the type '${type}'. Resources of this type will not be exported.`;
    return { code: "ExportTemplateProviderError", target: type, message };
  }
  const extension = textAt(body, "properties", "type") ?? "";
  if (!type.toLowerCase().endsWith("virtualmachines/extensions") || isExportable(extension)) {
    return undefined;
  }
  const target = `${textAt(body, "properties", "publisher") ?? ""}-${extension}`.replaceAll(".", ":2E");
  const message = `Virtual machine extension '${target}' is not supported for template export.`;
  return { code: "ExportVirtualMachineExtensionNotSupported", target, message };
}

function isExportable(extension: string): boolean {
  return exportableExtensions.has(extension.toLowerCase());
}

function completedWithErrors(details: readonly JsonObject[]): JsonObject {
  // A type is named once, however many resources it has.
  const distinct = new Map(
    details.map((each) => [`${textAt(each, "code") ?? ""} ${textAt(each, "target") ?? ""}`, each]),
  );
  return {
    code: "ExportTemplateCompletedWithErrors",
    message:
      "Export template operation completed with errors. Some resources were not exported. Please see details for more information.",
    details: [...distinct.values()],
  };
}

/** Members beside the properties, in the order in which Azure writes them. */
const members = ["location", "tags", "plan", "sku", "kind", "zones"] as const;

function exportedResource(body: JsonObject, names: ExportedNames, options: ExportOptions, today: string): JsonObject {
  const id = textAt(body, "id") ?? "";
  const { type } = typeOfId(id) ?? { type: "" };
  const needed = new Set<string>();
  const needs = (other: string): void => {
    if (other !== id) {
      needed.add(names.idOf(other));
    }
  };
  const parent = parentOfId(id);
  if (parent !== undefined) {
    names.referring(parent, needs);
  }
  const beside = members.flatMap((name): readonly (readonly [string, Json])[] => {
    const value = body[name];
    const isEmpty = value === undefined || value === null || (isJsonObject(value) && Object.keys(value).length === 0);
    return isEmpty ? [] : [[name, names.referring(value, needs)]];
  });
  const properties = names.referring(writableProperties(type, id, objectAt(body, "properties")), needs);
  const version = versionsOf(type).find((each) => !each.endsWith("-preview") && each <= today);
  return {
    ...(options.comments ? { comments: `Generalized from resource: '${id}'.` } : {}),
    type,
    ...(version === undefined ? {} : { apiVersion: version }),
    name: names.nameOf(id),
    ...Object.fromEntries(beside),
    ...identityOf(body, names, needs),
    ...(needed.size === 0 ? {} : { dependsOn: [...needed] }),
    properties,
  };
}

/** An identity without what Azure gives it; one of the user is named by a key, which can be an expression as well. */
function identityOf(body: JsonObject, names: ExportedNames, needs: (id: string) => void): JsonObject {
  const type = textAt(body, "identity", "type");
  const assigned = Object.keys(objectAt(body, "identity", "userAssignedIdentities"));
  const keys = assigned.map((id) => [textOf(names.referring(id, needs)), {}] as const);
  const users = keys.length === 0 ? {} : { userAssignedIdentities: Object.fromEntries(keys) };
  return type === undefined || type === "None" ? {} : { identity: { type, ...users } };
}
