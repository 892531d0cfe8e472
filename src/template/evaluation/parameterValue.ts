import type { JsonMember, JsonNode } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { JsonValue, ProvenanceStep, TextSpan, Value, ValueType } from "../value";
import { known, unknown } from "../values/make";
import { cameThrough } from "../values/provenance";
import type { Context } from "./context";
import { spanOf } from "./evaluator";
import type { Evaluator } from "./evaluator";

/** The value that a parameter file, a caller or an outer deployment gives to a parameter. */
export type SuppliedParameter =
  | { readonly secret: true }
  | { readonly secret: false; readonly value: Value; readonly step?: Omit<ProvenanceStep, "kind"> };

/** What is needed to tell a parameter's value. */
export interface ParameterSource {
  readonly evaluator: Evaluator;
  readonly template: JsonNode | undefined;
  readonly prefix: string;
  readonly supplied: SuppliedParameter | undefined;
  readonly context: Context;
}

const types: Readonly<Record<string, ValueType>> = {
  string: "string",
  securestring: "string",
  int: "int",
  bool: "bool",
  array: "array",
  object: "object",
  secureobject: "object",
};

/** The value of a declared parameter: what is supplied, else its default, else unknown. Secure ones are always unknown. */
export function declaredValue(declaration: JsonMember, source: ParameterSource): Value {
  const name = declaration.key;
  const fact = (property: string): JsonNode | undefined => declared(declaration.value, property, source.template);
  const declaredType = stringOf(fact("type"))?.toLowerCase() ?? "";
  const type = types[declaredType];
  const text = `${source.prefix}parameters('${name}')`;
  const because = [name];
  const through = (value: Value, span: TextSpan | undefined): Value => cameThrough(value, "parameter", name, span);
  const own = declaration.value === undefined ? undefined : spanOf(declaration.value);
  if (declaredType.startsWith("secure") || source.supplied?.secret === true) {
    return through(unknown(text, "secure", { because, type }), own);
  }
  if (source.supplied !== undefined) {
    const { value, step } = source.supplied;
    const supplied = step === undefined ? value : cameThrough(value, "parameterFile", step.name, step.span);
    return through(supplied, value.from?.span ?? own);
  }
  const fallback = fact("defaultValue");
  if (fallback !== undefined) {
    return through(source.evaluator.node(fallback, source.context), spanOf(fallback));
  }
  const nullable = fact("nullable");
  if (nullable?.kind === "literal" && nullable.value === true) {
    return through(known(null), own);
  }
  const allowed = allowedValues(fact("allowedValues"));
  return through(
    unknown(text, "noDefault", {
      because,
      type,
      allowed,
      least: numberOf(fact("minValue")),
      most: numberOf(fact("maxValue")),
    }),
    own,
  );
}

/** A property of a declaration, also when it comes from a definition that the declaration refers to (languageVersion 2.0). */
function declared(node: JsonNode | undefined, property: string, template: JsonNode | undefined): JsonNode | undefined {
  let at = node;
  for (let hops = 0; hops < 10; hops++) {
    const own = memberNode(at, property);
    if (own !== undefined) {
      return own;
    }
    const reference = stringOf(memberNode(at, "$ref"));
    if (reference?.startsWith("#/definitions/") !== true) {
      return undefined;
    }
    at = memberNode(memberNode(template, "definitions"), reference.slice("#/definitions/".length));
  }
  return undefined;
}

function numberOf(node: JsonNode | undefined): number | undefined {
  return node?.kind === "literal" && typeof node.value === "number" ? node.value : undefined;
}

function allowedValues(node: JsonNode | undefined): readonly JsonValue[] | undefined {
  return node?.kind === "array" && node.items.length > 0 ? node.items.map(nodeToJson) : undefined;
}

/** The plain JSON of a node, expressions left as they are written. */
export function nodeToJson(node: JsonNode): JsonValue {
  switch (node.kind) {
    case "string":
    case "literal":
      return node.value;
    case "array":
      return node.items.map(nodeToJson);
    case "object":
      return Object.fromEntries(
        node.members.flatMap(({ key, value }) => (value === undefined ? [] : [[key, nodeToJson(value)] as const])),
      );
  }
}
