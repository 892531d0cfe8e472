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

/**
 * What every node has. Positions are kept from an anchor; few and plain fields, because a large template has very many nodes.
 * A node is also the stretch of the text that it takes.
 */
abstract class Anchored implements TextSpan {
  readonly anchor: Anchor;
  /** Of the first character, from the anchor. */
  readonly from: number;
  /** After the last character, from the anchor at the end. */
  readonly to: number;

  constructor(anchor: Anchor, from: number, to: number) {
    this.anchor = anchor;
    this.from = from;
    this.to = to;
  }

  /** Offset of the first character, in UTF-16 units of the raw text. */
  get offset(): number {
    return this.anchor.start + this.from;
  }

  /** Offset after the last character. */
  get end(): number {
    return this.anchor.start + this.to;
  }

  get length(): number {
    return this.end - this.offset;
  }

  get file(): string | undefined {
    return this.anchor.file;
  }

  /** The stretch of the text that the node takes; it moves along when the text before it changes. */
  get span(): TextSpan {
    return this.anchor === beginning ? { offset: this.from, length: this.to - this.from } : this;
  }

  /** A stretch inside the node, by its offsets in the raw text; it moves along too. */
  spanOf(offset: number, end: number): TextSpan {
    return this.anchor === beginning
      ? { offset, length: end - offset }
      : new MovingSpan(this.anchor, offset - this.anchor.start, end - offset);
  }
}

/** On the prototypes and not in the nodes, which would all be larger. */
const kinds = { object: "object", array: "array", string: "string", literal: "literal" } as const;

/** A stretch of a text that is being edited. */
class MovingSpan implements TextSpan {
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

/** One `"key": value` of an object. */
export class JsonMember {
  readonly key: string;
  /** Missing while it is being typed. It is replaced when it is read anew after an edit. */
  value: JsonNode | undefined;
  readonly #anchor: Anchor;
  readonly #from: number;
  readonly #to: number;

  /** The positions are those of the name with its quotes, from the anchor. */
  constructor(anchor: Anchor, from: number, to: number, key: string) {
    this.key = key;
    this.value = undefined;
    this.#anchor = anchor;
    this.#from = from;
    this.#to = to;
  }

  /** The name as it is written, with its quotes. */
  get keyNode(): JsonString {
    return new JsonString(this.#anchor, this.#from, this.#to, this.key);
  }
}

/** What may end at another anchor than it begins at, because it holds whole resources. */
abstract class Container extends Anchored {
  readonly endAnchor: Anchor;

  constructor(anchor: Anchor, from: number, endAnchor: Anchor, to: number) {
    super(anchor, from, to);
    this.endAnchor = endAnchor;
  }

  override get end(): number {
    return this.endAnchor.start + this.to;
  }

  override get span(): TextSpan {
    return this.endAnchor === beginning ? super.span : this;
  }
}

export class JsonObject extends Container {
  readonly members: readonly JsonMember[];
  /** The names of all members, once somebody has asked `plainNames`; null when some of them are not plain. */
  names: readonly string[] | null | undefined;

  constructor(anchor: Anchor, from: number, endAnchor: Anchor, to: number, members: readonly JsonMember[]) {
    super(anchor, from, endAnchor, to);
    this.members = members;
    this.names = undefined;
  }

  get kind(): "object" {
    return kinds.object;
  }
}

export class JsonArray extends Container {
  readonly items: readonly JsonNode[];

  constructor(anchor: Anchor, from: number, endAnchor: Anchor, to: number, items: readonly JsonNode[]) {
    super(anchor, from, endAnchor, to);
    this.items = items;
  }

  get kind(): "array" {
    return kinds.array;
  }
}

export class JsonString extends Anchored {
  /** Decoded: escapes resolved. */
  readonly value: string;
  /** What it holds, once somebody has asked `expressionIn`. */
  parsed: ParsedExpression | undefined;

  constructor(anchor: Anchor, from: number, to: number, value: string) {
    super(anchor, from, to);
    this.value = value;
    this.parsed = undefined;
  }

  get kind(): "string" {
    return kinds.string;
  }
}

export class JsonLiteral extends Anchored {
  readonly value: number | boolean | null;
  /** How a number is written that cannot be kept without rounding it. */
  readonly written: string | undefined;

  constructor(anchor: Anchor, from: number, to: number, value: number | boolean | null, written?: string) {
    super(anchor, from, to);
    this.value = value;
    this.written = written;
  }

  get kind(): "literal" {
    return kinds.literal;
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
  let lower: string | undefined;
  for (let i = node.members.length - 1; i >= 0; i--) {
    const member = node.members[i];
    if (member?.key === name) {
      return member;
    }
    if (member?.key.length === name.length && member.key.toLowerCase() === (lower ??= name.toLowerCase())) {
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
