import type { Expression } from "../expression/ast";
import type { SoundExpression } from "../expression/parser";
import { expressionIn } from "../expression/templateString";
import type { JsonNode, JsonString } from "../json/node";
import type { TemplateProblem } from "../model";
import { isDeployment } from "../resources/declaredResource";
import type { DeclaredResource } from "../resources/declaredResource";
import type { Value } from "../value";

/**
 * Functions that are right with every argument that passes the check of the text, or that only look something up: what is
 * wrong with it is told where it is written. Expressions of nothing else need not be evaluated to know that they are sound.
 */
const harmless: ReadonlySet<string> = new Set([
  "parameters",
  "variables",
  "concat",
  "resourceid",
  "subscriptionresourceid",
  "resourcegroup",
  "subscription",
  "copyindex",
  "format",
  "reference",
  "uniquestring",
  "guid",
  "tolower",
  "toupper",
  "equals",
  "not",
  "and",
  "or",
  "if",
  "empty",
  "deployment",
  "environment",
  "null",
  "true",
  "false",
  "string",
]);

/** Whether evaluating an expression can show a mistake that its text does not. */
export function mayFail({ expression, notes }: SoundExpression): boolean {
  notes.mayFail ??= isFallible(expression);
  return notes.mayFail;
}

function isFallible(expression: Expression): boolean {
  switch (expression.kind) {
    case "text":
    case "number":
      return false;
    case "call":
      return !harmless.has(expression.key) || expression.args.some(isFallible);
    case "member":
    case "index":
      return !isRuntimeObject(expression.target);
  }
}

/** `resourceGroup().location` and the like: their members are there. */
function isRuntimeObject(target: Expression): boolean {
  return (
    target.kind === "call" &&
    ["resourcegroup", "subscription", "deployment", "environment", "reference"].includes(target.key)
  );
}

/**
 * What is wrong in a resource that is deployed for certain, and shows only when its properties are evaluated: a `substring`
 * that reaches outside its text, a member that a table does not have. Of a loop the first and the last instance are looked at.
 */
export function bodyProblems(resource: DeclaredResource): readonly TemplateProblem[] {
  const { condition, instance, instances } = resource;
  const isEnd = instance === 0 || instances === undefined || instance === instances - 1;
  if (!isEnd || condition.kind !== "known" || condition.value !== true) {
    return [];
  }
  const problems: TemplateProblem[] = [];
  const known = new Set<string>();
  const { evaluator, context, node } = resource.source;
  visitStrings(node, isDeployment(resource.type), (each) => {
    const parsed = expressionIn(each);
    // What is kept as shared is no mistake: those are not kept.
    if (parsed?.expression === undefined || !mayFail(parsed) || context.scope.shared.has(parsed.expression)) {
      return;
    }
    const value = evaluator.node(each, context);
    const message = value.kind === "unknown" && value.reason === "error" ? value.problem : undefined;
    const origin = `${message}|${originOf(value)}`;
    if (message !== undefined && (originOf(value) === "" || !known.has(origin))) {
      known.add(origin);
      problems.push({ kind: "expression", message, span: each.span });
    }
  });
  return problems;
}

/** The variable or parameter in which a mistake is: it is told once, however often that is used. */
function originOf(value: Value): string {
  return value.from?.chain.map(({ name }) => name).join(" ") ?? "";
}

/** Texts that mean something where they stand: not the inner template of a deployment, not what a loop repeats. */
function visitStrings(node: JsonNode | undefined, isDeployed: boolean, visit: (node: JsonString) => void): void {
  if (node?.kind === "string") {
    visit(node);
  } else if (node?.kind === "array") {
    for (const item of node.items) {
      visitStrings(item, isDeployed, visit);
    }
  } else if (node?.kind === "object") {
    for (const { key, value } of node.members) {
      if (!isElsewhere(key, isDeployed)) {
        visitStrings(value, isDeployed, visit);
      }
    }
  }
}

function isElsewhere(key: string, isDeployed: boolean): boolean {
  const { length } = key;
  if (length !== 4 && length !== 8 && length !== 9) {
    return false;
  }
  const name = key.toLowerCase();
  return name === "copy" || name === "resources" || name === "metadata" || (isDeployed && name === "template");
}
