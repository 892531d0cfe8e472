import { asText, at, itemsOf } from "../../../template/access";
import { evaluateTemplate } from "../../../template/evaluateTemplate";
import type { EvaluatedTemplate, TemplateResource } from "../../../template/model";
import type { JsonValue } from "../../../template/value";
import { toJson } from "../../../template/values/unknowns";
import type { Inside } from "../../http/call";
import { isJsonObject, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import { groupId, typeOfId } from "../../state/ids";
import type { DeploymentRecord } from "../../state/records";
import { deploymentState } from "../run/deploymentState";
import { LinkedContents } from "../links/linkedContents";
import { shownValue } from "../views/shownValue";
import { nodeAt, secretsOf, templateOf } from "../request/templateOf";

/** A resource that a deployment is to make. */
export interface PlannedResource {
  /** Its id; undefined while parts of its name are not known. */
  readonly id: string | undefined;
  readonly type: string;
  readonly resource: TemplateResource;
  /** Whether its condition says that it is left out. */
  readonly isLeftOut: boolean;
  /** As it is written. */
  readonly declaration: JsonObject;
  /** The deployments around it: dependencies are looked for among those with the same. */
  readonly place: string;
  /** The name by which languageVersion 2.0 refers to it. */
  readonly symbol: string;
  /** Name of its copy loop. */
  readonly loop: string | undefined;
  /** As written: `[resourceId(…)]` evaluated, names and symbols as they are. Undefined while it is not known. */
  readonly dependsOn: readonly string[] | undefined;
  /** Id of the deployment that it belongs to: the template's own, or a nested one. */
  readonly deploymentId: string;
}

/** A template evaluated against the estate of a moment. */
export interface Plan {
  readonly template: EvaluatedTemplate;
  readonly resources: readonly PlannedResource[];
  /** Ids of what expressions ask for and nobody has made. */
  readonly missing: ReadonlySet<string>;
  /** Texts that nobody may find in the estate afterwards. */
  readonly secrets: () => ReadonlySet<string>;
  /** What the deployment links. */
  readonly contents: LinkedContents;
}

/**
 * Evaluates the template of a deployment against the estate at a moment, milliseconds since 1970. What still has to be made
 * is unknown in it.
 */
export function planOf(inside: Inside, record: DeploymentRecord, now: number): Plan {
  const contents = new LinkedContents(inside, record.correlationId, record.templateLink, record.contents);
  const state = deploymentState(inside, record, contents, now);
  const template = evaluateTemplate(record.template, {
    parameters: parametersOf(record.parameters),
    deployment: {
      subscriptionId: record.subscriptionId === "" ? undefined : record.subscriptionId,
      managementGroup: record.managementGroup,
      resourceGroup: record.group,
      location:
        record.location ?? inside.estate.groups.get(groupId(record.subscriptionId, record.group ?? ""))?.location,
      deploymentName: record.name,
    },
    runtime: state,
  });
  const sources = new Map([
    [undefined, templateOf(record.template)],
    ...contents.all.map(({ file, text }) => [file, templateOf(text)] as const),
  ]);
  const made = template.resources
    .filter(({ existing }) => !existing)
    .map((each) => planned(each, sources.get(each.file) ?? {}));
  const resources = assigned(made, record.id);
  const done = new Set(
    record.operations.filter((each) => each.state === "Succeeded").map((each) => each.resourceId.toLowerCase()),
  );
  const pending = new Set(
    resources.flatMap(({ id, isLeftOut }) =>
      id === undefined || isLeftOut || done.has(id.toLowerCase()) ? [] : [id.toLowerCase()],
    ),
  );
  state.tell(
    (name) => resources.find((each) => isNamed(each, name))?.id,
    (id) => pending.has(id.toLowerCase()),
  );
  // Those of key vaults are known once what holds them is evaluated.
  const secrets = (): ReadonlySet<string> => new Set([...secretsOf(record), ...state.secrets]);
  return { template, resources, missing: state.missing, secrets, contents };
}

function parametersOf(given: JsonObject): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (isValue(value) ? [[name, value]] : [])));
}

/** A request's JSON has no members without a value. */
function isValue(value: Json | undefined): value is JsonValue {
  return value !== undefined;
}

