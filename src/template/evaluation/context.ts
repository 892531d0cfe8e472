import type { Value } from "../value";
import type { Scope } from "./scope";

/** A copy loop around the place that is being evaluated. */
export interface Loop {
  readonly kind: "resource" | "property" | "variable" | "output";
  readonly name: string;
  /** Known for loops whose count is known, else an unknown that stands for every instance. */
  readonly index: Value;
  readonly outer: Loop | undefined;
}

/** A variable of a lambda expression around the place that is being evaluated. */
export interface LambdaVariable {
  /** Lower case. */
  readonly name: string;
  readonly value: Value;
  readonly outer: LambdaVariable | undefined;
}

/** Everything that the meaning of an expression depends on besides its text. */
export interface Context {
  readonly scope: Scope;
  readonly loops?: Loop | undefined;
  readonly lambda?: LambdaVariable | undefined;
  /** Set while the default of that parameter is evaluated: only there `newGuid` and `utcNow` are allowed. */
  readonly parameter?: string | undefined;
}
