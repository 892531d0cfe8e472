import { at } from "../access";
import type { Context } from "../evaluation/context";
import type { DeploymentTarget } from "../evaluation/deploymentTarget";
import type { Evaluator } from "../evaluation/evaluator";
import type { SuppliedParameter } from "../evaluation/parameterValue";
import { Scope } from "../evaluation/scope";
import type { JsonNode } from "../json/node";
import { memberNode } from "../json/node";
import { suppliedByOptions } from "../parameterFiles";
import type { TextSpan, Value } from "../value";
import { fromJson, known, object, unknown } from "../values/make";
import { toJson } from "../values/unknowns";
import type { TemplatePlace } from "./collector";
import { isDeploymentStack } from "./declaredResource";
import type { DeclaredResource } from "./declaredResource";
import { targetOf } from "./innerTarget";
import type { LinkedFile, LinkedFiles } from "./linkedFiles";
import { isParameters, isTemplate } from "./linkedFiles";
import type { ResourceLookups } from "./lookup";
import { outputsOf } from "./outputs";
import { linkedPath } from "./templateLink";

/** What looking into deployments takes besides the deployment itself. */
export interface DeploymentReader {
  readonly evaluator: Evaluator;
  readonly links: LinkedFiles;
  readonly lookups: ResourceLookups;
}

/** The template of a deployment, and where it is written. */
interface DeployedTemplate {
  readonly template: JsonNode;
  readonly jsonPath: string;
  /** The file in which it stands; empty for the template itself. */
  readonly file: string;
  readonly isLinked: boolean;
}

/** A deployment whose template is written inline, or in a linked file that can be read. */
export class NestedDeployment {
  readonly resource: DeclaredResource;
  readonly place: TemplatePlace;
  #outputs: ReadonlyMap<string, Value> | undefined;
  readonly #evaluator: Evaluator;

  private constructor(resource: DeclaredResource, place: TemplatePlace, evaluator: Evaluator) {
    this.resource = resource;
    this.place = place;
    this.#evaluator = evaluator;
  }

  /** The deployment that a resource is, if its template can be read; a linked file is read in small steps. */
  static *of(resource: DeclaredResource, reader: DeploymentReader): Generator<void, NestedDeployment | undefined> {
    const { node, context, jsonPath, via, file } = resource.source;
    const properties = memberNode(node, "properties");
    const deployed =
      inlineTemplate(properties, jsonPath, file) ?? (yield* linkedTemplate(resource, properties, reader));
    if (deployed === undefined) {
      return undefined;
    }
    const target = {
      ...targetOf(resource, deployed.template, reader.evaluator),
      templateLink: deployed.isLinked ? at(resource.body, "properties", "templateLink") : undefined,
    };
    const inner = deployed.isLinked || isInner(resource, properties, reader.evaluator);
    const place: TemplatePlace = {
      template: deployed.template,
      context: inner ? yield* innerContext(resource, deployed, properties, target, reader) : context,
      target,
      jsonPath: deployed.jsonPath,
      via: [...via, jsonPath],
      condition: resource.condition,
      file: deployed.file,
    };
    return new NestedDeployment(resource, place, reader.evaluator);
  }

  get via(): readonly string[] {
    return this.place.via;
  }

  /** The outputs of its template by name. */
  get outputs(): ReadonlyMap<string, Value> {
    this.#outputs ??= outputsOf(this.place.template, this.place.context, this.#evaluator);
    return this.#outputs;
  }

  /** What `reference(<this deployment>)` gives. */
  get state(): Value {
    const outputs = [...this.outputs].map(([name, value]) => [name, object([["value", value]])] as const);
    return object(
      [
        ["outputs", object(outputs)],
        ["provisioningState", known("Succeeded")],
      ],
      unknown(`reference('${this.resource.id}')`, "runtime", { type: "object" }),
    );
  }
}

function inlineTemplate(
  properties: JsonNode | undefined,
  jsonPath: string,
  file: string,
): DeployedTemplate | undefined {
  const template = memberNode(properties, "template");
  return template?.kind === "object"
    ? { template, jsonPath: `${jsonPath}.properties.template`, file, isLinked: false }
    : undefined;
}

function* linkedTemplate(
  resource: DeclaredResource,
  properties: JsonNode | undefined,
  reader: DeploymentReader,
): Generator<void, DeployedTemplate | undefined> {
  const link = memberNode(properties, "templateLink");
  const found = link === undefined ? undefined : yield* linkedFile(link, resource, reader, "template");
  if (link === undefined || found === undefined || !isTemplate(found.root)) {
    return undefined;
  }
  reader.links.followed(found, linkSpan(link), [...resource.via, resource.jsonPath]);
  return { template: found.root, jsonPath: "$", file: found.file, isLinked: true };
}

