import { mayBeginTemplate } from "./firstNames";
import { heldTemplate, mayHoldTemplate } from "./heldTemplate";
import type { JsonNode } from "./json/node";
import { memberNode, stringOf } from "./json/node";
import { parseJson } from "./json/parseJson";
import type { EvaluatedTemplate } from "./model";

/** Larger texts without a template schema are not parsed to look at their shape. */
const largestShapeCheck = 2_000_000;

const schemaScopes: Readonly<Record<string, EvaluatedTemplate["scope"]>> = {
  deploymenttemplate: "resourceGroup",
  subscriptiondeploymenttemplate: "subscription",
  managementgroupdeploymenttemplate: "managementGroup",
  tenantdeploymenttemplate: "tenant",
};

/** The scope that a template's `$schema` stands for, in any version; undefined for another schema. */
export function scopeOfSchema(schema: string): EvaluatedTemplate["scope"] | undefined {
  const file = /([A-Za-z]+)\.json#?\s*$/.exec(schema)?.[1]?.toLowerCase();
  return file === undefined ? undefined : schemaScopes[file];
}

/**
 * Whether a text is an ARM deployment template, by its `$schema` or by its shape, or holds one as a template spec and a
 * deployment stack do. Unrelated JSON is told apart by a search for a few words, without parsing it. Never throws.
 */
export function isDeploymentTemplate(text: string): boolean {
  if (isForeign(text)) {
    return false;
  }
  const named = /"\$schema"\s*:\s*"[^"\n]*deploymentTemplate\.json/i.exec(text);
  if (named !== null && isTopLevel(text, named.index)) {
    return true;
  }
  if (text.length <= largestShapeCheck && mayHoldTemplate(text)) {
    const { root } = parseJson(text);
    const { template } = heldTemplate(root);
    return template === root ? isTemplate(root) : isTemplate(template, "held");
  }
  if (named === null && !(text.includes('"resources"') && text.includes('"apiVersion"'))) {
    return false;
  }
  if (text.length > largestShapeCheck || !/"contentVersion"/i.test(text)) {
    return false;
  }
  return isTemplate(parseJson(text).root);
}

/**
 * Whether a text without any `$schema`, which Azure would refuse as a template anyway, also begins like nothing that holds one:
 * a lock file. The search for a word with so rare a first letter is as fast as memory; the others are not.
 */
function isForeign(text: string): boolean {
  return !text.includes("$schema") && !mayBeginTemplate(text);
}

/** Whether a node is a template: what stands in a place for templates needs less to be taken for one. */
function isTemplate(node: JsonNode | undefined, place: "alone" | "held" = "alone"): boolean {
  const schema = stringOf(memberNode(node, "$schema"));
  if (schema !== undefined && schema !== "") {
    return scopeOfSchema(schema) !== undefined;
  }
  const resources = memberNode(node, "resources");
  return place === "held"
    ? resources?.kind === "array" || resources?.kind === "object"
    : memberNode(node, "contentVersion") !== undefined && holdsResources(resources);
}

/** Whether a text is a parameter file of a template. Never throws. */
export function isParameterFile(text: string): boolean {
  if (isForeign(text)) {
    return false;
  }
  const named = /"\$schema"\s*:\s*"[^"\n]*deploymentParameters\.json/i.exec(text);
  if (named !== null && isTopLevel(text, named.index)) {
    return true;
  }
  if (!text.includes('"parameters"') || !text.includes('"contentVersion"') || text.length > largestShapeCheck) {
    return false;
  }
  const { root } = parseJson(text);
  const parameters = memberNode(root, "parameters");
  if (parameters?.kind !== "object" || stringOf(memberNode(root, "$schema")) !== undefined) {
    return false;
  }
  const entries = parameters.members.map(({ value }) => value);
  const given = (entry: JsonNode | undefined): boolean =>
    memberNode(entry, "value") !== undefined || memberNode(entry, "reference") !== undefined;
  return memberNode(root, "resources") === undefined && entries.length > 0 && entries.every(given);
}

function holdsResources(resources: JsonNode | undefined): boolean {
  const items =
    resources?.kind === "array"
      ? resources.items
      : resources?.kind === "object"
        ? resources.members.map(({ value }) => value)
        : [];
  return items.some((item) => memberNode(item, "type") !== undefined && memberNode(item, "apiVersion") !== undefined);
}

/** Whether exactly one brace is open before `end`; strings and comments are skipped. */
function isTopLevel(text: string, end: number): boolean {
  const pattern = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[{}[\]]/g;
  let depth = 0;
  for (let match = pattern.exec(text); match !== null && match.index < end; match = pattern.exec(text)) {
    const [token] = match;
    depth += token === "{" || token === "[" ? 1 : token === "}" || token === "]" ? -1 : 0;
  }
  return depth === 1;
}
