import type { SuppliedParameter } from "./evaluation/parameterValue";
import type { JsonNode } from "./json/node";
import { memberNode } from "./json/node";
import { parseJson } from "./json/parseJson";
import type { EvaluationOptions } from "./model";
import { writtenNumber } from "./values/integers";
import type { Value } from "./value";
import { LazyItems } from "./values/lazyItems";
import { fromJson, known, object } from "./values/make";

/**
 * Looks parameter values up where the options give them: single values first, then the last file that has it.
 * @param inTemplate values that the template's own file gives, as a deployment stack does; all others win over them
 */
export function suppliedByOptions(
  options: EvaluationOptions,
  inTemplate?: JsonNode,
): (name: string) => SuppliedParameter | undefined {
  const single = new Map(Object.entries(options.parameters ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const files = [...(options.parameterFiles ?? [])].reverse();
  let parsed: readonly { readonly name: string; readonly parameters: JsonNode | undefined }[] | undefined;
  return (name) => {
    const value = single.get(name.toLowerCase());
    if (value !== undefined) {
      return { secret: false, value: fromJson(value) };
    }
    parsed ??= files.map((file) => ({
      name: file.name,
      parameters: memberNode(parseJson(file.text).root, "parameters"),
    }));
    for (const file of [...parsed, { name: "", parameters: inTemplate }]) {
      const entry = memberNode(file.parameters, name);
      const supplied = entry === undefined ? undefined : entryValue(entry, file.name);
      if (supplied !== undefined) {
        return supplied;
      }
    }
    return undefined;
  };
}

function entryValue(entry: JsonNode, file: string): SuppliedParameter | undefined {
  if (memberNode(entry, "reference") !== undefined) {
    return { secret: true };
  }
  const value = memberNode(entry, "value");
  return value === undefined
    ? undefined
    : { secret: false, value: plainValue(value), ...(file === "" ? {} : { step: { name: file, span: undefined } }) };
}

/** The value of a node of a parameter file, in which nothing is an expression. */
function plainValue(node: JsonNode): Value {
  switch (node.kind) {
    case "string":
      return fromJson(node.value);
    case "literal":
      return node.written === undefined ? fromJson(node.value) : writtenNumber(node.written);
    case "array":
      return new LazyItems(node.items.length, (at) => plainItem(node.items[at]));
    case "object":
      return object(
        node.members.flatMap(({ key, value }) =>
          value === undefined ? [] : [[key, () => plainValue(value)] as const],
        ),
      );
  }
}

function plainItem(node: JsonNode | undefined): Value {
  return node === undefined ? known(null) : plainValue(node);
}
