import type { Context } from "../evaluation/context";
import { copiedArray } from "../evaluation/copiedArray";
import { DeclaredType } from "../evaluation/declaredType";
import type { Evaluator } from "../evaluation/evaluator";
import { veiled } from "../evaluation/veiled";
import type { JsonNode } from "../json/node";
import { memberNode } from "../json/node";
import type { Value } from "../value";
import { unknown } from "../values/make";
import { Members } from "../values/members";

/** The outputs of a template by name, each computed when it is asked for. Secure ones are unknown. */
export function outputsOf(
  template: JsonNode | undefined,
  context: Context,
  evaluator: Evaluator,
): ReadonlyMap<string, Value> {
  const outputs = memberNode(template, "outputs");
  const sources: [string, () => Value][] = [];
  for (const { key, value } of outputs?.kind === "object" ? outputs.members : []) {
    sources.push([key, () => outputValue(key, value, template, context, evaluator)]);
  }
  return Members.of(sources);
}

function outputValue(
  name: string,
  node: JsonNode | undefined,
  template: JsonNode | undefined,
  context: Context,
  evaluator: Evaluator,
): Value {
  const declared = new DeclaredType(node, template);
  const text = `outputs('${name}')`;
  if (declared.isSecure) {
    return unknown(text, "secure");
  }
  const copy = memberNode(node, "copy");
  const value = memberNode(node, "value");
  const made =
    copy?.kind === "object"
      ? copiedArray({ name, node: copy }, "output", context, evaluator)
      : value === undefined
        ? unknown(text, "error")
        : evaluator.node(value, context);
  return veiled(made, declared, text, []);
}
