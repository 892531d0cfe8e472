import type { Expression } from "./kqlTree";
import type { TokenStream } from "./tokenStream";

const comparisons = [
  "==",
  "!=",
  "=~",
  "!~",
  "<",
  ">",
  "<=",
  ">=",
  "has",
  "!has",
  "contains",
  "!contains",
  "startswith",
  "!startswith",
  "endswith",
  "!endswith",
];
const memberships = ["in", "in~", "!in", "!in~"];
const milliseconds: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** An expression: `or` binds loosest, then `and`, then comparisons, then members and calls. */
export function parseExpression(tokens: TokenStream): Expression {
  let left = parseAnd(tokens);
  while (tokens.skip("or")) {
    left = { kind: "or", left, right: parseAnd(tokens) };
  }
  return left;
}

function parseAnd(tokens: TokenStream): Expression {
  let left = parseComparison(tokens);
  while (tokens.skip("and")) {
    left = { kind: "and", left, right: parseComparison(tokens) };
  }
  return left;
}

function parseComparison(tokens: TokenStream): Expression {
  const left = parseMember(tokens);
  if (tokens.isAt(...memberships)) {
    const sign = tokens.take().text.toLowerCase();
    tokens.expect("(");
    return { kind: "among", sign, left, right: parseList(tokens) };
  }
  if (tokens.isAt(...comparisons)) {
    const sign = tokens.take().text.toLowerCase();
    return { kind: "compare", sign, left, right: parseMember(tokens) };
  }
  return left;
}

function parseMember(tokens: TokenStream): Expression {
  let value = parsePrimary(tokens);
  for (;;) {
    if (tokens.skip(".")) {
      value = { kind: "member", of: value, name: { kind: "literal", value: tokens.name() } };
    } else if (tokens.skip("[")) {
      value = { kind: "member", of: value, name: parseExpression(tokens) };
      tokens.expect("]");
    } else {
      return value;
    }
  }
}

function parsePrimary(tokens: TokenStream): Expression {
  const { kind, text, position } = tokens.here;
  if (kind === "text") {
    tokens.take();
    return { kind: "literal", value: text.slice(1, -1).replace(/\\(.)/gu, "$1") };
  }
  if (kind === "number") {
    tokens.take();
    return { kind: "literal", value: Number(text) };
  }
  if (kind === "timespan") {
    tokens.take();
    const [, count = "0", unit = "s"] = /^([\d.]+)(\w+)$/u.exec(text) ?? [];
    return { kind: "literal", value: Number(count) * (milliseconds[unit] ?? 1000) };
  }
  if (tokens.skip("(")) {
    const inner = parseExpression(tokens);
    tokens.expect(")");
    return inner;
  }
  const name = tokens.name();
  if (tokens.skip("(")) {
    return { kind: "call", name: name.toLowerCase(), args: parseList(tokens), position };
  }
  return wordOf(name);
}

function wordOf(name: string): Expression {
  switch (name.toLowerCase()) {
    case "true":
      return { kind: "literal", value: true };
    case "false":
      return { kind: "literal", value: false };
    default:
      return { kind: "column", name };
  }
}

/** What stands between parentheses, separated by commas; the opening one is already taken. */
function parseList(tokens: TokenStream): readonly Expression[] {
  const list: Expression[] = [];
  while (!tokens.skip(")")) {
    if (list.length > 0) {
      tokens.expect(",");
    }
    list.push(parseExpression(tokens));
  }
  return list;
}
