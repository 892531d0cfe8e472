import type { ParsedExpression } from "../expression/parser";
import type { JsonValue, TextSpan } from "../value";

/**
 * A place of the text from which positions are counted. When an edit before it makes the text longer or shorter, it moves, and
 * everything that is counted from it moves along: what was made from untouched text needs not be made again.
 */
export interface Anchor {
  start: number;
  /** Set for files that a template links to. */
  readonly file?: string;
}

/** Where documents begin that are never edited. */
export const beginning: Anchor = { start: 0 };

/** A tree of a JSON document with the exact offsets of its raw text, made by `parseJson`. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonLiteral;

/** What every node has. Positions are kept from an anchor; plain fields, because a large template has very many nodes. */
abstract class Anchored {
  readonly anchor: Anchor;
  /** Of the first character, from the anchor. */
  readonly from: number;
  /** What the end is counted from: another anchor than the start for what holds whole resources. */
  readonly endAnchor: Anchor;
  readonly to: number;

  constructor(anchor: Anchor, from: number, endAnchor: Anchor, to: number) {
    this.anchor = anchor;
    this.from = from;
    this.endAnchor = endAnchor;
    this.to = to;
  }

  /** Offset of the first character, in UTF-16 units of the raw text. */
  get offset(): number {
    return this.anchor.start + this.from;
  }

  /** Offset after the last character. */
  get end(): number {
    return this.endAnchor.start + this.to;
  }

  /** The stretch of the text that the node takes; it moves along when the text before it changes. */
  get span(): TextSpan {
    return this.anchor === beginning && this.endAnchor === beginning
      ? { offset: this.from, length: this.to - this.from }
      : this.spanOf(this.offset, this.end);
  }

  /** A stretch inside the node, by its offsets in the raw text; it moves along too. */
  spanOf(offset: number, end: number): TextSpan {
    return this.anchor === beginning
      ? { offset, length: end - offset }
      : new MovingSpan(this.anchor, offset - this.anchor.start, end - offset);
  }
}

/** A stretch of a text that is being edited. */
export class MovingSpan implements TextSpan {
  readonly #anchor: Anchor;
  readonly #from: number;
  readonly length: number;

  /** @param from counted from the anchor */
  constructor(anchor: Anchor, from: number, length: number) {
    this.#anchor = anchor;
    this.#from = from;
    this.length = length;
  }

  get offset(): number {
    return this.#anchor.start + this.#from;
  }

  get file(): string | undefined {
    return this.#anchor.file;
  }
}

/** One `"key": value` of an object; the value is missing while it is being typed. */
export interface JsonMember {
  readonly key: string;
  /** The name as it is written, with its quotes. */
  readonly keyNode: JsonString;
  readonly value: JsonNode | undefined;
}

export class JsonObject extends Anchored {
  readonly kind = "object";
  readonly members: readonly JsonMember[];
  /** The names of all members, once somebody has asked `plainNames`; null when some of them are not plain. */
  names: readonly string[] | null | undefined;

  constructor(anchor: Anchor, from: number, endAnchor: Anchor, to: number, members: readonly JsonMember[]) {
    super(anchor, from, endAnchor, to);
    this.members = members;
    this.names = undefined;
  }
}

export class JsonArray extends Anchored {
  readonly kind = "array";
  readonly items: readonly JsonNode[];

  constructor(anchor: Anchor, from: number, endAnchor: Anchor, to: number, items: readonly JsonNode[]) {
    super(anchor, from, endAnchor, to);
    this.items = items;
  }
}

export class JsonString extends Anchored {
  readonly kind = "string";
  /** Decoded: escapes resolved. */
  readonly value: string;
  /** What it holds, once somebody has asked `expressionIn`. */
  parsed: ParsedExpression | undefined;

  constructor(anchor: Anchor, from: number, to: number, value: string) {
    super(anchor, from, anchor, to);
    this.value = value;
    this.parsed = undefined;
  }
}

export class JsonLiteral extends Anchored {
  readonly kind = "literal";
  readonly value: number | boolean | null;
  /** How a number is written that cannot be kept without rounding it. */
  readonly written: string | undefined;

  constructor(anchor: Anchor, from: number, to: number, value: number | boolean | null, written?: string) {
    super(anchor, from, anchor, to);
    this.value = value;
    this.written = written;
  }
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
