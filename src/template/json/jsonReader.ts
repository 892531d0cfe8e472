import * as l10n from "@vscode/l10n";
import { endOfString, unescapeJson } from "./jsonString";
import { beginning, JsonArray, JsonLiteral, JsonMember, JsonObject, JsonString } from "./node";
import type { JsonDocument } from "./parseJson";
import type { Open } from "./open";
import type { Pieces } from "./pieces";
import type { Anchor, JsonFault, JsonNode } from "./node";

/** Deeper nesting than this is not read: no template has it, and recursion must not exhaust the stack. */
const maximumDepth = 400;

/** Members and items that are read between two chances to pause: some tenths of a millisecond. */
export const readAtOnce = 500;

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;
const comma = 44;
const backslash = 92;
const slash = 47;
const colon = 58;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
const byteOrderMark = 65279;
const endOfText = -1;

const wordPattern = /[^\s,:[\]{}"/]+/y;

/** Reads a document bit by bit: it keeps its own stack, so that it can stop and go on at any time. */
export class JsonReader {
  readonly #text: string;
  readonly #faults: JsonFault[] = [];
  readonly #expressions: JsonString[] = [];
  readonly #stack: Open[] = [];
  #anchor: Anchor;
  /** What is added to an offset in the text that is read, to give the offset in the text in which it stands. */
  readonly #shift: number;
  /** Where the anchor is in the text that is read. */
  #base = 0;
  #at = 0;
  /** How many arrays and objects are open, to know whether a stray bracket may belong to one of them. */
  #openArrays = 0;
  #openObjects = 0;
  readonly #pieces: Pieces | undefined;
  /** The top-level array or object whose items are the pieces. */
  #divided: Open | undefined;
  #begun = false;
  #finished = false;
  #root: JsonNode | undefined;

  /**
   * @param anchor where the text stands, when it is a piece of a larger one
   * @param pieces to be filled with the top-level resources, each with an anchor of its own
   */
  constructor(text: string, anchor: Anchor = beginning, pieces?: Pieces) {
    this.#text = text;
    this.#pieces = pieces;
    this.#anchor = anchor;
    this.#shift = anchor.start;
  }

  /** What has been read. */
  get document(): JsonDocument {
    return { root: this.#root, faults: this.#faults, expressions: this.#expressions };
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
      const open = this.#stack.at(-1);
      if (open === undefined) {
        this.#finish();
        return true;
      }
      if (open.kind === "object") {
        this.#inObject(open);
      } else {
        this.#inArray(open);
      }
    }
    return false;
  }

  #finish(): void {
    if (!this.#finished && this.#peek() !== endOfText && this.#root !== undefined) {
      this.#fault(l10n.t("Nothing may follow the end of the document."), this.#at, 1);
    }
    this.#finished = true;
  }

  #fault(message: string, offset: number, length: number): void {
    if (this.#faults.length < 100) {
      this.#faults.push({ message, offset: this.#shift + offset, length });
    }
  }

  /** Skips white space and comments; the code of the next character, or -1 at the end. */
  #peek(): number {
    const text = this.#text;
    const { length } = text;
    for (let at = this.#at; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code === slash) {
        this.#at = at;
        this.#skipComment();
        at = this.#at - 1;
      } else if (
        (code > slash && code !== byteOrderMark) ||
        !(code === space || code === lineFeed || code === carriageReturn || code === tab || code === byteOrderMark)
      ) {
        this.#at = at;
        return code;
      }
    }
    this.#at = length;
    return endOfText;
  }

  #skipComment(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === "/") {
      const end = this.#text.indexOf("\n", this.#at);
      this.#at = end < 0 ? this.#text.length : end + 1;
    } else if (next === "*") {
      const end = this.#text.indexOf("*/", this.#at + 2);
      this.#at = end < 0 ? this.#text.length : end + 2;
    } else {
      this.#fault(l10n.t("'/' starts neither a comment nor a value."), this.#at, 1);
      this.#at++;
    }
  }

  /** Reads a value, or opens it when it is an object or an array. */
  #value(): void {
    const code = this.#peek();
    if (code === quote) {
      const offset = this.#at;
      const value = this.#string();
      this.#deliverString(new JsonString(this.#anchor, offset - this.#base, this.#at - this.#base, value));
    } else if (code === openBrace || code === openBracket) {
      this.#open(code);
    } else if (code === comma || code === colon || code === closeBrace || code === closeBracket || code === endOfText) {
      this.#fault(l10n.t("A value is missing here."), Math.max(0, this.#at - 1), 1);
      this.#deliver(undefined);
    } else {
      this.#deliver(this.#literal());
    }
  }

  #open(code: number): void {
    if (this.#stack.length >= maximumDepth) {
      this.#fault(l10n.t("The document is nested too deeply."), this.#at, 1);
      this.#at = this.#text.length;
      this.#deliver(undefined);
      return;
    }
    if (this.#divided !== undefined && this.#stack.at(-1) === this.#divided) {
      this.#moveAnchor();
    }
    const offset = this.#at++;
    const from = offset - this.#base;
    const anchor = this.#anchor;
    if (code === openBrace) {
      this.#openObjects++;
      this.#stack.push({ kind: "object", anchor, offset, from, members: [], separated: true, member: undefined });
    } else {
      this.#openArrays++;
      this.#stack.push({ kind: "array", anchor, offset, from, items: [], separated: true });
    }
    if (this.#pieces !== undefined && this.#stack.length === 2 && this.#isResources(this.#stack[0])) {
      this.#divided = this.#stack[1];
    }
  }

  #isResources(root: Open | undefined): boolean {
    return root?.kind === "object" && root.member?.key.toLowerCase() === "resources";
  }

  /** From here on positions are counted from an anchor of their own. */
  #moveAnchor(): void {
    this.#anchor = { start: this.#shift + this.#at };
    this.#base = this.#at;
    this.#pieces?.anchors.push(this.#anchor);
  }

  /** Notes the resource that has just been read to its end. */
  #endPiece(divided: Open): void {
    const at = (divided.kind === "array" ? divided.items : divided.members).length - 1;
    const last = divided.kind === "array" ? divided.items.at(-1) : divided.members.at(-1)?.value;
    if (last?.kind === "object") {
      const replace = (node: JsonObject): void => {
        if (divided.kind === "array") {
          divided.items[at] = node;
        } else {
          const member = divided.members[at];
          if (member !== undefined) {
            member.value = node;
          }
        }
      };
      this.#pieces?.pieces.push({ anchor: last.anchor, node: last, replace });
    }
    this.#moveAnchor();
  }

  #close(open: Open): void {
    this.#stack.pop();
    const end = this.#at - this.#base;
    if (open.kind === "object") {
      this.#openObjects--;
      this.#deliver(new JsonObject(open.anchor, open.from, this.#anchor, end, open.members));
    } else {
      this.#openArrays--;
      this.#deliver(new JsonArray(open.anchor, open.from, this.#anchor, end, open.items));
    }
    if (this.#divided === open) {
      this.#divided = undefined;
    } else if (this.#divided !== undefined && this.#stack.at(-1) === this.#divided) {
      this.#endPiece(this.#divided);
    }
  }

  /** Hands a value that is read to its end to what it stands in. */
  #deliver(node: JsonNode | undefined): void {
    const open = this.#stack.at(-1);
    if (open === undefined) {
      this.#root = node;
    } else if (open.kind === "array") {
      if (node !== undefined) {
        open.items.push(node);
      }
    } else if (open.member !== undefined) {
      open.member.value = node;
      open.members.push(open.member);
      open.member = undefined;
    }
  }

  #deliverString(node: JsonString): void {
    if (node.value.charCodeAt(0) === openBracket) {
      this.#expressions.push(node);
    }
    const open = this.#stack.at(-1);
    // `"name":` with nothing behind it: what was read as the value is the name of the next member.
    if (open?.kind === "object" && open.member !== undefined && this.#peek() === colon) {
      const { offset, end } = open.member.keyNode;
      this.#fault(l10n.t("A value is missing after this name."), offset - this.#shift, end - offset);
      this.#at = node.offset - this.#shift;
      this.#deliver(undefined);
    } else {
      this.#deliver(node);
    }
  }

  /** Reads a string to its end and gives what it says. */
  #string(): string {
    const text = this.#text;
    const offset = this.#at;
    for (let at = offset + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.#at = at + 1;
        return text.slice(offset + 1, at);
      }
      if (code === backslash || code === lineFeed || code === carriageReturn) {
        break;
      }
    }
    return this.#unusualString(offset);
  }

  /** A string with escapes or line breaks, or without its end. */
  #unusualString(offset: number): string {
    const { end, closed, escaped } = endOfString(this.#text, offset);
    this.#at = end;
    if (!closed) {
      this.#fault(l10n.t("This string is not closed."), offset, end - offset);
    }
    const raw = this.#text.slice(offset + 1, closed ? end - 1 : end);
    return escaped ? unescapeJson(raw) : raw;
  }

  #literal(): JsonNode | undefined {
    const offset = this.#at;
    wordPattern.lastIndex = offset;
    const end = wordPattern.test(this.#text) ? wordPattern.lastIndex : offset + 1;
    const word = this.#text.slice(offset, end);
    this.#at = end;
    const value = literalValue(word);
    if (value === undefined) {
      this.#fault(l10n.t("'{0}' is not a JSON value.", word.slice(0, 40)), offset, word.length);
      return undefined;
    }
    const written = typeof value === "number" && !Number.isSafeInteger(value) ? word : undefined;
    return new JsonLiteral(this.#anchor, offset - this.#base, end - this.#base, value, written);
  }

  #inArray(open: Extract<Open, { kind: "array" }>): void {
    const code = this.#peek();
    if (code === closeBracket) {
      this.#at++;
      this.#close(open);
    } else if (code === endOfText || (code === closeBrace && this.#openObjects > 0)) {
      this.#fault(l10n.t("This array is not closed."), open.offset, 1);
      this.#close(open);
    } else if (code === comma) {
      this.#at++;
      open.separated = true;
    } else if (code === closeBrace || code === colon) {
      this.#stray();
    } else {
      this.#expectComma(open.separated);
      open.separated = false;
      this.#value();
    }
  }

  #inObject(open: Extract<Open, { kind: "object" }>): void {
    const code = this.#peek();
    if (code === closeBrace) {
      this.#at++;
      this.#close(open);
    } else if (code === quote) {
      this.#expectComma(open.separated);
      open.separated = false;
      this.#member(open);
    } else if (code === comma) {
      this.#at++;
      open.separated = true;
    } else if (code === endOfText || this.#belongsOutside(code)) {
      this.#fault(l10n.t("This object is not closed."), open.offset, 1);
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
      this.#fault(l10n.t("A ',' is missing before this."), this.#at, 1);
    }
  }

  #stray(): void {
    this.#fault(l10n.t("'{0}' is not expected here.", this.#text.charAt(this.#at)), this.#at, 1);
    this.#at++;
  }

  #member(open: Extract<Open, { kind: "object" }>): void {
    const from = this.#at;
    const key = this.#string();
    const end = this.#at;
    open.member = new JsonMember(this.#anchor, from - this.#base, end - this.#base, key);
    if (key.charCodeAt(0) === openBracket) {
      this.#expressions.push(open.member.keyNode);
    }
    if (this.#peek() === colon) {
      this.#at++;
      this.#value();
    } else {
      this.#fault(l10n.t("A ':' and a value are missing after this name."), from, end - from);
      this.#deliver(undefined);
    }
  }
}

function literalValue(word: string): number | boolean | null | undefined {
  if (word === "true" || word === "false") {
    return word === "true";
  }
  if (word === "null") {
    return null;
  }
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(word) ? Number(word) : undefined;
}
