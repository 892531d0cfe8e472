/** An expression as the naive evaluator reads it: nothing but calls, literals and steps into values. */
export type NaiveExpression =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly NaiveExpression[] }
  | { readonly kind: "step"; readonly target: NaiveExpression; readonly step: NaiveExpression };

/** Reads the text between the brackets of an expression. @throws Error for what is no expression */
export function parseNaively(text: string): NaiveExpression {
  const tokens = text.match(/'(?:[^']|'')*'|-?\d+|[A-Za-z_][\w]*|[().,[\]]/g) ?? [];
  let at = 0;
  const take = (wanted?: string): string => {
    const token = tokens[at++];
    if (token === undefined || (wanted !== undefined && token !== wanted)) {
      throw new Error(`Expected ${wanted ?? "more"} in ${text}.`);
    }
    return token;
  };
  const read = (): NaiveExpression => {
    let found = readFirst();
    while (tokens[at] === "." || tokens[at] === "[") {
      if (take() === ".") {
        found = { kind: "step", target: found, step: { kind: "literal", value: take() } };
      } else {
        found = { kind: "step", target: found, step: read() };
        take("]");
      }
    }
    return found;
  };
  const readFirst = (): NaiveExpression => {
    const token = take();
    if (token.startsWith("'")) {
      return { kind: "literal", value: token.slice(1, -1).replaceAll("''", "'") };
    }
    if (/^-?\d/.test(token)) {
      return { kind: "literal", value: Number(token) };
    }
    let name = token;
    while (tokens[at] === ".") {
      take();
      name += `.${take()}`;
    }
    take("(");
    const args: NaiveExpression[] = [];
    while (tokens[at] !== ")") {
      args.push(read());
      if (tokens[at] !== ")") {
        take(",");
      }
    }
    take(")");
    return { kind: "call", name: name.toLowerCase(), args };
  };
  const whole = read();
  if (at !== tokens.length) {
    throw new Error(`Too much in ${text}.`);
  }
  return whole;
}