function planned(resource: TemplateResource, source: JsonObject): Omit<PlannedResource, "deploymentId"> {
  const { condition, type, jsonPath, via } = resource;
  const declaration = nodeAt(source, jsonPath);
  const [, plain, quoted] = /(?:\.(\w+)|\['([^']*)'\])$/u.exec(jsonPath) ?? [];
  return {
    id: idOf(resource),
    type,
    resource,
    isLeftOut: condition.kind === "known" && condition.value === false,
    declaration,
    place: via.join(">"),
    symbol: plain ?? quoted ?? "",
    loop: textAt(declaration, "copy", "name"),
    dependsOn: dependsOn(resource),
  };
}

/** A resource group of a template for a subscription has an id of its own form. */
function idOf({ idValue }: TemplateResource): string | undefined {
  return asText(idValue)?.replace(
    /^(\/subscriptions\/[^/]+)\/providers\/Microsoft\.Resources(\/resourceGroups\/[^/]+)$/iu,
    "$1$2",
  );
}

function dependsOn({ body }: TemplateResource): readonly string[] | undefined {
  const list = at(body, "dependsOn");
  if (list === undefined) {
    return [];
  }
  const items = itemsOf(list);
  const texts = items?.map((item) => asText(item)).filter((text) => text !== undefined);
  return texts?.length === items?.length ? texts : undefined;
}

/** Says to which deployment each resource belongs; instances of a copied deployment share what is inside in equal parts. */
function assigned(
  resources: readonly Omit<PlannedResource, "deploymentId">[],
  rootId: string,
): readonly PlannedResource[] {
  const byPath = grouped(resources, ({ resource }) => [...resource.via, resource.jsonPath].join(">"));
  const inside = grouped(resources, ({ resource }) => resource.via.join(">"));
  return resources.map((each) => {
    const { via } = each.resource;
    const around = byPath.get(via.join(">")) ?? [];
    const neighbours = inside.get(via.join(">")) ?? [];
    const share = Math.max(1, Math.ceil(neighbours.length / Math.max(1, around.length)));
    const parent = around[Math.floor(neighbours.indexOf(each) / share)] ?? around[0];
    return { ...each, deploymentId: parent?.id ?? rootId };
  });
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) {
      groups.set(keyOf(one), [one]);
    } else {
      group.push(one);
    }
  }
  return groups;
}

/** Whether a text of `dependsOn` or `reference` means a resource: by id, by type and name, by name, symbol or loop. */
export function isNamed({ id, symbol, loop, resource }: PlannedResource, name: string): boolean {
  const wanted = name.toLowerCase().replace(/\/$/u, "");
  if (loop?.toLowerCase() === wanted || symbol.toLowerCase() === wanted) {
    return true;
  }
  if (id === undefined) {
    return false;
  }
  const lower = id.toLowerCase();
  if (wanted.startsWith("/")) {
    return lower === wanted;
  }
  return wanted.includes("/") && /^[\w.]+\.\w+\//u.test(wanted)
    ? lower.endsWith(`/providers/${wanted}`) || typeAndName(id, resource).includes(wanted)
    : asText(resource.name)?.toLowerCase() === wanted || typeOfId(id)?.name.toLowerCase() === wanted;
}

/** `type/name` as older templates write it: `Microsoft.Network/virtualNetworks/subnets/net/sub`. */
function typeAndName(id: string, { type, name }: TemplateResource): readonly string[] {
  return [`${type}/${asText(name) ?? typeOfId(id)?.name ?? ""}`.toLowerCase()];
}

/** The body with which a resource is put; undefined while parts of it are not known. */
export function bodyOf({ resource }: PlannedResource): JsonObject | undefined {
  const json = toJson(resource.body);
  return isJsonObject(json) ? forProvider(json) : undefined;
}

/** The body as far as it is known before the deployment; what is not stands there as an expression. */
export function declaredBody({ resource }: PlannedResource): JsonObject {
  const json = shownValue(resource.body);
  return isJsonObject(json) ? forProvider(json) : {};
}

function forProvider(declared: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(declared).filter(([name]) => !declarationOnly.has(name.toLowerCase())));
}

/** Members of a declaration that only the engine reads. */
const declarationOnly: ReadonlySet<string> = new Set([
  "apiversion",
  "comments",
  "condition",
  "dependson",
  "existing",
  "metadata",
  "name",
  "scope",
  "type",
]);
