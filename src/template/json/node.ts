/** A tree of a JSON document with the exact offsets of its raw text, made by `parseJson`. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonLiteral;

interface JsonBase {
  /** Offset of the first character, in UTF-16 units of the raw text. */
  readonly offset: number;
  /** Offset after the last character. */
  readonly end: number;
}

/** One `"key": value` of an object; the value is missing while it is being typed. */
export interface JsonMember {
  readonly key: string;
  readonly keyOffset: number;
  readonly keyEnd: number;
  readonly value: JsonNode | undefined;
}

export interface JsonObject extends JsonBase {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends JsonBase {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonString extends JsonBase {
  readonly kind: "string";
  /** Decoded: escapes resolved. */
  readonly value: string;
}

export interface JsonLiteral extends JsonBase {
  readonly kind: "literal";
  readonly value: number | boolean | null;
}

/** A fault in the JSON itself. */
export interface JsonFault {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** The value of a member, its name compared without case (the last one wins, as in every JSON reader). */
export function memberNode(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return memberOf(node, name)?.value;
}

/** As `memberNode`, with the key's own offsets. */
export function memberOf(node: JsonNode | undefined, name: string): JsonMember | undefined {
  if (node?.kind !== "object") {
    return undefined;
  }
  const lower = name.toLowerCase();
  for (let i = node.members.length - 1; i >= 0; i--) {
    const member = node.members[i];
    if (member?.key === name || (member?.key.length === name.length && member.key.toLowerCase() === lower)) {
      return member;
    }
  }
  return undefined;
}

/** The decoded text of a string node, undefined for every other node. */
export function stringOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === "string" ? node.value : undefined;
}
