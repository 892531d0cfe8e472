import * as l10n from "@vscode/l10n";
import { asPart, managementGroupPath, resourceGroupPath, subscriptionPath } from "../evaluation/deploymentTarget";
import { asText, at } from "../access";
import type { Context } from "../evaluation/context";
import type { UnknownValue, Value } from "../value";
import { canonicalText } from "../values/canonical";
import { fromJson, object, text, unknown } from "../values/make";
import { inherited } from "../values/unknowns";
import { textOf } from "./arguments";
import { ExpressionError, many, strict } from "./templateFunction";
import type { CallSite, TemplateFunction } from "./templateFunction";

/** The segments of a resource type; one trailing slash is accepted, as the engine does. */
function segmentsOf(type: string): readonly string[] {
  return (type.endsWith("/") ? type.slice(0, -1) : type).split("/");
}

/**
 * Which argument is the type: the first one with a `/` whose number of segments fits the names behind it.
 * @throws ExpressionError when an argument looks like a type but the number of names does not fit
 */
function typePosition(name: string, args: readonly Value[], last: number): number | undefined {
  let misfit: { readonly type: string; readonly names: number } | undefined;
  for (let i = 0; i <= last && i < args.length; i++) {
    const arg = args[i];
    const type = arg === undefined ? undefined : textOf(name, arg);
    if (type?.includes("/") !== true || type.startsWith("/")) {
      continue;
    }
    const names = args.length - i - 1;
    if (namesNeeded(type) === names) {
      return i;
    }
    misfit ??= { type, names };
  }
  if (misfit !== undefined) {
    throw new ExpressionError(segmentProblem(name, misfit.type, misfit.names));
  }
  return undefined;
}

/** The sentence for a type and names that do not fit together. */
export function segmentProblem(name: string, type: string, names: number): string {
  return l10n.t("'{0}' needs {1} name(s) for the type '{2}', but {3} are given.", name, namesNeeded(type), type, names);
}

/** How many name arguments a type needs. */
export function namesNeeded(type: string): number {
  let slashes = 0;
  for (let at = type.indexOf("/"); at >= 0 && at < type.length - 1; at = type.indexOf("/", at + 1)) {
    slashes++;
  }
  return slashes;
}

/** `<prefix>/providers/<namespace>/<type>/<name>/…` */
function idOf(prefix: Value, type: string, names: readonly Value[]): Value {
  const [namespace = "", ...types] = segmentsOf(type);
  const [only = ""] = types;
  const [name] = names;
  if (types.length === 1 && name !== undefined) {
    return text([asPart(prefix), `/providers/${namespace}/${only}/`, asPart(name)]);
  }
  const parts = [asPart(prefix), `/providers/${namespace}`];
  types.forEach((each, i) => {
    const own = names[i];
    parts.push(`/${each}/`, own === undefined ? "" : asPart(own));
  });
  return text(parts);
}

function resourceId(args: readonly Value[], site: CallSite): Value | undefined {
  const at = typePosition("resourceId", args, 2);
  const type = at === undefined ? undefined : textOf("resourceId", args[at]);
  if (at === undefined || type === undefined) {
    return undefined;
  }
  const { target } = site.context.scope;
  const names = args.slice(at + 1);
  if (target.scope !== "resourceGroup" && at === 0) {
    return idOf(target.scope === "subscription" ? subscriptionPath(target) : text([""]), type, names);
  }
  if (at === 0) {
    return idOf(resourceGroupPath(target), type, names);
  }
  const before = args.slice(0, at);
  const resourceGroup = before.at(-1) ?? target.resourceGroup;
  const subscriptionId = before.length > 1 ? before[0] : undefined;
  const place = { ...target, resourceGroup, subscriptionId: subscriptionId ?? target.subscriptionId };
  return idOf(resourceGroupPath(place), type, names);
}

function subscriptionResourceId(args: readonly Value[], site: CallSite): Value | undefined {
  const at = typePosition("subscriptionResourceId", args, 1);
  const type = at === undefined ? undefined : textOf("subscriptionResourceId", args[at]);
  if (at === undefined || type === undefined) {
    return undefined;
  }
  const { target } = site.context.scope;
  const subscriptionId = (at > 0 ? args[0] : undefined) ?? target.subscriptionId;
  return idOf(subscriptionPath({ ...target, subscriptionId }), type, args.slice(at + 1));
}

function tenantResourceId(args: readonly Value[]): Value | undefined {
  const type = typePosition("tenantResourceId", args, 0) === 0 ? textOf("tenantResourceId", args[0]) : undefined;
  return type === undefined ? undefined : idOf(text([""]), type, args.slice(1));
}

function extensionResourceId([base, ...others]: readonly Value[]): Value | undefined {
  const type =
    typePosition("extensionResourceId", others, 0) === 0 ? textOf("extensionResourceId", others[0]) : undefined;
  return type === undefined || base === undefined || base.kind === "array" || base.kind === "object"
    ? undefined
    : idOf(base, type, others.slice(1));
}

