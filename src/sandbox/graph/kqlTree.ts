import type { Json } from "../http/json";

/** A parsed query: a table and what is done with its rows, step by step. */
export interface Query {
  readonly table: string;
  readonly steps: readonly Step[];
}

/** A column that a step makes. */
export interface Named {
  readonly name: string;
  readonly value: Expression;
}

/** What stands between two bars of a query. */
export type Step =
  | { readonly kind: "where"; readonly condition: Expression }
  | { readonly kind: "project" | "extend"; readonly columns: readonly Named[] }
  | { readonly kind: "projectAway" | "distinct"; readonly columns: readonly string[] }
  | { readonly kind: "take"; readonly count: number }
  | { readonly kind: "order"; readonly by: readonly { readonly value: Expression; readonly descending: boolean }[] }
  | { readonly kind: "count" }
  | { readonly kind: "summarize"; readonly counts: readonly string[]; readonly by: readonly Named[] }
  | {
      readonly kind: "join";
      readonly how: "leftouter" | "inner" | "fullouter";
      readonly right: Query;
      readonly on: readonly { readonly left: string; readonly right: string }[];
    };

/** What a row is asked for. */
export type Expression =
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expression; readonly name: Expression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly position: number }
  | { readonly kind: "compare"; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "among"; readonly sign: string; readonly left: Expression; readonly right: readonly Expression[] }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression };
