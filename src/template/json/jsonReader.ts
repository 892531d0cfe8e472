import * as l10n from "@vscode/l10n";
import { closeBrace, closeBracket, colon, comma, endOfText, openBrace, openBracket, quote } from "./characters";
import { Gathered } from "./gathered";
import { JsonScanner, literalValue } from "./jsonScanner";
import { beginning, JsonArray, JsonLiteral, JsonObject, JsonString } from "./node";
import { Open } from "./open";
import type { JsonDocument } from "./parseJson";
import type { Pieces, Resources } from "./pieces";
import { Shape } from "./shape";
import type { Anchor, JsonNode } from "./node";

/** Deeper nesting than this is not read: no template has it, and recursion must not exhaust the stack. */
const maximumDepth = 400;

/** Members and items that are read between two chances to pause: some tenths of a millisecond. */
export const readAtOnce = 500;

/** Reads a document bit by bit: it keeps its own stack, so that it can stop and go on at any time. */
export class JsonReader {
  readonly #scanner: JsonScanner;
  readonly #expressions: JsonString[] = [];
  /** One for each depth that was ever reached; so many of them are open. */
  readonly #stack: Open[] = [];
  #depth = 0;
  /** The one that is read at present. */
  #innermost: Open | undefined;
  /** What is in the arrays and objects that are open. */
  readonly #items = new Gathered<JsonNode>();
  readonly #values = new Gathered<JsonNode | undefined>();
  /** See `NamePlaces`: those of the objects that are open, and of all others. */
  readonly #openPlaces = new Gathered<number>();
  readonly #places: number[] = [];
  readonly #noNames = new Shape();
  #anchor: Anchor;
  /** What is added to an offset in the text that is read, to give the offset in the text in which it stands. */
  readonly #shift: number;
  /** Where the anchor is in the text that is read. */
  #base = 0;
  /** How many arrays and objects are open, to know whether a stray bracket may belong to one of them. */
  #openArrays = 0;
  #openObjects = 0;
  readonly #pieces: Pieces | undefined;
  /** The depth inside the top-level array or object whose items are the pieces, while it is open; else -1. */
  #dividedDepth = -1;
  #among: Resources = { nodes: [] };
  #begun = false;
  #finished = false;
  #root: JsonNode | undefined;

  /**
   * @param anchor where the text stands, when it is a piece of a larger one
   * @param pieces to be filled with the top-level resources, each with an anchor of its own
   */
  constructor(text: string, anchor: Anchor = beginning, pieces?: Pieces) {
    this.#scanner = new JsonScanner(text, anchor.start);
    this.#pieces = pieces;
    this.#anchor = anchor;
    this.#shift = anchor.start;
  }

  /** What has been read. */
  get document(): JsonDocument {
    return { root: this.#root, faults: this.#scanner.faults, expressions: this.#expressions };
  }

  /**
   * Goes on reading.
   * @param steps members and items that are read at most
   * @returns whether the document is read to its end
   */
  read(steps = Number.POSITIVE_INFINITY): boolean {
    if (!this.#begun) {
      this.#begun = true;
      this.#value();
    }
    for (let left = steps; left > 0; left--) {
      const open = this.#innermost;
      if (open === undefined) {
        this.#finish();
        return true;
      }
      if (open.isObject) {
        this.#inObject(open);
      } else {
        this.#inArray(open);
      }
    }
    return false;
  }

  #finish(): void {
    if (!this.#finished && this.#scanner.peek() !== endOfText && this.#root !== undefined) {
      this.#scanner.fault(l10n.t("Nothing may follow the end of the document."), this.#scanner.at, 1);
    }
    this.#finished = true;
  }

