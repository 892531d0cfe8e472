import type { ParsedExpression } from "../expression/parser";
import type { Shape } from "./shape";
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
export interface JsonMember {
  readonly key: string;
  /** Missing while it is being typed. */
  readonly value: JsonNode | undefined;
  /** The name as it is written, with its quotes. */
  readonly keyNode: JsonString;
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

/**
 * Where the names of all objects of a document are written, two numbers for each: how far before its value a name begins, since
 * both move together, and how long it is with its quotes. A name without a value is counted from the beginning of its object;
 * that is only in documents with faults, which are not moved.
 */
export type NamePlaces = readonly number[];

/** An object. Its members are kept apart, name by name and value by value, because so many have the same names. */
export class JsonObject extends Container {
  readonly shape: Shape;
  /** In the order of the names. Missing where it is being typed; one is replaced when it is read anew after an edit. */
  readonly values: readonly (JsonNode | undefined)[];
  readonly #places: NamePlaces;
  readonly #firstPlace: number;

  /**
   * @param begun where it begins, and its names
   * @param to after the last character, from the anchor at the end
   * @param places to which those of its names are added next
   */
  constructor(
    begun: { readonly anchor: Anchor; readonly from: number; readonly shape: Shape },
    endAnchor: Anchor,
    to: number,
    values: readonly (JsonNode | undefined)[],
    places: NamePlaces,
  ) {
    super(begun.anchor, begun.from, endAnchor, to);
    this.shape = begun.shape;
    this.values = values;
    this.#places = places;
    this.#firstPlace = places.length;
  }

  get kind(): "object" {
    return kinds.object;
  }

  /** Name and value together; whoever is in a hurry asks for `shape` and `values`. */
  get members(): readonly JsonMember[] {
    return this.values.map((_, at) => this.memberAt(at));
  }

  memberAt(at: number): JsonMember {
    return new MemberOfObject(this.shape.list[at] ?? "", this, at);
  }

  /** A name as it is written, with its quotes. */
  nameAt(at: number): JsonString {
    const value = this.values[at];
    const place = this.#firstPlace + 2 * at;
    const distance = this.#places[place] ?? 0;
    const from = value === undefined ? this.from + distance : value.from - distance;
    const to = from + (this.#places[place + 1] ?? 0);
    return new JsonString(value?.anchor ?? this.anchor, from, to, this.shape.list[at] ?? "");
  }
}

/** A member that somebody looks at. */
class MemberOfObject implements JsonMember {
  readonly key: string;
  readonly value: JsonNode | undefined;
  readonly #object: JsonObject;
  readonly #at: number;

  constructor(key: string, object: JsonObject, at: number) {
    this.key = key;
    this.value = object.values[at];
    this.#object = object;
    this.#at = at;
  }

  get keyNode(): JsonString {
    return this.#object.nameAt(this.#at);
  }
}

/** An array with its items. */
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

/** A text. */
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

/** A number, true, false or null. */
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
  if (node?.kind !== "object") {
    return undefined;
  }
  const at = node.shape.lastIndexOf(name);
  return at < 0 ? undefined : node.values[at];
}

/** As `memberNode`, with the key's own offsets. */
export function memberOf(node: JsonNode | undefined, name: string): JsonMember | undefined {
  if (node?.kind !== "object") {
    return undefined;
  }
  const at = node.shape.lastIndexOf(name);
  return at < 0 ? undefined : node.memberAt(at);
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
