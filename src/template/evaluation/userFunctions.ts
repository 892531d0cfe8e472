import * as l10n from "@vscode/l10n";
import type { FunctionCall } from "../expression/ast";
import { ExpressionError } from "../functions/templateFunction";
import type { JsonNode } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { Value } from "../value";
import type { Context } from "./context";
import type { Evaluator } from "./evaluator";
import { Scope } from "./scope";

/** A function that the template defines under `functions`. */
export interface UserFunction {
  /** With its namespace, as written. */
  readonly name: string;
  readonly parameters: readonly string[];
  readonly output: JsonNode | undefined;
}

/** All functions of a template, by lower-case name with namespace. */
export function userFunctionsOf(template: JsonNode | undefined): ReadonlyMap<string, UserFunction> {
  const found = new Map<string, UserFunction>();
  const list = memberNode(template, "functions");
  for (const group of list?.kind === "array" ? list.items : []) {
    const namespace = stringOf(memberNode(group, "namespace"));
    const members = memberNode(group, "members");
    if (namespace === undefined || members?.kind !== "object") {
      continue;
    }
    for (const { key, value } of members.members) {
      const name = `${namespace}.${key}`;
      found.set(name.toLowerCase(), {
        name,
        parameters: parameterNames(memberNode(value, "parameters")),
        output: memberNode(memberNode(value, "output"), "value"),
      });
    }
  }
  return found;
}

function parameterNames(node: JsonNode | undefined): readonly string[] {
  return (node?.kind === "array" ? node.items : []).map((item) => stringOf(memberNode(item, "name")) ?? "");
}

/**
 * What a call of a template's own function gives. Inside it only its own parameters exist.
 * @throws ExpressionError when the arguments do not fit
 */
export function callUserFunction(
  own: UserFunction,
  call: FunctionCall,
  args: readonly Value[],
  context: Context,
  evaluator: Evaluator,
): Value {
  if (args.length > own.parameters.length) {
    const message = l10n.t(
      "'{0}' takes {1} argument(s), but {2} are given.",
      own.name,
      own.parameters.length,
      args.length,
    );
    throw new ExpressionError(message);
  }
  if (own.output === undefined) {
    throw new ExpressionError(l10n.t("The function '{0}' has no output value.", call.name));
  }
  const parameters = new Map<string, Value>();
  own.parameters.forEach((name, i) => {
    const arg = args[i];
    if (arg !== undefined) {
      parameters.set(name.toLowerCase(), arg);
    }
  });
  // Azure refuses functions that call themselves; following them would only cost time.
  if (context.scope.isCalling(own.name)) {
    throw new ExpressionError(l10n.t("The function '{0}' calls itself.", call.name));
  }
  return evaluator.node(own.output, { scope: Scope.ofFunction(context.scope, own.name, parameters) });
}
