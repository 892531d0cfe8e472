import type { JsonNode } from "../json/node";
import { memberNode, nodeToJson, stringOf } from "../json/node";
import type { DeclaredMembers, JsonValue, UnknownReason, UnknownValue, ValueType } from "../value";
import { unknown } from "../values/make";

const types: Readonly<Record<string, ValueType>> = {
  string: "string",
  securestring: "string",
  int: "int",
  bool: "bool",
  array: "array",
  object: "object",
  secureobject: "object",
};

/** References that lead on to references are followed so often. */
const mostHops = 10;

/** What an unknown of a type inherits: why it is not known, and the parameters that would decide it. */
export interface UnknownOrigin {
  readonly reason: UnknownReason;
  readonly because: readonly string[];
}

/**
 * What a template declares about a value: about a parameter, or (languageVersion 2.0) about what is inside one. A `$ref` leads
 * to `definitions`; what stands beside it wins. Source: Azure documentation, "Definitions in ARM templates" (January 2025).
 */
export class DeclaredType implements DeclaredMembers {
  readonly node: JsonNode | undefined;
  readonly #template: JsonNode | undefined;

  constructor(node: JsonNode | undefined, template: JsonNode | undefined) {
    this.node = node;
    this.#template = template;
  }

  /** A property of the declaration, or of what it refers to. */
  fact(property: string): JsonNode | undefined {
    let at = this.node;
    for (let hops = 0; hops < mostHops; hops++) {
      const own = memberNode(at, property);
      if (own !== undefined) {
        return own;
      }
      const reference = stringOf(memberNode(at, "$ref"));
      if (reference === undefined) {
        return undefined;
      }
      at = pointedAt(this.#template, reference);
    }
    return undefined;
  }

  get #typeName(): string {
    return stringOf(this.fact("type"))?.toLowerCase() ?? "";
  }

  /** Whether values of the type are never to be read or shown. */
  get isSecure(): boolean {
    return this.#typeName.startsWith("secure");
  }

  /** Whether null, or leaving it out, is allowed. */
  get isNullable(): boolean {
    const nullable = this.fact("nullable");
    return nullable?.kind === "literal" && nullable.value === true;
  }

  /** The type of its values, null apart. */
  get valueType(): ValueType | undefined {
    return types[this.#typeName];
  }

  #typeOf(node: JsonNode | undefined): readonly DeclaredType[] {
    return node?.kind === "object" ? [new DeclaredType(node, this.#template)] : [];
  }

  /**
   * What is declared about a member or an item: nothing, one type, or one for each form of a discriminated union, all of which
   * have it.
   */
  members(step: string | number): readonly DeclaredType[] {
    return typeof step === "number" ? this.#item(step) : this.#property(step);
  }

  #item(index: number): readonly DeclaredType[] {
    const listed = this.fact("prefixItems");
    return this.#typeOf((listed?.kind === "array" ? listed.items[index] : undefined) ?? this.fact("items"));
  }

  #property(name: string): readonly DeclaredType[] {
    const own = this.#ownProperty(name);
    const inForms = own.length > 0 ? [] : this.forms.map((form) => form.#ownProperty(name));
    if (inForms.length > 0) {
      // What only some forms have may be absent, and then nothing bounds it.
      return inForms.some((found) => found.length === 0) ? [] : inForms.flat();
    }
    return own.length > 0 ? own : this.#typeOf(this.fact("additionalProperties"));
  }

  #ownProperty(name: string): readonly DeclaredType[] {
    return this.#typeOf(memberNode(this.fact("properties"), name));
  }