function managementGroupResourceId(args: readonly Value[], site: CallSite): Value | undefined {
  const at = typePosition("managementGroupResourceId", args, 1);
  const type = at === undefined ? undefined : textOf("managementGroupResourceId", args[at]);
  if (at === undefined || type === undefined) {
    return undefined;
  }
  const { target } = site.context.scope;
  const managementGroup = (at > 0 ? args[0] : undefined) ?? target.managementGroup;
  return idOf(managementGroupPath({ ...target, managementGroup }), type, args.slice(at + 1));
}

/** The run-time state of a resource: never known, but two uses are equal when they name the same resource the same way. */
function runtimeState(name: string): (args: readonly Value[]) => UnknownValue {
  return (args) => {
    // The API version changes the shape, not the resource; and two references without one are the same as well.
    const named = args.slice(0, 1).map(canonicalText);
    const full = args.slice(2).map(canonicalText);
    return unknown(`${name}(${[...named, ...full].join(", ")})`, "runtime");
  };
}

const referenceState = runtimeState("reference");

/** The state of a resource that is there already, while a template is deployed; its name is an id or a symbol. */
function deployedState(named: Value | undefined, full: boolean, { scope }: Context): Value | undefined {
  const { runtime } = scope;
  if (runtime === undefined || named?.kind !== "known" || typeof named.value !== "string") {
    return undefined;
  }
  const symbol = scope.resources?.resourceInfo(named.value);
  const id = symbol === undefined || symbol === "loop" ? named.value : asText(at(symbol, "id"));
  const state = id === undefined ? undefined : runtime.reference(id, full);
  return state === undefined ? undefined : fromJson(state);
}

/**
 * `roleDefinitions('Contributor')`: looked up by name in the tenant, where roles of one's own count too. What it holds is
 * documented ("Resource functions for Bicep", June 2026), the ids are known only there.
 */
function roleDefinitions(args: readonly Value[]): Value {
  const { because } = inherited(args);
  const role = runtimeState("roleDefinitions")(args);
  const member = (name: string): readonly [string, Value] => [
    name,
    unknown(`${role.text}.${name}`, "runtime", { because, type: "string" }),
  ];
  return object([member("id"), member("roleDefinitionId")], role);
}

/** Ids of resources, and their run-time state. */
export const resourceFunctions: readonly TemplateFunction[] = [
  strict("resourceId", [2, many], resourceId, { returns: "string", impure: true }),
  strict("subscriptionResourceId", [2, many], subscriptionResourceId, { returns: "string", impure: true }),
  strict("tenantResourceId", [2, many], tenantResourceId, { returns: "string" }),
  strict("extensionResourceId", [3, many], extensionResourceId, { returns: "string" }),
  strict("managementGroupResourceId", [2, many], managementGroupResourceId, { returns: "string", impure: true }),
  strict(
    "reference",
    [1, 3],
    (args, { context }) => {
      const [named, , full] = args;
      const inline = named === undefined ? undefined : context.scope.resources?.deploymentReference(named);
      if (inline === undefined) {
        return deployedState(named, full !== undefined, context) ?? referenceState(args);
      }
      if (full === undefined) {
        return inline;
      }
      return object([["properties", inline]], referenceState(args));
    },
    { impure: true },
  ),
  strict(
    "resourceInfo",
    1,
    ([name], { context }) => {
      const symbol = textOf("resourceInfo", name);
      const found = symbol === undefined ? undefined : context.scope.resources?.resourceInfo(symbol);
      if (found === undefined && symbol !== undefined && context.scope.resources !== undefined) {
        throw new ExpressionError(l10n.t("There is no resource with the symbolic name '{0}'.", symbol));
      }
      if (found === "loop") {
        throw new ExpressionError(
          l10n.t("'{0}' is a copy loop: name one of its resources, as in '{0}[0]'.", symbol ?? ""),
        );
      }
      return found;
    },
    { impure: true },
  ),
  strict(
    "references",
    [1, 3],
    (args, { context }) => {
      const symbol = textOf("references", args[0]);
      const loop = symbol === undefined || args.length > 1 ? undefined : context.scope.resources?.loop(symbol);
      return loop ?? runtimeState("references")(args);
    },
    { impure: true },
  ),
  strict("roleDefinitions", 1, roleDefinitions, { returns: "object" }),
  ...["providers", "pickZones", "externalInput", "externalInputs", "getSecret"].map((name) =>
    strict(name, [0, many], runtimeState(name), { impure: true }),
  ),
  ...["toLogicalZone", "toLogicalZones", "toPhysicalZone", "toPhysicalZones"].map((name) =>
    strict(name, [1, many], runtimeState(name), { impure: true }),
  ),
];
