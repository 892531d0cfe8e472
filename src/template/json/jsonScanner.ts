import * as l10n from "@vscode/l10n";
import { backslash, byteOrderMark, carriageReturn, endOfText, lineFeed, quote, slash, space, tab } from "./characters";
import { endOfString, unescapeJson } from "./jsonString";
import type { JsonFault } from "./node";

const wordPattern = /[^\s,:[\]{}"/]+/y;

/** More faults than this help nobody. */
const mostFaults = 100;

/** Goes through a text and reads its single words: strings and literals, with white space and comments between them. */
export class JsonScanner {
  readonly text: string;
  readonly faults: JsonFault[] = [];
  /** Where the scanner is; whoever has seen a bracket goes past it himself. */
  at = 0;
  readonly #shift: number;

  /** @param shift what is added to an offset in the text, to give the offset of a fault in the text in which this one stands */
  constructor(text: string, shift: number) {
    this.text = text;
    this.#shift = shift;
  }

  /** Notes a fault. */
  fault(message: string, offset: number, length: number): void {
    if (this.faults.length < mostFaults) {
      this.faults.push({ message, offset: this.#shift + offset, length });
    }
  }

  /** Skips white space and comments; the code of the next character, or -1 at the end. */
  peek(): number {
    const { text } = this;
    const { length } = text;
    for (let at = this.at; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code === slash) {
        this.at = at;
        this.#skipComment();
        at = this.at - 1;
      } else if (
        (code > slash && code !== byteOrderMark) ||
        !(code === space || code === lineFeed || code === carriageReturn || code === tab || code === byteOrderMark)
      ) {
        this.at = at;
        return code;
      }
    }
    this.at = length;
    return endOfText;
  }

  #skipComment(): void {
    const next = this.text.charAt(this.at + 1);
    if (next === "/") {
      const end = this.text.indexOf("\n", this.at);
      this.at = end < 0 ? this.text.length : end + 1;
    } else if (next === "*") {
      const end = this.text.indexOf("*/", this.at + 2);
      this.at = end < 0 ? this.text.length : end + 2;
    } else {
      this.fault(l10n.t("'/' starts neither a comment nor a value."), this.at, 1);
      this.at++;
    }
  }

  /** Goes past the string that begins here, if it is written as exactly this text, which needs no escapes. */
  passes(plain: string): boolean {
    const { text } = this;
    const from = this.at + 1;
    const { length } = plain;
    if (text.charCodeAt(from + length) !== quote) {
      return false;
    }
    // Most are short: for them a loop is faster than `startsWith`.
    for (let i = 0; i < length; i++) {
      if (text.charCodeAt(from + i) !== plain.charCodeAt(i)) {
        return false;
      }
    }
    this.at = from + length + 1;
    return true;
  }

  /** Reads a string without escapes and line breaks to its end and gives what it says; reads nothing when it is another one. */
  plainString(): string | undefined {
    const { text } = this;
    const from = this.at + 1;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.at = at + 1;
        return text.slice(from, at);
      }
      if (code === backslash || code === lineFeed || code === carriageReturn) {
        break;
      }
    }
    return undefined;
  }

  /** Reads any string. */
  string(): string {
    return this.plainString() ?? this.unusualString();
  }

  /** Reads a string with escapes or line breaks, or without its end. */
  unusualString(): string {
    const offset = this.at;
    const { end, closed, escaped } = endOfString(this.text, offset);
    this.at = end;
    if (!closed) {
      this.fault(l10n.t("This string is not closed."), offset, end - offset);
    }
    const raw = this.text.slice(offset + 1, closed ? end - 1 : end);
    return escaped ? unescapeJson(raw) : raw;
  }

  /** Reads a word that is no string. */
  word(): string {
    const offset = this.at;
    wordPattern.lastIndex = offset;
    this.at = wordPattern.test(this.text) ? wordPattern.lastIndex : offset + 1;
    return this.text.slice(offset, this.at);
  }
}

/** The value of a word that is no string; undefined for what is not JSON. */
export function literalValue(word: string): number | boolean | null | undefined {
  if (word === "true" || word === "false") {
    return word === "true";
  }
  if (word === "null") {
    return null;
  }
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(word) ? Number(word) : undefined;
}
