import * as l10n from "@vscode/l10n";
import type { LambdaVariable } from "../evaluation/context";
import type { Expression } from "../expression/ast";
import type { ArrayValue, UnknownValue, Value, ValueType } from "../value";
import { canonicalText } from "../values/canonical";
import { itemAt, LazyItems, lengthOf } from "../values/lazyItems";
import { array, known, object, unknown } from "../values/make";
import { madeFrom } from "../values/provenance";
import { unknownCall } from "../values/unknowns";
import { arrayOf, objectOf, textOf, truthOf } from "./arguments";
import { ExpressionError, lazy, strict } from "./templateFunction";
import type { CallSite, TemplateFunction } from "./templateFunction";

type Applied = (...args: readonly Value[]) => Value;

/** The function that `lambda('x', 'y', body)` stands for. @throws ExpressionError when the part is no lambda */
function lambdaOf(part: Expression | undefined, site: CallSite): Applied {
  if (part?.kind !== "call" || part.key !== "lambda") {
    throw new ExpressionError(l10n.t("'{0}' needs a lambda here: lambda('x', …).", site.call.name));
  }
  const names = part.args.slice(0, -1).map((name) => textOf("lambda", site.evaluate(name)) ?? "");
  const body = part.args.at(-1);
  if (body === undefined) {
    throw new ExpressionError(l10n.t("The lambda has no body."));
  }
  return (...args) => {
    let variables: LambdaVariable | undefined = site.context.lambda;
    names.forEach((name, i) => {
      variables = { name: name.toLowerCase(), value: args[i] ?? known(null), outer: variables };
    });
    return site.apply(body, { ...site.context, lambda: variables });
  };
}

/** Declares a function of an array and a lambda; an unknown array makes its result unknown. */
function overItems(
  name: string,
  compute: (source: ArrayValue, apply: Applied, others: readonly Expression[], site: CallSite) => Value | undefined,
  most = 2,
): TemplateFunction {
  return lazy(name, [2, most], ([source, ...others], site) => {
    const value = source === undefined ? known(null) : site.evaluate(source);
    const last = others.at(name === "toObject" ? 0 : -1);
    const array = arrayOf(name, value);
    if (array === undefined) {
      return name === "map" && value.kind === "unknown" && value.item !== undefined
        ? mapOfUnknown(value, value.item, lambdaOf(last, site))
        : unknownOver(name, value, others, site);
    }
    const result = compute(array, lambdaOf(last, site), others, site);
    return result === undefined ? unknownOver(name, value, others, site) : madeFrom(result, [value]);
  });
}

/** The index that stands for every item of an array of unknown length. */
function symbolicPosition(value: UnknownValue): Value {
  return unknown(`index(${value.text})`, value.reason, { because: value.because, type: "int" });
}

/** What a lambda makes of items that nobody knows, as canonical text: two lambdas that do the same have the same text. */
function shapeOf(part: Expression, site: CallSite): string {
  if (part.kind !== "call" || part.key !== "lambda") {
    return canonicalText(site.evaluate(part));
  }
  let depth = 0;
  for (let at = site.context.lambda; at !== undefined; at = at.outer) {
    depth++;
  }
  // By position, because names do not matter; counted through all lambdas around, so that none is mixed up with another.
  const items = part.args.slice(1).map((_, i) => unknown(`lambdaVariables(${depth + i})`, "runtime"));
  return `lambda(${items.length}, ${canonicalText(lambdaOf(part, site)(...items))})`;
}

/** The array that `map` makes of one of which is known what its items look like. */
function mapOfUnknown(value: UnknownValue, item: Value, apply: Applied): Value {
  const made = apply(item, symbolicPosition(value));
  const open = unknownCall("map", [value], "array");
  const text = `map(${canonicalText(value)}, lambda(${canonicalText(made)}))`;
  return madeFrom({ ...open, text, length: value.length, item: made }, [value]);
}

const results: Readonly<Record<string, ValueType | undefined>> = {
  filter: "array",
  groupBy: "object",
  map: "array",
  mapValues: "object",
  sort: "array",
  toObject: "object",
};

