import { diagnosticSettings as versions } from "../../http/apiVersions";
import { ArmFault, badRequest } from "../../http/armFault";
import type { Answer, Call } from "../../http/call";
import { ok } from "../../http/call";
import { at, listAt, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { Route } from "../../http/router";
import type { ResourceRecord } from "../../state/records";
import { groupOf, paths } from "../scope";

const type = "Microsoft.Insights/diagnosticSettings";
const list = `${paths.group}/providers/{namespace}/{kind}/{resource}/providers/${type}`;
const path = `${list}/{setting}`;

/** Of one resource: "Azure Monitor service limits", Diagnostic settings (Microsoft Learn, 2024). */
const mostSettings = 5;

/** Where logs and metrics can go ("Diagnostic Settings - Create Or Update", Azure REST reference, 2021-05-01-preview). */
const sinks = ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"] as const;

/**
 * Where the logs and metrics of a vault, a VM or another resource go. They stay when the resource is deleted, as in Azure:
 * "Diagnostic settings in Azure Monitor" (Microsoft Learn, 2024).
 */
export const diagnosticSettingRoutes: readonly Route[] = [
  { method: "GET", path: list, versions, action: `${type}/read`, handle: (call) => ok({ value: settingsOf(call) }) },
  { method: "GET", path, versions, action: `${type}/read`, handle: get },
  { method: "PUT", path, versions, action: `${type}/write`, handle: put },
  { method: "DELETE", path, versions, action: `${type}/delete`, handle: remove },
];

/** The id of the resource that a path is about; throws 404 when it is not there. */
function ownerOf(call: Call): string {
  const group = groupOf(call);
  const id = `${group.id}/providers/${call.param("namespace")}/${call.param("kind")}/${call.param("resource")}`;
  const found = call.estate.resources.get(id) ?? call.estate.vaults.get(id);
  if (found === undefined) {
    throw new ArmFault(404, "ResourceNotFound", `The resource '${id}' could not be found.`);
  }
  return found.id;
}

function settingsOf(call: Call): readonly ResourceRecord[] {
  return call.estate.resourcesOf(type, `${ownerOf(call)}/providers/`);
}

function find(call: Call): ResourceRecord | undefined {
  return call.estate.resources.get(`${ownerOf(call)}/providers/${type}/${call.param("setting")}`);
}

function get(call: Call): Answer {
  const found = find(call);
  if (found === undefined) {
    throw new ArmFault(
      404,
      "ResourceNotFound",
      `The Resource '${type}/${call.param("setting")}' under resource '${ownerOf(call)}' was not found.`,
    );
  }
  return ok(found);
}

/** Azure answers 200 also when the setting is new. */
function put(call: Call): Answer {
  const owner = ownerOf(call);
  const before = find(call);
  const properties = objectAt(call.body, "properties");
  const others = settingsOf(call).filter(({ id }) => id !== before?.id);
  const name = before?.name ?? call.param("setting");
  checkSinks(properties, others);
  if (before === undefined && others.length >= mostSettings) {
    // The sentence and its code: terraform-provider-azurerm #27801 (2024-10-29).
    throw new ArmFault(
      409,
      "Conflict",
      `The limit of ${mostSettings} diagnostic settings was reached. To create new setting '${name}', delete an existing one.`,
    );
  }
  const body: ResourceRecord = {
    id: before?.id ?? `${owner}/providers/${type}/${name}`,
    type,
    name,
    location: "",
    properties: { logs: [], metrics: [], ...properties },
  };
  call.estate.resources.set(body.id, body);
  return ok(body);
}

/** Throws 400 when nothing says where the data goes, 409 for a category that goes there already. */
function checkSinks(properties: JsonObject, others: readonly ResourceRecord[]): void {
  const used = sinks.flatMap((sink) => textAt(properties, sink) ?? []);
  if (used.length === 0) {
    throw badRequest("BadRequest", "At least one data sink needs to be specified.");
  }
  const categories = categoriesOf(properties);
  for (const sink of used) {
    for (const other of others.filter((each) => sinks.some((key) => isSame(textAt(each.properties, key), sink)))) {
      const twice = categoriesOf(other.properties).find((category) => categories.includes(category));
      if (twice !== undefined) {
        // bicep-registry-modules #3407 (2024-10-04).
        throw new ArmFault(
          409,
          "Conflict",
          `Data sink '${sink}' is already used in diagnostic setting '${other.name}' for category '${twice}'. Data sinks can't be reused in different settings on the same category for the same resource.`,
        );
      }
    }
  }
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

/** The categories of logs and metrics that are switched on. */
function categoriesOf(properties: JsonObject): readonly string[] {
  const rows: readonly Json[] = [...listAt(properties, "logs"), ...listAt(properties, "metrics")];
  return rows
    .filter((row) => at(row, "enabled") === true)
    .flatMap((row) => textAt(row, "category") ?? textAt(row, "categoryGroup") ?? []);
}

function remove(call: Call): Answer {
  const found = find(call);
  if (found === undefined) {
    return { status: 204 };
  }
  call.estate.resources.delete(found.id);
  return { status: 200 };
}
