import type { Context } from "../evaluation/context";
import { copiedArray } from "../evaluation/copiedArray";
import type { Evaluator } from "../evaluation/evaluator";
import type { JsonNode } from "../json/node";
import { memberNode, stringOf } from "../json/node";
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
    sources.push([key, () => outputValue(key, value, context, evaluator)]);
  }
  return Members.of(sources);
}

function outputValue(name: string, node: JsonNode | undefined, context: Context, evaluator: Evaluator): Value {
  if (stringOf(memberNode(node, "type"))?.toLowerCase().startsWith("secure") === true) {
    return unknown(`outputs('${name}')`, "secure");
  }
  const copy = memberNode(node, "copy");
  if (copy?.kind === "object") {
    return copiedArray({ name, node: copy }, "output", context, evaluator);
  }
  const value = memberNode(node, "value");
  return value === undefined ? unknown(`outputs('${name}')`, "error") : evaluator.node(value, context);
}