/** The unknown result of going over items that are not known, or over known ones with an open answer. */
function unknownOver(name: string, value: Value, others: readonly Expression[], site: CallSite): Value {
  const open = unknownCall(name, [value], results[name]);
  const text = `${name}(${[canonicalText(value), ...others.map((part) => shapeOf(part, site))].join(", ")})`;
  return madeFrom({ ...open, text }, [value]);
}

function filter({ items }: ArrayValue, apply: Applied): Value | undefined {
  const kept: Value[] = [];
  for (const [i, item] of items.entries()) {
    const keep = truthOf("filter", apply(item, known(i)));
    if (keep === undefined) {
      return undefined;
    }
    if (keep) {
      kept.push(item);
    }
  }
  return array(kept);
}

function sort({ items }: ArrayValue, apply: Applied): Value | undefined {
  // One comparison that is not decided makes the whole order unknown.
  const undecided: true[] = [];
  const precedes = (a: Value, b: Value): boolean => {
    const answer = truthOf("sort", apply(a, b));
    if (answer === undefined) {
      undecided.push(true);
    }
    return answer === true;
  };
  const sorted = [...items].sort((a, b) => {
    const before = precedes(a, b);
    return before === precedes(b, a) ? 0 : before ? -1 : 1;
  });
  return undecided.length > 0 ? undefined : array(sorted);
}

function keyed({ items }: ArrayValue, apply: Applied): readonly (readonly [string, Value])[] | undefined {
  const pairs: [string, Value][] = [];
  for (const item of items) {
    const key = textOf("toObject", apply(item));
    if (key === undefined) {
      return undefined;
    }
    pairs.push([key, item]);
  }
  return pairs;
}

function groupBy(source: ArrayValue, apply: Applied): Value | undefined {
  const groups = new Map<string, Value[]>();
  for (const [key, item] of keyed(source, apply) ?? []) {
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups.size === 0 && lengthOf(source) > 0
    ? undefined
    : object([...groups].map(([key, group]) => [key, array(group)] as const));
}

/** `map`, `filter`, `reduce`, `sort`, `toObject`, `mapValues`, `groupBy`, `lambdaVariables`. */
export const lambdaFunctions: readonly TemplateFunction[] = [
  overItems(
    "map",
    (source, apply) => new LazyItems(lengthOf(source), (at) => apply(itemAt(source, at) ?? known(null), known(at))),
  ),
  overItems("filter", filter),
  overItems("sort", sort),
  overItems("groupBy", groupBy),
  overItems(
    "reduce",
    ({ items }, apply, [start], site) => {
      const initial = start === undefined ? known(null) : site.evaluate(start);
      return items.reduce((sum, item, i) => apply(sum, item, known(i)), initial);
    },
    3,
  ),
  overItems(
    "toObject",
    (source, apply, others, site) => {
      const pairs = keyed(source, apply);
      const value = others.length > 1 ? lambdaOf(others[1], site) : undefined;
      return pairs === undefined
        ? undefined
        : object(pairs.map(([key, item]) => [key, value === undefined ? item : value(item)] as const));
    },
    3,
  ),
  lazy("mapValues", 2, ([source, lambda], site) => {
    const value = source === undefined ? known(null) : site.evaluate(source);
    const members = objectOf("mapValues", value);
    if (members === undefined || members.rest !== undefined) {
      return unknownOver("mapValues", value, lambda === undefined ? [] : [lambda], site);
    }
    const apply = lambdaOf(lambda, site);
    return madeFrom(object([...members.members].map(([name, member]) => [name, () => apply(member)] as const)), [
      value,
    ]);
  }),
  strict(
    "lambdaVariables",
    1,
    ([name], site) => {
      const wanted = textOf("lambdaVariables", name)?.toLowerCase();
      for (let at = site.context.lambda; at !== undefined; at = at.outer) {
        if (at.name === wanted) {
          return at.value;
        }
      }
      throw new ExpressionError(l10n.t("There is no lambda variable '{0}' here.", wanted ?? ""));
    },
    { impure: true },
  ),
];
