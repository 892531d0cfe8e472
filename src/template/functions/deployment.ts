import * as l10n from "@vscode/l10n";
import type { Context, Loop } from "../evaluation/context";
import { managementGroupObject, resourceGroupObject, subscriptionObject } from "../evaluation/deploymentTarget";
import type { JsonValue, UnknownValue, Value } from "../value";
import { fromJson, known, object, unknown } from "../values/make";
import { canonicalText } from "../values/canonical";
import { typeOf } from "../values/compare";
import { inherited } from "../values/unknowns";
import { integerOf, textOf } from "./arguments";
import { formatDate } from "./dateFormat";
import { ExpressionError, strict } from "./templateFunction";
import type { CallSite, TemplateFunction } from "./templateFunction";

/** The endpoints of the public cloud, as `environment()` gives them there. */
const publicCloud: JsonValue = {
  name: "AzureCloud",
  gallery: "https://gallery.azure.com/",
  graph: "https://graph.windows.net/",
  portal: "https://portal.azure.com",
  graphAudience: "https://graph.windows.net/",
  activeDirectoryDataLake: "https://datalake.azure.net/",
  batch: "https://batch.core.windows.net/",
  media: "https://rest.media.azure.net",
  sqlManagement: "https://management.core.windows.net:8443/",
  vmImageAliasDoc:
    "https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json",
  resourceManager: "https://management.azure.com/",
  authentication: {
    loginEndpoint: "https://login.microsoftonline.com/",
    audiences: ["https://management.core.windows.net/", "https://management.azure.com/"],
    tenant: "common",
    identityProvider: "AAD",
  },
  suffixes: {
    acrLoginServer: ".azurecr.io",
    azureDatalakeAnalyticsCatalogAndJob: "azuredatalakeanalytics.net",
    azureDatalakeStore: "azuredatalakestore.net",
    azureFrontDoorEndpointSuffix: "azurefd.net",
    keyvaultDns: ".vault.azure.net",
    sqlServerHostname: ".database.windows.net",
    storage: "core.windows.net",
  },
};

function loopFor(context: Context, name: string | undefined): Loop | undefined {
  let nearest: Loop | undefined;
  for (let loop = context.loops; loop !== undefined; loop = loop.outer) {
    if (loop.name.toLowerCase() === name?.toLowerCase()) {
      return loop;
    }
    // Without a name the resource's (or output's) own loop is meant, also inside a property copy.
    if (name === undefined && (loop.kind === "resource" || loop.kind === "output")) {
      return loop;
    }
    nearest ??= loop;
  }
  return name === undefined ? nearest : undefined;
}

function copyIndex(args: readonly Value[], { context }: CallSite): Value | undefined {
  const [first, second] = args;
  // An unknown first argument can only be an offset: names of loops are written out.
  const named = first !== undefined && first.kind !== "unknown" && typeOf(first) !== "int";
  const name = named ? textOf("copyIndex", first) : undefined;
  if (named && name === undefined) {
    return undefined;
  }
  const loop = loopFor(context, name);
  if (loop === undefined) {
    throw new ExpressionError(
      name === undefined
        ? l10n.t("'copyIndex' is used outside a copy loop.")
        : l10n.t("There is no copy loop '{0}' around this place.", name),
    );
  }
  const offset = named ? second : first;
  return offset === undefined ? loop.index : shifted(loop.index, offset);
}

function shifted(index: Value, offset: Value): Value | undefined {
  const by = integerOf("copyIndex", offset);
  if (by === undefined || by === 0) {
    return by === 0 ? index : undefined;
  }
  if (index.kind === "known" && typeof index.value === "number") {
    return known(index.value + by);
  }
  if (index.kind !== "unknown") {
    return undefined;
  }
  const { reason, because } = inherited([index]);
  const identity = index.identity === undefined ? undefined : `add(${index.identity}, ${by})`;
  return unknown(`add(${index.text}, ${by})`, reason, { because, type: "int", identity });
}

/**
 * `newGuid` and `utcNow` differ for each parameter, but are the same wherever that parameter is used. In one and the same
 * default every `newGuid` is another one, and `utcNow` depends on the format.
 */
