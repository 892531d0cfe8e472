import { tokensOf } from "./kqlLexer";
import type { Expression, Named, Query, Step } from "./kqlTree";
import { parseExpression } from "./parseExpression";
import { TokenStream } from "./tokenStream";

/** Reads a query; throws a `KqlError` for whatever is outside the subset of `kqlTree.ts`. */
export function parseQuery(text: string): Query {
  const tokens = new TokenStream(tokensOf(text));
  const query = parsePipe(tokens);
  return tokens.here.kind === "end" ? query : tokens.fail();
}

function parsePipe(tokens: TokenStream): Query {
  const table = tokens.name().toLowerCase();
  const steps: Step[] = [];
  while (tokens.skip("|")) {
    steps.push(parseStep(tokens));
  }
  return { table, steps };
}

const steps: Readonly<Record<string, (tokens: TokenStream) => Step>> = {
  where: (tokens) => ({ kind: "where", condition: parseExpression(tokens) }),
  project: (tokens) => ({ kind: "project", columns: parseColumns(tokens) }),
  extend: (tokens) => ({ kind: "extend", columns: parseColumns(tokens) }),
  "project-away": (tokens) => ({ kind: "projectAway", columns: parseNames(tokens) }),
  distinct: (tokens) => ({ kind: "distinct", columns: parseNames(tokens) }),
  take: parseTake,
  limit: parseTake,
  order: parseOrder,
  sort: parseOrder,
  count: () => ({ kind: "count" }),
  summarize: parseSummarize,
  join: parseJoin,
};

function parseStep(tokens: TokenStream): Step {
  const parse = steps[tokens.here.text.toLowerCase()];
  if (tokens.here.kind !== "name" || parse === undefined) {
    return tokens.fail();
  }
  tokens.take();
  return parse(tokens);
}

function commaSeparated<T>(tokens: TokenStream, one: () => T): readonly T[] {
  const list = [one()];
  while (tokens.skip(",")) {
    list.push(one());
  }
  return list;
}

function parseColumns(tokens: TokenStream): readonly Named[] {
  return commaSeparated(tokens, () => {
    if (tokens.here.kind === "name" && tokens.following.text === "=") {
      const name = tokens.name();
      tokens.expect("=");
      return { name, value: parseExpression(tokens) };
    }
    const value = parseExpression(tokens);
    return { name: nameOf(value), value };
  });
}

/** The name that Kusto gives to a column without one: `properties.policyId` becomes `properties_policyId`. */
function nameOf(value: Expression): string {
  if (value.kind === "column") {
    return value.name;
  }
  if (value.kind === "member" && value.name.kind === "literal") {
    return `${nameOf(value.of)}_${JSON.stringify(value.name.value).replaceAll('"', "")}`;
  }
  return value.kind === "call" && value.args[0] !== undefined ? nameOf(value.args[0]) : "Column1";
}

function parseNames(tokens: TokenStream): readonly string[] {
  return commaSeparated(tokens, () => tokens.name());
}

function parseTake(tokens: TokenStream): Step {
  return tokens.here.kind === "number" ? { kind: "take", count: Number(tokens.take().text) } : tokens.fail();
}

function parseOrder(tokens: TokenStream): Step {
  tokens.expect("by");
  const by = commaSeparated(tokens, () => {
    const value = parseExpression(tokens);
    // Kusto sorts downwards unless told otherwise.
    const ascending = tokens.skip("asc");
    if (!ascending) {
      tokens.skip("desc");
    }
    return { value, descending: !ascending };
  });
  return { kind: "order", by };
}

function parseSummarize(tokens: TokenStream): Step {
  const counts = tokens.isAt("by") ? [] : commaSeparated(tokens, () => parseCount(tokens));
  return { kind: "summarize", counts, by: tokens.skip("by") ? parseColumns(tokens) : [] };
}

function parseCount(tokens: TokenStream): string {
  let name = "count_";
  if (tokens.following.text === "=") {
    name = tokens.name();
    tokens.expect("=");
  }
  tokens.expect("count");
  tokens.expect("(");
  tokens.expect(")");
  return name;
}

function parseJoin(tokens: TokenStream): Step {
  let how: "leftouter" | "inner" | "fullouter" = "inner";
  if (tokens.skip("kind")) {
    tokens.expect("=");
    const word = tokens.here.text.toLowerCase();
    if (word !== "leftouter" && word !== "inner" && word !== "fullouter") {
      return tokens.fail();
    }
    tokens.take();
    how = word;
  }
  tokens.expect("(");
  const right = parsePipe(tokens);
  tokens.expect(")");
  tokens.expect("on");
  return { kind: "join", how, right, on: commaSeparated(tokens, () => parsePair(tokens)) };
}

function parsePair(tokens: TokenStream): { readonly left: string; readonly right: string } {
  const first = tokens.name();
  if (first.toLowerCase() !== "$left") {
    return { left: first, right: first };
  }
  tokens.expect(".");
  const left = tokens.name();
  tokens.expect("==");
  tokens.expect("$right");
  tokens.expect(".");
  return { left, right: tokens.name() };
}
