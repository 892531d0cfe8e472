import type { Expression } from "../expression/ast";
import type { SoundExpression } from "../expression/parser";
import { templateFunctions } from "../functions/table";

/** Functions that may give another value at another place of the same scope, or later while resources are still being listed. */
const dependOnPlace: ReadonlySet<string> = new Set([
  "copyindex",
  "lambdavariables",
  "newguid",
  "utcnow",
  "reference",
  "references",
  "resourceinfo",
]);

/**
 * Whether an expression has the same value wherever it stands in a scope: outside and inside loops, in every instance. Calls of
 * the template's own functions are left out, because the answer is about the text alone.
 */
export function isShareable({ expression, notes }: SoundExpression): boolean {
  notes.isShareable ??= !dependsOnPlace(expression);
  return notes.isShareable;
}

function dependsOnPlace(expression: Expression): boolean {
  switch (expression.kind) {
    case "text":
    case "number":
      return false;
    case "call":
      return (
        dependOnPlace.has(expression.key) ||
        !(templateFunctions.has(expression.key) || expression.key === "lambda") ||
        expression.args.some(dependsOnPlace)
      );
    case "member":
      return dependsOnPlace(expression.target);
    case "index":
      return dependsOnPlace(expression.target) || dependsOnPlace(expression.index);
  }
}
