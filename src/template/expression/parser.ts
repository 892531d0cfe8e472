import * as l10n from "@vscode/l10n";
import type { Expression, ExpressionSpan } from "./ast";
import { nextToken } from "./lexer";
import type { Token } from "./lexer";
import { noNotes } from "./notes";
import type { ExpressionNotes } from "./notes";

/** Deeper nesting than this is refused, so that recursion cannot exhaust the stack. */
const maximumDepth = 100;

/** A fault of the grammar; offsets as in `ExpressionSpan`. */
export interface SyntaxFault extends ExpressionSpan {
  readonly message: string;
}

/** An expression that follows the grammar. */
export interface SoundExpression {
  readonly expression: Expression;
  readonly fault: undefined;
  readonly notes: ExpressionNotes;
}

/** A parsed expression, or why it cannot be parsed. */
export type ParsedExpression = SoundExpression | { readonly expression: undefined; readonly fault: SyntaxFault };

class SyntaxFailure extends Error {
  readonly fault: SyntaxFault;

  constructor(message: string, span: ExpressionSpan) {
    super(message);
    this.fault = { message, start: span.start, end: Math.max(span.end, span.start + 1) };
  }
}

/** Parses the whole string `[…]`; the brackets are the first and the last character. */
export function parseExpressionText(text: string): ParsedExpression {
  try {
    return { expression: new ExpressionReader(text).whole(), fault: undefined, notes: noNotes() };
  } catch (error) {
    if (error instanceof SyntaxFailure) {
      return { expression: undefined, fault: error.fault };
    }
    throw error;
  }
}

class ExpressionReader {
  readonly #text: string;
  readonly #limit: number;
  #token: Token;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#limit = text.length - 1;
    this.#token = nextToken(text, 1, this.#limit);
  }

  whole(): Expression {
    const expression = this.#expression();
    if (this.#token.kind !== "end") {
      throw this.#unexpected();
    }
    return expression;
  }

  #next(): Token {
    const token = this.#token;
    this.#token = nextToken(this.#text, token.end, this.#limit);
    return token;
  }

  #is(punctuation: string): boolean {
    return this.#token.kind === "punctuation" && this.#token.value === punctuation;
  }

  #unexpected(): SyntaxFailure {
    const token = this.#token;
    if (token.kind === "end") {
      return new SyntaxFailure(l10n.t("The expression ends too early; a ')' or a value is missing."), {
        start: this.#limit,
        end: this.#limit + 1,
      });
    }
    if (token.kind === "bad" && token.value.startsWith("'")) {
      return new SyntaxFailure(l10n.t("This text is not closed with a single quote."), token);
    }
    if (token.kind === "bad") {
      const span = { start: token.start, end: token.start + 1 };
      return new SyntaxFailure(l10n.t("'{0}' is not part of the expression language.", token.value.charAt(0)), span);
    }
    return new SyntaxFailure(l10n.t("'{0}' is not expected here.", this.#text.slice(token.start, token.end)), token);
  }

  #expect(punctuation: string): Token {
    if (!this.#is(punctuation)) {
      throw this.#unexpected();
    }
    return this.#next();
  }

  #expression(): Expression {
    if (++this.#depth > maximumDepth) {
      throw new SyntaxFailure(l10n.t("The expression is nested too deeply."), this.#token);
    }
    let expression = this.#primary();
    for (;;) {
      if (this.#is(".")) {
        this.#next();
        if (this.#token.kind !== "name") {
          throw this.#unexpected();
        }
        const name = this.#next();
        expression = { kind: "member", target: expression, name: name.value, start: expression.start, end: name.end };
      } else if (this.#is("[")) {
        this.#next();
        const index = this.#expression();
        const end = this.#expect("]").end;
        expression = { kind: "index", target: expression, index, start: expression.start, end };
      } else {
        this.#depth--;
        return expression;
      }
    }
  }

  #primary(): Expression {
    const { start, end } = this.#token;
    if (this.#token.kind === "text") {
      return { kind: "text", value: this.#next().value, start, end };
    }
    if (this.#token.kind === "number") {
      const written = this.#next().value;
      const value = Number(written);
      return Number.isSafeInteger(value) || written.includes(".")
        ? { kind: "number", value, start, end }
        : { kind: "number", value, exact: BigInt(written), start, end };
    }
    if (this.#token.kind !== "name") {
      throw this.#unexpected();
    }
    return this.#call();
  }

  #call(): Expression {
    const first = this.#next();
    let name = first.value;
    let nameEnd = first.end;
    while (this.#is(".")) {
      this.#next();
      if (this.#token.kind !== "name") {
        throw this.#unexpected();
      }
      const part = this.#next();
      name += `.${part.value}`;
      nameEnd = part.end;
    }
    if (!this.#is("(")) {
      if (this.#token.kind === "bad" || this.#token.kind === "name") {
        throw this.#unexpected();
      }
      const message = l10n.t("'{0}' must be followed by '(': there are only function calls, texts and numbers.", name);
      throw new SyntaxFailure(message, { start: first.start, end: nameEnd });
    }
    this.#next();
    const args: Expression[] = [];
    if (!this.#is(")")) {
      args.push(this.#expression());
      while (this.#is(",")) {
        this.#next();
        args.push(this.#expression());
      }
    }
    const end = this.#expect(")").end;
    return { kind: "call", name, key: name.toLowerCase(), nameEnd, args, start: first.start, end };
  }
}
