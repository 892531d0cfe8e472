import { KqlError } from "./kqlError";
import type { Token } from "./kqlLexer";

/** Tokens to be read one after the other. Words of the language are compared without case. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #next = 0;

  public constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  public get here(): Token {
    return this.#tokens[this.#next] ?? { kind: "end", text: "", position: 0 };
  }

  public get following(): Token {
    return this.#tokens[this.#next + 1] ?? { kind: "end", text: "", position: 0 };
  }

  public take(): Token {
    const token = this.here;
    this.#next += 1;
    return token;
  }

  public isAt(...texts: readonly string[]): boolean {
    const { kind, text } = this.here;
    return kind !== "text" && texts.includes(text.toLowerCase());
  }

  /** Takes a word or sign if it is the next one. */
  public skip(text: string): boolean {
    if (!this.isAt(text)) {
      return false;
    }
    this.#next += 1;
    return true;
  }

  /** Takes a word or sign that must come now. */
  public expect(text: string): void {
    if (!this.skip(text)) {
      this.fail();
    }
  }

  /** Takes a name that must come now. */
  public name(): string {
    return this.here.kind === "name" ? this.take().text : this.fail();
  }

  public fail(): never {
    throw new KqlError("ParserFailure", this.here.text, this.here.position);
  }
}
