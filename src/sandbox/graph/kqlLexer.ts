import { KqlError } from "./kqlError";

/** A word, text, number or sign of a query. */
export interface Token {
  readonly kind: "name" | "text" | "number" | "timespan" | "sign" | "end";
  readonly text: string;
  readonly position: number;
}

const patterns: readonly (readonly [Token["kind"] | "skip", RegExp])[] = [
  ["skip", /(?:\s+|\/\/[^\n]*)/uy],
  ["timespan", /\d+(?:\.\d+)?(?:d|h|ms|m|s)\b/uy],
  ["number", /\d+(?:\.\d+)?/uy],
  ["text", /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/uy],
  // `!in~`, `in~` and friends are one token, and so are names with a dash such as `project-away`.
  [
    "name",
    /(?:project-away|project-rename|project-keep|mv-expand|!?in~|!?(?:in|contains|has|startswith|endswith)\b|[A-Za-z_$][A-Za-z0-9_$]*)/uy,
  ],
  ["sign", /==|!=|=~|!~|<=|>=|[|(),.=<>[\]*+-]/uy],
];

/** The tokens of a query of the Kusto language, comments left out; throws a `KqlError` where a character fits nothing. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < query.length) {
    const [kind, text] = tokenAt(query, position);
    if (kind !== "skip") {
      tokens.push({ kind, text, position });
    }
    position += text.length;
  }
  return [...tokens, { kind: "end", text: "", position }];
}

function tokenAt(query: string, position: number): readonly [Token["kind"] | "skip", string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined && text !== "") {
      return [kind, text];
    }
  }
  throw new KqlError("ParserFailure", query[position] ?? "", position);
}