/** The file that a `templateLink` or `parametersLink` leads to. */
function* linkedFile(
  link: JsonNode,
  resource: DeclaredResource,
  { evaluator, links }: DeploymentReader,
  kind: "template" | "parameters",
): Generator<void, LinkedFile | undefined> {
  const { context, file } = resource.source;
  const { runtime } = evaluator;
  if (runtime !== undefined) {
    const address = isLeftOut(resource) ? undefined : toJson(evaluator.node(link, context));
    const content = address === undefined ? undefined : runtime.linked(address, file);
    return content === undefined ? undefined : yield* links.given(content);
  }
  if (!links.isAvailable) {
    return undefined;
  }
  const path = linkedPath(evaluator.node(link, context), context.scope);
  return path === undefined ? undefined : yield* links.read(path, file, { kind, span: linkSpan(link) });
}

/** Nothing is fetched for what is not deployed. */
function isLeftOut({ condition }: DeclaredResource): boolean {
  return condition.kind === "known" && condition.value === false;
}

/** What an author would mend: the path, else the whole link. */
function linkSpan(link: JsonNode): TextSpan {
  return (memberNode(link, "relativePath") ?? memberNode(link, "uri") ?? link).span;
}

/** Stacks, and deployments of languageVersion 2.0, have a scope of their own unless they say otherwise. */
function isInner(resource: DeclaredResource, properties: JsonNode | undefined, evaluator: Evaluator): boolean {
  const { context } = resource.source;
  if (isDeploymentStack(resource.type)) {
    return true;
  }
  const option = memberNode(memberNode(properties, "expressionEvaluationOptions"), "scope");
  const value = option === undefined ? undefined : evaluator.node(option, context);
  return value === undefined
    ? context.scope.isVersion2
    : value.kind === "known" && String(value.value).toLowerCase() === "inner";
}

function* innerContext(
  resource: DeclaredResource,
  { template }: DeployedTemplate,
  properties: JsonNode | undefined,
  target: DeploymentTarget,
  reader: DeploymentReader,
): Generator<void, Context> {
  const { evaluator } = reader;
  const given = memberNode(properties, "parameters");
  const file = given === undefined ? yield* linkedParameters(resource, properties, reader) : undefined;
  const supplied = (name: string): SuppliedParameter | undefined =>
    given === undefined ? file?.(name) : suppliedBy(given, name, resource.source.context, evaluator);
  const { jsonPath, instances, instance } = resource;
  const path = resource.source.file === "" ? jsonPath : `${resource.via.join(">")}>${resource.source.file}:${jsonPath}`;
  const prefix = `deployment('${path}${instances === 1 ? "" : `#${instance}`}').`;
  const scope = new Scope({ template, evaluator, target, supplied, prefix });
  scope.resources = reader.lookups.of(scope);
  return { scope };
}

/** The parameter file that a deployment links. */
function* linkedParameters(
  resource: DeclaredResource,
  properties: JsonNode | undefined,
  reader: DeploymentReader,
): Generator<void, ((name: string) => SuppliedParameter | undefined) | undefined> {
  const link = memberNode(properties, "parametersLink");
  const found = link === undefined ? undefined : yield* linkedFile(link, resource, reader, "parameters");
  return found === undefined || !isParameters(found.root)
    ? undefined
    : suppliedByOptions({ parameterFiles: [{ name: found.file, text: found.text }] });
}

/** An entry of a deployment's `parameters`: a value, a Key Vault reference, or an expression that gives either. */
function suppliedBy(
  given: JsonNode,
  name: string,
  context: Context,
  evaluator: Evaluator,
): SuppliedParameter | undefined {
  if (given.kind === "object") {
    const entry = memberNode(given, name);
    if (entry === undefined) {
      return undefined;
    }
    return valueIn(name, evaluator.node(entry, context), evaluator);
  }
  const all = evaluator.node(given, context);
  if (all.kind !== "object") {
    return { secret: false, value: at(all, name, "value") ?? all };
  }
  const entry = at(all, name);
  return entry === undefined ? undefined : valueIn(name, entry, evaluator);
}

function valueIn(name: string, entry: Value, { runtime }: Evaluator): SuppliedParameter {
  if (entry.kind === "object") {
    if (entry.members.has("reference")) {
      const reference = runtime === undefined ? undefined : toJson(entry.members.get("reference") ?? known(null));
      const secret = reference === undefined ? undefined : runtime?.secret(name, reference);
      return secret === undefined ? { secret: true } : { secret: false, value: fromJson(secret) };
    }
    return { secret: false, value: entry.members.get("value") ?? unknown("", "error") };
  }
  return { secret: false, value: at(entry, "value") ?? entry };
}
