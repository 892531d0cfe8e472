import * as l10n from "@vscode/l10n";
import { endOfString, unescapeJson } from "./jsonString";
import type { JsonFault, JsonMember, JsonNode } from "./node";

/** Deeper nesting than this is not read: no template has it, and recursion must not exhaust the stack. */
const maximumDepth = 400;

/** What `parseJson` makes of a text. */
export interface JsonDocument {
  readonly root: JsonNode | undefined;
  readonly faults: readonly JsonFault[];
}

/**
 * Reads JSON as the template engine does (comments, trailing commas, a byte order mark and line breaks inside strings are
 * accepted) and keeps whatever is intact in a text that is still being typed. Never throws.
 */
export function parseJson(text: string): JsonDocument {
  return new JsonReader(text).document();
}

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;
const comma = 44;
const slash = 47;
const colon = 58;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
const byteOrderMark = 65279;
const endOfText = -1;

const wordPattern = /[^\s,:[\]{}"/]+/y;

class JsonReader {
  readonly #text: string;
  readonly #faults: JsonFault[] = [];
  #at = 0;
  #depth = 0;
  /** How many arrays and objects are open, to know whether a stray bracket may belong to one of them. */
  #openArrays = 0;
  #openObjects = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonDocument {
    const root = this.#value();
    if (this.#peek() !== endOfText && root !== undefined) {
      this.#fault(l10n.t("Nothing may follow the end of the document."), this.#at, 1);
    }
    return { root, faults: this.#faults };
  }

  #fault(message: string, offset: number, length: number): void {
    if (this.#faults.length < 100) {
      this.#faults.push({ message, offset, length });
    }
  }

  /** Skips white space and comments; the code of the next character, or -1 at the end. */
  #peek(): number {
    const text = this.#text;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      if (code === space || code === lineFeed || code === carriageReturn || code === tab || code === byteOrderMark) {
        this.#at++;
      } else if (code === slash) {
        this.#skipComment();
      } else {
        return code;
      }
    }
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

  #value(): JsonNode | undefined {
    const code = this.#peek();
    if (code === quote) {
      return this.#string();
    }
    if (code === openBrace || code === openBracket) {
      if (this.#depth >= maximumDepth) {
        this.#fault(l10n.t("The document is nested too deeply."), this.#at, 1);
        this.#at = this.#text.length;
        return undefined;
      }
      this.#depth++;
      const node = code === openBrace ? this.#object() : this.#array();
      this.#depth--;
      return node;
    }
    if (code === comma || code === colon || code === closeBrace || code === closeBracket || code === endOfText) {
      this.#fault(l10n.t("A value is missing here."), Math.max(0, this.#at - 1), 1);
      return undefined;
    }
    return this.#literal();
  }

  #string(): Extract<JsonNode, { kind: "string" }> {
    const offset = this.#at;
    const { end, closed, escaped } = endOfString(this.#text, offset);
    this.#at = end;
    if (!closed) {
      this.#fault(l10n.t("This string is not closed."), offset, end - offset);
    }
    const raw = this.#text.slice(offset + 1, closed ? end - 1 : end);
    return { kind: "string", offset, end, value: escaped ? unescapeJson(raw) : raw };
  }

  #literal(): JsonNode | undefined {
    const offset = this.#at;
    wordPattern.lastIndex = offset;
    const end = wordPattern.test(this.#text) ? wordPattern.lastIndex : offset + 1;
    const word = this.#text.slice(offset, end);
    this.#at = end;
    if (word === "true" || word === "false") {
      return { kind: "literal", offset, end, value: word === "true" };
    }
    if (word === "null") {
      return { kind: "literal", offset, end, value: null };
    }
    if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(word)) {
      return { kind: "literal", offset, end, value: Number(word) };
    }
    this.#fault(l10n.t("'{0}' is not a JSON value.", word.slice(0, 40)), offset, word.length);
    return undefined;
  }

  #array(): JsonNode {
    const offset = this.#at++;
    const items: JsonNode[] = [];
    this.#openArrays++;
    let separated = true;
    for (;;) {
      const code = this.#peek();
      if (code === closeBracket) {
        this.#at++;
        break;
      }
      if (code === endOfText || (code === closeBrace && this.#openObjects > 0)) {
        this.#fault(l10n.t("This array is not closed."), offset, 1);
        break;
      }
      if (code === comma) {
        this.#at++;
        separated = true;
      } else if (code === closeBrace || code === colon) {
        this.#stray();
      } else {
        this.#expectComma(separated);
        separated = false;
        const item = this.#value();
        if (item !== undefined) {
          items.push(item);
        }
      }
    }
    this.#openArrays--;
    return { kind: "array", offset, end: this.#at, items };
  }

  #object(): JsonNode {
    const offset = this.#at++;
    const members: JsonMember[] = [];
    this.#openObjects++;
    let separated = true;
    for (;;) {
      const code = this.#peek();
      if (code === closeBrace) {
        this.#at++;
        break;
      }
      if (code === quote) {
        this.#expectComma(separated);
        separated = false;
        members.push(this.#member());
      } else if (code === comma) {
        this.#at++;
        separated = true;
      } else if (code === endOfText || this.#belongsOutside(code)) {
        this.#fault(l10n.t("This object is not closed."), offset, 1);
        break;
      } else {
        this.#stray();
      }
    }
    this.#openObjects--;
    return { kind: "object", offset, end: this.#at, members };
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

  #member(): JsonMember {
    const { value: key, offset: keyOffset, end: keyEnd } = this.#string();
    if (this.#peek() !== colon) {
      this.#fault(l10n.t("A ':' and a value are missing after this name."), keyOffset, keyEnd - keyOffset);
      return { key, keyOffset, keyEnd, value: undefined };
    }
    this.#at++;
    const value = this.#value();
    // `"name":` with nothing behind it: what was read as the value is the name of the next member.
    if (value?.kind === "string" && this.#peek() === colon) {
      this.#fault(l10n.t("A value is missing after this name."), keyOffset, keyEnd - keyOffset);
      this.#at = value.offset;
      return { key, keyOffset, keyEnd, value: undefined };
    }
    return { key, keyOffset, keyEnd, value };
  }
}
