import { backslash, carriageReturn, lineFeed, quote } from "./characters";

/** Where a string ends: `end` is after the closing quote, or where an unclosed string stops. */
export interface StringExtent {
  readonly end: number;
  readonly closed: boolean;
  readonly escaped: boolean;
}

/**
 * Finds the end of the string whose opening quote is at `start`.
 * The template engine accepts line breaks inside a string, and an author who is typing leaves strings open. The two are told
 * apart by what follows the next quote: a real end is followed by `,` `}` `]` `:` a comment or nothing.
 */
export function endOfString(text: string, start: number): StringExtent {
  const { length } = text;
  let escaped = false;
  let firstBreak = -1;
  let at = start + 1;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code > backslash) {
      continue;
    }
    if (code === quote) {
      if (firstBreak >= 0 && !endsValue(text, at + 1)) {
        return { end: firstBreak, closed: false, escaped };
      }
      return { end: at + 1, closed: true, escaped };
    }
    if (code === backslash) {
      escaped = true;
      at++;
    } else if (firstBreak < 0 && (code === lineFeed || code === carriageReturn)) {
      firstBreak = at;
    }
  }
  return { end: firstBreak >= 0 ? firstBreak : length, closed: false, escaped };
}

function endsValue(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character !== " " && character !== "\t" && character !== "\r" && character !== "\n") {
      return ",}]:/".includes(character);
    }
  }
  return true;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Length in the raw text of the character or escape that starts at `at`. */
function rawStep(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) !== backslash) {
    return 1;
  }
  const isUnicode = text.charAt(at + 1) === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6));
  return Math.min(isUnicode ? 6 : 2, Math.max(end - at, 1));
}

/** Decodes the inside of a string (without its quotes). Escapes that JSON does not know stand for their own character. */
export function unescapeJson(raw: string): string {
  let decoded = "";
  let plain = 0;
  for (let at = raw.indexOf("\\"); at >= 0; at = raw.indexOf("\\", plain)) {
    const step = rawStep(raw, at, raw.length);
    decoded += raw.slice(plain, at);
    if (step === 6) {
      decoded += String.fromCharCode(Number.parseInt(raw.slice(at + 2, at + 6), 16));
    } else if (step === 2) {
      const escape = raw.charAt(at + 1);
      decoded += simpleEscapes[escape] ?? escape;
    } else {
      // A lone backslash at the end.
      decoded += raw.charAt(at);
    }
    plain = at + step;
  }
  return decoded + raw.slice(plain);
}

/**
 * Raw offset of the decoded character `index` of the string that starts (with its quote) at `start`.
 * Computed on demand: only problems need it.
 */
export function rawOffsetOf(text: string, start: number, end: number, index: number): number {
  let at = start + 1;
  for (let decoded = 0; decoded < index && at < end; decoded++) {
    at += rawStep(text, at, end);
  }
  return at;
}