  /** The forms of a discriminated union; none when it is no union. */
  get forms(): readonly DeclaredType[] {
    const mapping = memberNode(this.fact("discriminator"), "mapping");
    return mapping?.kind === "object" ? mapping.members.flatMap(({ value }) => this.#typeOf(value)) : [];
  }

  /** Every type inside this one. */
  get parts(): readonly DeclaredType[] {
    const properties = this.fact("properties");
    const listed = this.fact("prefixItems");
    const nodes = [
      ...(properties?.kind === "object" ? properties.members.map(({ value }) => value) : []),
      ...(listed?.kind === "array" ? listed.items : []),
      this.fact("items"),
      this.fact("additionalProperties"),
    ];
    return [...nodes.flatMap((node) => this.#typeOf(node)), ...this.forms];
  }

  /** All that the declaration allows, as plain JSON; undefined when it is not listed. */
  get allowed(): readonly JsonValue[] | undefined {
    const listed = this.fact("allowedValues");
    const allowed = listed?.kind === "array" && listed.items.length > 0 ? listed.items.map(nodeToJson) : undefined;
    return allowed !== undefined && this.isNullable && !allowed.includes(null) ? [...allowed, null] : allowed;
  }

  /** A number that the declaration gives: `minValue`, `maxLength` … */
  numberAt(property: string): number | undefined {
    const node = this.fact(property);
    return node?.kind === "literal" && typeof node.value === "number" ? node.value : undefined;
  }

  /** A value of this type of which nothing else is known. */
  unknown(text: string, origin: UnknownOrigin): UnknownValue {
    return unknownOf([this], text, origin);
  }

  memberOfUnknown(step: string | number, text: string, { reason, because }: UnknownValue): UnknownValue | undefined {
    const found = this.members(step);
    return found.length === 0 ? undefined : unknownOf(found, text, { reason, because });
  }
}

/** An unknown value of one of these types. */
function unknownOf(
  found: readonly DeclaredType[],
  text: string,
  { reason, because }: UnknownOrigin,
  isItem = false,
): UnknownValue {
  const valueTypes = new Set(found.map((each) => (each.isNullable ? undefined : each.valueType)));
  const [type] = valueTypes.size === 1 ? valueTypes : [];
  if (found.some(({ isSecure }) => isSecure)) {
    return unknown(text, "secure", { because, type });
  }
  const lists = found.map(({ allowed }) => allowed);
  const [only, ...others] = found;
  const single = others.length === 0 ? only : undefined;
  return unknown(text, reason, {
    because,
    type,
    allowed: lists.includes(undefined) ? undefined : distinct(lists.flatMap((list) => list ?? [])),
    least: single?.numberAt("minValue"),
    most: single?.numberAt("maxValue"),
    length: single === undefined ? undefined : lengthOf(single, text, { reason, because }),
    // An item's own items would have no end where a type refers to itself.
    item: isItem || single === undefined ? undefined : itemOf(single, text, { reason, because }),
    declared: single,
  });
}

/** What every item of an array is like. */
function itemOf(declared: DeclaredType, text: string, origin: UnknownOrigin): UnknownValue | undefined {
  const items = declared.fact("prefixItems") === undefined ? declared.members(0) : [];
  return declared.valueType !== "array" || items.length === 0
    ? undefined
    : unknownOf(items, `${text}[*]`, origin, true);
}

function lengthOf(declared: DeclaredType, text: string, { reason, because }: UnknownOrigin): UnknownValue | undefined {
  const [least, most] = [declared.numberAt("minLength"), declared.numberAt("maxLength")];
  return declared.isNullable || (least === undefined && most === undefined)
    ? undefined
    : unknown(`length(${text})`, reason, { because, type: "int", least: least ?? 0, most });
}

function distinct(values: readonly JsonValue[]): readonly JsonValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** What a JSON pointer such as `#/definitions/disk` leads to. */
function pointedAt(template: JsonNode | undefined, pointer: string): JsonNode | undefined {
  const [start, ...steps] = pointer.split("/");
  if (start !== "#" || steps.length === 0) {
    return undefined;
  }
  let at = template;
  for (const step of steps) {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    at = at?.kind === "array" ? at.items[Number(name)] : memberNode(at, name);
  }
  return at;
}
