import { parseJson } from "./json";
import type { Json } from "./json";

/** How deep values may lie in each other: the usual limit of Json.NET. */
const maxDepth = 128;

/**
 * JSON as Azure's services read it, or undefined for what they cannot read either. Beyond the standard they take comments, names
 * without quotes, texts in single quotes or over several lines, and commas before the end: `az deployment` sends
 * `{"properties": {"mode": "Incremental", template:{…}}}` with the template's own text ("JsonTextReader", Json.NET documentation,
 * 2023).
 */
export function parseLenient(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    // Not standard JSON: read by hand.
  }
  try {
    return new Reader(text).all();
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  public constructor(text: string) {
    this.#text = text;
  }

  /** The only value of the text. Throws a SyntaxError. */
  public all(): Json {
    const value = this.#value(0);
    this.#skip();
    return this.#at === this.#text.length ? value : this.#fail();
  }

  #fail(): never {
    throw new SyntaxError(`Unexpected text at ${this.#at}.`);
  }

  /** Passes blanks and comments. */
  #skip(): void {
    const gap = /(?:\s+|\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)*/uy;
    gap.lastIndex = this.#at;
    this.#at += gap.exec(this.#text)?.[0].length ?? 0;
  }

  /** Passes one character after blanks; false when another one is there. */
  #take(character: string): boolean {
    this.#skip();
    const isThere = this.#text[this.#at] === character;
    this.#at += isThere ? 1 : 0;
    return isThere;
  }

  #value(depth: number): Json {
    if (depth > maxDepth) {
      return this.#fail();
    }
    if (this.#take("{")) {
      return this.#object(depth);
    }
    if (this.#take("[")) {
      return this.#list(depth);
    }
    return this.#quoted() ?? parseJson(this.#word());
  }

  #object(depth: number): Json {
    const members: (readonly [string, Json])[] = [];
    while (!this.#take("}")) {
      const name = this.#quoted() ?? this.#word();
      if (!this.#take(":")) {
        this.#fail();
      }
      members.push([name, this.#value(depth + 1)]);
      this.#comma("}");
    }
    return Object.fromEntries(members);
  }

  #list(depth: number): Json {
    const values: Json[] = [];
    while (!this.#take("]")) {
      values.push(this.#value(depth + 1));
      this.#comma("]");
    }
    return values;
  }

  /** A comma, unless the end is next. */
  #comma(end: string): void {
    if (!this.#take(",") && this.#text[this.#at] !== end) {
      this.#fail();
    }
  }

  /** A text in quotes of either kind; undefined when none begins here. */
  #quoted(): string | undefined {
    this.#skip();
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") {
      return undefined;
    }
    const start = this.#at + 1;
    let end = start;
    while (end < this.#text.length && this.#text[end] !== quote) {
      end += this.#text[end] === "\\" ? 2 : 1;
    }
    if (end >= this.#text.length) {
      this.#fail();
    }
    this.#at = end + 1;
    return decoded(this.#text.slice(start, end));
  }

  /** A name without quotes, a number, or one of the words of JSON. */
  #word(): string {
    this.#skip();
    const word = /[\w$.+-]+/uy;
    word.lastIndex = this.#at;
    const found = word.exec(this.#text)?.[0] ?? this.#fail();
    this.#at += found.length;
    return found;
  }
}

/** What stands between quotes, with its escapes resolved. Throws a SyntaxError. */
function decoded(raw: string): string {
  const standard = raw.replaceAll(/\\[\s\S]|["\u0000-\u001F]/gu, (part) => {
    if (part === "\\'") {
      return "'";
    }
    return part.length > 1 ? part : JSON.stringify(part).slice(1, -1);
  });
  const value = parseJson(`"${standard}"`);
  return typeof value === "string" ? value : "";
}