  /** Reads a value, or opens it when it is an object or an array. */
  #value(): void {
    const code = this.#scanner.peek();
    const offset = this.#scanner.at;
    if (code === quote) {
      const value = this.#textOfValue();
      this.#deliverString(
        new JsonString(this.#anchor, offset - this.#base, this.#scanner.at - this.#base, value),
        offset,
      );
    } else if (code === openBrace || code === openBracket) {
      this.#open(code === openBrace);
    } else if (code === comma || code === colon || code === closeBrace || code === closeBracket || code === endOfText) {
      this.#scanner.fault(l10n.t("A value is missing here."), Math.max(0, offset - 1), 1);
      this.#deliver(undefined, offset);
    } else {
      this.#deliver(this.#literal(offset), offset);
    }
  }

  #open(isObject: boolean): void {
    if (this.#depth >= maximumDepth) {
      this.#scanner.fault(l10n.t("The document is nested too deeply."), this.#scanner.at, 1);
      this.#scanner.at = this.#scanner.text.length;
      this.#deliver(undefined, this.#scanner.at);
      return;
    }
    if (this.#depth === this.#dividedDepth) {
      this.#moveAnchor();
    }
    const open = (this.#stack[this.#depth] ??= new Open(this.#anchor, this.#noNames));
    this.#depth++;
    this.#innermost = open;
    open.isObject = isObject;
    open.anchor = this.#anchor;
    open.offset = this.#scanner.at++;
    open.from = open.offset - this.#base;
    open.first = isObject ? this.#values.count : this.#items.count;
    open.separated = true;
    open.shape = this.#noNames;
    open.nameFrom = -1;
    if (isObject) {
      this.#openObjects++;
    } else {
      this.#openArrays++;
    }
    if (this.#pieces !== undefined && this.#depth === 2 && this.#isResources(this.#stack[0])) {
      this.#dividedDepth = 2;
      this.#among = { nodes: [] };
    }
  }

  #isResources(root: Open | undefined): boolean {
    return root?.isObject === true && root.shape.name.toLowerCase() === "resources";
  }

  /** From here on positions are counted from an anchor of their own. */
  #moveAnchor(): void {
    this.#anchor = { start: this.#shift + this.#scanner.at };
    this.#base = this.#scanner.at;
    this.#pieces?.anchors.push(this.#anchor);
  }

  /** Notes the resource that has just been read to its end. */
  #endPiece(divided: Open): void {
    const read = divided.isObject ? this.#values : this.#items;
    const { last } = read;
    if (last?.kind === "object") {
      const at = read.count - 1 - divided.first;
      this.#pieces?.pieces.push({ anchor: last.anchor, node: last, among: this.#among, at });
    }
    this.#moveAnchor();
  }

  #close(open: Open): void {
    this.#depth--;
    this.#innermost = this.#depth === 0 ? undefined : this.#stack[this.#depth - 1];
    const inside = open.isObject ? this.#closeObject(open) : this.#closeArray(open);
    if (this.#depth + 1 === this.#dividedDepth) {
      this.#dividedDepth = -1;
      this.#among.nodes = inside;
    } else if (this.#depth === this.#dividedDepth && this.#innermost !== undefined) {
      this.#endPiece(this.#innermost);
    }
  }

  #closeObject(open: Open): (JsonNode | undefined)[] {
    this.#openObjects--;
    const values = this.#values.takeSince(open.first);
    const node = new JsonObject(open, this.#anchor, this.#scanner.at - this.#base, values, this.#places);
    this.#openPlaces.moveSince(2 * open.first, this.#places);
    this.#deliver(node, open.offset);
    return values;
  }

  #closeArray(open: Open): (JsonNode | undefined)[] {
    this.#openArrays--;
    const items = this.#items.takeSince(open.first);
    this.#deliver(
      new JsonArray(open.anchor, open.from, this.#anchor, this.#scanner.at - this.#base, items),
      open.offset,
    );
    return items;
  }

  /**
   * Hands a value that is read to its end to what it stands in.
   * @param offset where the value begins, in the text that is read
   */
  #deliver(node: JsonNode | undefined, offset: number): void {
    const open = this.#innermost;
    if (open === undefined) {
      this.#root = node;
    } else if (!open.isObject) {
      if (node !== undefined) {
        this.#items.add(node);
      }
    } else if (open.nameFrom >= 0) {
      this.#values.add(node);
      this.#openPlaces.add(node === undefined ? open.nameFrom - open.offset : offset - open.nameFrom);
      this.#openPlaces.add(open.nameEnd - open.nameFrom);
      open.nameFrom = -1;
    }
  }

  #deliverString(node: JsonString, offset: number): void {
    if (node.value.charCodeAt(0) === openBracket) {
      this.#expressions.push(node);
    }
    const open = this.#innermost;
    // `"name":` with nothing behind it: what was read as the value is the name of the next member.
    if (open?.isObject === true && open.nameFrom >= 0 && this.#scanner.peek() === colon) {
      this.#scanner.fault(l10n.t("A value is missing after this name."), open.nameFrom, open.nameEnd - open.nameFrom);
      this.#scanner.at = offset;
      this.#deliver(undefined, offset);
    } else {
      this.#deliver(node, offset);
    }
  }

  #literal(offset: number): JsonNode | undefined {
    const word = this.#scanner.word();
    const value = literalValue(word);
    if (value === undefined) {
      this.#scanner.fault(l10n.t("'{0}' is not a JSON value.", word.slice(0, 40)), offset, word.length);
      return undefined;
    }
    const written = typeof value === "number" && !Number.isSafeInteger(value) ? word : undefined;
    return new JsonLiteral(this.#anchor, offset - this.#base, this.#scanner.at - this.#base, value, written);
  }

  /** Reads a string that is a value. What was said last under the same name is recognised, and kept only once. */
  #textOfValue(): string {
    const open = this.#innermost;
    if (open?.isObject !== true) {
      return this.#scanner.string();
    }
    const { shape } = open;
    if (shape.lastText !== "" && this.#scanner.passes(shape.lastText)) {
      return shape.lastText;
    }
    const plain = this.#scanner.plainString();
    if (plain !== undefined) {
      shape.lastText = plain;
    }
    return plain ?? this.#scanner.unusualString();
  }

  #inArray(open: Open): void {
    const code = this.#scanner.peek();
    if (code === closeBracket) {
      this.#scanner.at++;
      this.#close(open);
    } else if (code === endOfText || (code === closeBrace && this.#openObjects > 0)) {
      this.#scanner.fault(l10n.t("This array is not closed."), open.offset, 1);
      this.#close(open);
    } else if (code === comma) {
      this.#scanner.at++;
      open.separated = true;
    } else if (code === closeBrace || code === colon) {
      this.#stray();
    } else {
      this.#expectComma(open.separated);
      open.separated = false;
      this.#value();
    }
  }

  #inObject(open: Open): void {
    const code = this.#scanner.peek();
    if (code === closeBrace) {
      this.#scanner.at++;
      this.#close(open);
    } else if (code === quote) {
      this.#expectComma(open.separated);
      open.separated = false;
      this.#member(open);
    } else if (code === comma) {
      this.#scanner.at++;
      open.separated = true;
    } else if (code === endOfText || this.#belongsOutside(code)) {
      this.#scanner.fault(l10n.t("This object is not closed."), open.offset, 1);
      this.#close(open);
    } else {
      this.#stray();
    }
  }

  /** A `]`, or a `{` where a name should stand, inside an array: a closing brace was lost; the rest is the array's. */
  #belongsOutside(code: number): boolean {
    return (code === closeBracket || code === openBrace) && this.#openArrays > 0;
  }

  #expectComma(separated: boolean): void {
    if (!separated) {
      this.#scanner.fault(l10n.t("A ',' is missing before this."), this.#scanner.at, 1);
    }
  }

  #stray(): void {
    this.#scanner.fault(
      l10n.t("'{0}' is not expected here.", this.#scanner.text.charAt(this.#scanner.at)),
      this.#scanner.at,
      1,
    );
    this.#scanner.at++;
  }

  #member(open: Open): void {
    const from = this.#scanner.at;
    open.shape = this.#nextName(open.shape);
    open.nameFrom = from;
    open.nameEnd = this.#scanner.at;
    const { name } = open.shape;
    if (name.charCodeAt(0) === openBracket) {
      this.#expressions.push(new JsonString(this.#anchor, from - this.#base, this.#scanner.at - this.#base, name));
    }
    if (this.#scanner.peek() === colon) {
      this.#scanner.at++;
      this.#value();
    } else {
      this.#scanner.fault(l10n.t("A ':' and a value are missing after this name."), from, open.nameEnd - from);
      this.#deliver(undefined, from);
    }
  }

  /** Reads a name; the one that is expected after the others is only recognised. */
  #nextName(shape: Shape): Shape {
    const { expected } = shape;
    if (expected?.isVerbatim === true && this.#scanner.passes(expected.name)) {
      return expected;
    }
    const plain = this.#scanner.plainString();
    return plain === undefined ? shape.with(this.#scanner.unusualString(), false) : shape.with(plain, true);
  }
}
