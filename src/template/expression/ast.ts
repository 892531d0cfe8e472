/** Offsets of an expression part, in characters of the decoded string that holds the expression (its `[` is 0). */
export interface ExpressionSpan {
  readonly start: number;
  readonly end: number;
}

/** A text: 'web'. */
export interface TextLiteral extends ExpressionSpan {
  readonly kind: "text";
  readonly value: string;
}

/** A number: 42. */
export interface NumberLiteral extends ExpressionSpan {
  readonly kind: "number";
  readonly value: number;
  /** Set for whole numbers that `value` cannot hold without rounding. */
  readonly exact?: bigint;
}

/** `concat('a', 'b')`, or `contoso.uniqueName('x')` for a function that the template defines. */
export interface FunctionCall extends ExpressionSpan {
  readonly kind: "call";
  /** As written. */
  readonly name: string;
  /** Lower case, with its namespace: `contoso.uniquename`. */
  readonly key: string;
  readonly nameEnd: number;
  readonly args: readonly Expression[];
}

/** `target.name` */
export interface MemberAccess extends ExpressionSpan {
  readonly kind: "member";
  readonly target: Expression;
  readonly name: string;
}

/** `target[index]` */
export interface IndexAccess extends ExpressionSpan {
  readonly kind: "index";
  readonly target: Expression;
  readonly index: Expression;
}

/** What stands between the brackets of a template string. */
export type Expression = TextLiteral | NumberLiteral | FunctionCall | MemberAccess | IndexAccess;