function perDeployment(name: "newGuid" | "utcNow"): TemplateFunction {
  return strict(
    name,
    [0, name === "newGuid" ? 0 : 1],
    (args, { call, context }) => {
      const { because } = inherited(args);
      const which = name === "newGuid" ? [String(call.start)] : args.map(canonicalText);
      const text = `${name}(${[`'${context.parameter ?? ""}'`, ...which].join(", ")})`;
      const { runtime } = context.scope;
      if (runtime !== undefined) {
        return name === "newGuid" ? known(runtime.newGuid(text)) : dateIn(runtime.startTime, args[0]);
      }
      return unknown(text, "runtime", { because, type: "string" });
    },
    { returns: "string", impure: true },
  );
}

/** What `utcNow` gives: without a format, the compact one of ISO 8601. */
function dateIn(date: Date, format: Value | undefined): Value | undefined {
  const wanted = format === undefined ? "yyyyMMddTHHmmssZ" : textOf("utcNow", format);
  const written = wanted === undefined ? undefined : formatDate(date, wanted);
  return written === undefined ? undefined : known(written);
}

function deployment(context: Context): Value {
  const { target } = context.scope;
  const open = (text: string, type?: "string" | "object"): UnknownValue => unknown(text, "runtime", { type });
  return object(
    [
      ["name", target.deploymentName],
      ["properties", deploymentProperties(context)],
      [
        "location",
        (target.scope === "resourceGroup" ? undefined : target.location) ?? open("deployment().location", "string"),
      ],
    ],
    open("deployment()", "object"),
  );
}

function deploymentProperties({ scope }: Context): Value {
  const { target, runtime } = scope;
  const rest = unknown("deployment().properties", "runtime", { type: "object" });
  if (runtime === undefined) {
    return rest;
  }
  const unlinked = (): Value => {
    throw new ExpressionError(
      l10n.t("'deployment().properties' has no 'templateLink' here: the template is not deployed from an address."),
    );
  };
  return object([["templateLink", target.templateLink ?? unlinked]], rest);
}

function tenantOf(context: Context): Value {
  const { subscriptionId } = context.scope.target;
  const state =
    subscriptionId.kind === "known" ? context.scope.runtime?.subscription(String(subscriptionId.value)) : undefined;
  return state === undefined
    ? unknown("tenant()", "runtime", { type: "object" })
    : fromJson({ tenantId: state.tenantId, id: `/tenants/${state.tenantId}` });
}

/** What is known only when a template is deployed, with as much of its shape as is certain. */
export const deploymentFunctions: readonly TemplateFunction[] = [
  strict(
    "parameters",
    1,
    ([name], { context }) => {
      const wanted = textOf("parameters", name);
      return wanted === undefined ? undefined : context.scope.parameter(wanted);
    },
    { impure: true },
  ),
  strict("variables", 1, ([name], { context }) => {
    const wanted = textOf("variables", name);
    return wanted === undefined ? undefined : context.scope.variable(wanted);
  }),
  strict("copyIndex", [0, 2], copyIndex, { returns: "int", impure: true }),
  strict("resourceGroup", 0, (_, { context }) => resourceGroupObject(context.scope.target, context.scope.runtime), {
    impure: true,
  }),
  strict("subscription", 0, (_, { context }) => subscriptionObject(context.scope.target, context.scope.runtime), {
    impure: true,
  }),
  strict("deployment", 0, (_, { context }) => deployment(context), { impure: true }),
  strict("environment", 0, () => fromJson(publicCloud)),
  strict("tenant", 0, (_, { context }) => tenantOf(context), { impure: true }),
  strict("managementGroup", 0, (_, { context }) => managementGroupObject(context.scope.target), { impure: true }),
  strict("deployer", 0, () => unknown("deployer()", "runtime", { type: "object" }), { impure: true }),
  perDeployment("newGuid"),
  perDeployment("utcNow"),
  strict("fail", 1, ([message]) => {
    throw new ExpressionError(
      l10n.t("The template stops with: {0}", (message === undefined ? "" : textOf("fail", message)) ?? ""),
    );
  }),
];
