import * as l10n from "@vscode/l10n";
import { memberNode } from "../json/node";
import type { UnknownValue, Value } from "../value";
import { canonicalText } from "../values/canonical";
import { LazyItems } from "../values/lazyItems";
import { known, unknown } from "../values/make";
import { inherited } from "../values/unknowns";
import type { Context, Loop } from "./context";
import { spanOf } from "./evaluator";
import type { Evaluator } from "./evaluator";
import type { CopyEntry } from "./objectMembers";
import { countOf, mostInstances } from "./count";

/** The array that an entry of a `copy` list makes, an unknown array with the shape of its items when the count is unknown. */
export function copiedArray(
  entry: CopyEntry,
  kind: "property" | "variable" | "output",
  context: Context,
  evaluator: Evaluator,
): Value {
  const input = memberNode(entry.node, "input");
  const itemAt = (index: Value): Value => {
    const loops: Loop = { kind, name: entry.name, index, outer: context.loops };
    return input === undefined ? unknown("", "error") : evaluator.node(input, { ...context, loops });
  };
  const countNode = memberNode(entry.node, "count");
  const count: Value = countNode === undefined ? unknown("", "error") : evaluator.node(countNode, context);
  // The count is what an author edits to change the array, and its chain tells who decides it.
  const from = { span: spanOf(countNode ?? entry.node), chain: count.from?.chain ?? [] };
  const times = countOf(count);
  if (times !== undefined && times <= mostInstances) {
    return new LazyItems(times, (index) => itemAt(known(index)), from);
  }
  const { reason, because } = inherited([count]);
  const tooMany = times === undefined ? undefined : tooManyInstances(entry.name, times);
  const item = itemAt(symbolicIndex(entry.name, count));
  // Loops of one name and count may well make different things.
  const text = `copy('${entry.name}', ${canonicalText(count)}, ${canonicalText(item)})`;
  return {
    ...unknown(text, tooMany === undefined ? reason : "unsupported", {
      because,
      problem: tooMany,
      type: "array",
      item,
      length: count,
    }),
    from,
  };
}

/** The note for a loop that is not unrolled. */
export function tooManyInstances(name: string, count: number): string {
  return l10n.t("The copy loop '{0}' makes {1} instances; no more than {2} are analysed.", name, count, mostInstances);
}

/** The index that stands for every instance of a loop whose count is unknown. */
export function symbolicIndex(loop: string, count: Value): UnknownValue {
  if (count.kind === "array" || count.kind === "object") {
    // No count at all; there is nothing to tell such loops apart by, and the list may be long.
    return unknown(`copyIndex('${loop}')`, "error", { type: "int" });
  }
  const { because, reason } = inherited([count]);
  return unknown(`copyIndex('${loop}')`, reason, {
    because,
    type: "int",
    identity: `copyindex(${canonicalText(count).toLowerCase()})`,
  });
}
