import type { Expression } from "../expression/ast";
import { expressionIn } from "../expression/templateString";
import type { JsonNode, JsonString } from "../json/node";

/** The variables (`v x`) and parameters (`p x`), in lower case, that a piece of a template names as `variables('x')`. */
export function declarationsIn(node: JsonNode): readonly string[] {
  const names = new Set<string>();
  visitStrings(node, (text) => {
    const parsed = expressionIn(text)?.expression;
    if (parsed !== undefined) {
      collect(parsed, names);
    }
  });
  return [...names];
}

function visitStrings(node: JsonNode | undefined, visit: (text: JsonString) => void): void {
  if (node?.kind === "string") {
    visit(node);
  } else if (node?.kind === "array") {
    node.items.forEach((item) => visitStrings(item, visit));
  } else if (node?.kind === "object") {
    for (const member of node.members) {
      if (member.key.startsWith("[")) {
        visit(member.keyNode);
      }
      visitStrings(member.value, visit);
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
