import type { Expression } from "../expression/ast";
import { expressionIn } from "../expression/templateString";
import type { JsonNode, JsonString } from "../json/node";

/** The variables (`v x`) and parameters (`p x`), in lower case, that a piece of a template names as `variables('x')`. */
export function declarationsIn(node: JsonNode): readonly string[] {
  if (node.kind === "string") {
    return namedIn(node);
  }
  if (node.kind === "literal") {
    return none;
  }
  const names = new Set<string>();
  addAll(node, names);
  return [...names];
}

const none: readonly string[] = [];

function namedIn(text: JsonString): readonly string[] {
  const parsed = expressionIn(text);
  if (parsed?.expression === undefined) {
    return none;
  }
  const { expression, notes } = parsed;
  if (notes.declarations === undefined) {
    const names = new Set<string>();
    collect(expression, names);
    notes.declarations = [...names];
  }
  return notes.declarations;
}

function addAll(node: JsonNode | undefined, names: Set<string>): void {
  if (node?.kind === "string") {
    namedIn(node).forEach((name) => names.add(name));
  } else if (node?.kind === "array") {
    for (const item of node.items) {
      addAll(item, names);
    }
  } else if (node?.kind === "object") {
    for (const member of node.members) {
      if (member.key.startsWith("[")) {
        namedIn(member.keyNode).forEach((name) => names.add(name));
      }
      addAll(member.value, names);
    }
  }
}

function collect(expression: Expression, names: Set<string>): void {
  if (expression.kind === "call") {
    const [first] = expression.args;
    if ((expression.key === "variables" || expression.key === "parameters") && first?.kind === "text") {
      names.add(`${expression.key.charAt(0)} ${first.value.toLowerCase()}`);
    }
    expression.args.forEach((arg) => collect(arg, names));
  } else if (expression.kind === "member" || expression.kind === "index") {
    collect(expression.target, names);
    if (expression.kind === "index") {
      collect(expression.index, names);
    }
  }
}
