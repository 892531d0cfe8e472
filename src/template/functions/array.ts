import * as l10n from "@vscode/l10n";
import type { UnknownValue, Value } from "../value";
import { sameValue, typeOf } from "../values/compare";
import { canonicalText } from "../values/canonical";
import { itemAt, lengthOf } from "../values/lazyItems";
import { array, known, text } from "../values/make";
import { unknownCall } from "../values/unknowns";
import { arrayOf, integerOf, partsOf, textOf, wrongType } from "./arguments";
import { printed } from "./format";
import { boundedArray, boundedParts } from "./limits";
import { ExpressionError, many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** Joins arrays, or makes one text of anything else. */
function concat(args: readonly Value[]): Value | undefined {
  if (args.some((arg) => typeOf(arg) === "array")) {
    if (args.every((arg) => arg.kind === "array")) {
      return boundedArray(args.flatMap((arg) => arg.items));
    }
    if (args.some((arg) => (typeOf(arg) ?? "array") !== "array")) {
      throw new ExpressionError(l10n.t("'concat' joins either texts or arrays, not both."));
    }
    return { ...unknownCall("concat", args, "array") };
  }
  const certain = args.some((arg) => arg.kind !== "unknown" || arg.type !== undefined);
  if (!certain) {
    return args.length === 1 ? args[0] : undefined;
  }
  const parts: (string | UnknownValue)[] = [];
  for (const arg of args) {
    if (arg.kind === "text") {
      parts.push(...arg.parts);
    } else if (arg.kind === "unknown") {
      parts.push(arg);
    } else {
      const part = printed(arg);
      if (part === undefined) {
        return undefined;
      }
      parts.push(part);
    }
  }
  return boundedParts(parts);
}

function length([value]: readonly Value[]): Value | undefined {
  switch (value?.kind) {
    case "array":
      return known(lengthOf(value));
    case "object":
      return value.rest === undefined ? known(value.members.size) : undefined;
    case "known":
      if (typeof value.value !== "string") {
        throw wrongType("length", l10n.t("a text, an array or an object"));
      }
      return known(value.value.length);
    case "unknown":
      return value.length;
    case "text":
    case undefined:
      return undefined;
  }
}

function empty([value]: readonly Value[]): Value | undefined {
  switch (value?.kind) {
    case "array":
      return known(lengthOf(value) === 0);
    case "object":
      return value.members.size > 0 ? known(false) : value.rest === undefined ? known(true) : undefined;
    case "known":
      return known(value.value === null || value.value === "");
    case "text":
      return value.parts.some((part) => typeof part === "string") ? known(false) : undefined;
    case "unknown":
      return value.length === undefined ? undefined : emptyByLength(value.length);
    case undefined:
      return undefined;
  }
}

/** What the length decides, also when only bounds of it are known: `minLength` of a parameter. */
function emptyByLength(length: Value): Value | undefined {
  if (length.kind === "known") {
    return known(length.value === 0);
  }
  const [least, most] = length.kind === "unknown" ? [length.least ?? 0, length.most] : [0, undefined];
  return least > 0 ? known(false) : most === 0 ? known(true) : undefined;
}

function contains([container, sought]: readonly Value[]): Value | undefined {
  if (container === undefined || sought === undefined) {
    return undefined;
  }
  if (container.kind === "array") {
    const answers = container.items.map((item) => sameValue(item, sought));
    return answers.includes(true) ? known(true) : answers.includes(undefined) ? undefined : known(false);
  }
  if (container.kind === "object") {
    const key = textOf("contains", sought);
    if (key === undefined) {
      return undefined;
    }
    return container.members.has(key) ? known(true) : container.rest === undefined ? known(false) : undefined;
  }
  if (container.kind === "unknown") {
    return undefined;
  }
  const parts = partsOf(container);
  if (parts === undefined) {
    throw wrongType("contains", l10n.t("a text, an array or an object"));
  }
  const search = printed(sought);
  if (search === undefined) {
    return undefined;
  }
  const found = parts.some((part) => typeof part === "string" && part.includes(search));
  return found ? known(true) : container.kind === "known" ? known(false) : undefined;
}

function end(name: "first" | "last"): TemplateFunction {
  const index = name === "first" ? 0 : -1;
  return strict(name, 1, ([value]) => {
    if (value?.kind === "array") {
      return itemAt(value, index < 0 ? lengthOf(value) - 1 : index) ?? known(null);
    }
    const part = value === undefined || value.kind === "unknown" ? undefined : partsOf(value)?.at(index);
    if (value?.kind === "known" && typeof value.value !== "string") {
      throw wrongType(name, l10n.t("a text or an array"));
    }
    return typeof part === "string" ? known(part.at(index) ?? "") : undefined;
  });
}

function cut(name: "take" | "skip"): TemplateFunction {
  return strict(name, 2, ([value, count]) => {
    const size = integerOf(name, count);
    if (value === undefined || size === undefined) {
      return undefined;
    }
    const at = Math.max(0, size);
    if (value.kind === "array") {
      return array(name === "take" ? value.items.slice(0, at) : value.items.slice(at));
    }
    const whole = value.kind === "unknown" ? undefined : textOf(name, value);
    if (whole !== undefined) {
      return known(name === "take" ? whole.slice(0, at) : whole.slice(at));
    }
    return value.kind === "text" ? cutText(name, value.parts, at) : undefined;
  });
}

/** `take('vm-<unknown>', 2)` is decided by the known beginning; `skip` of it too. */
function cutText(name: "take" | "skip", parts: readonly (string | UnknownValue)[], at: number): Value | undefined {
  const [start, ...others] = parts;
  if (typeof start !== "string" || start.length < at) {
    return undefined;
  }
  return name === "take" ? known(start.slice(0, at)) : text([start.slice(at), ...others]);
}

function position(name: "indexOf" | "lastIndexOf"): TemplateFunction {
  return strict(
    name,
    2,
    ([value, sought]) => {
      if (value === undefined || sought === undefined) {
        return undefined;
      }
      if (value.kind === "array") {
        const answers = value.items.map((item) => sameValue(item, sought));
        return answers.includes(undefined)
          ? undefined
          : known(name === "indexOf" ? answers.indexOf(true) : answers.lastIndexOf(true));
      }
      const whole = textOf(name, value)?.toLowerCase();
      const search = textOf(name, sought)?.toLowerCase();
      if (whole === undefined || search === undefined) {
        return undefined;
      }
      return known(name === "indexOf" ? whole.indexOf(search) : whole.lastIndexOf(search));
    },
    { returns: "int" },
  );
}

function join([value, delimiter]: readonly Value[]): Value | undefined {
  const items = arrayOf("join", value)?.items;
  const between = textOf("join", delimiter);
  if (items === undefined || between === undefined) {
    return undefined;
  }
  const parts: (string | UnknownValue)[] = [];
  for (const [i, item] of items.entries()) {
    parts.push(i === 0 ? "" : between);
    if (item.kind === "text") {
      parts.push(...item.parts);
    } else if (item.kind === "unknown") {
      parts.push(item);
    } else {
      parts.push(printed(item) ?? "");
    }
  }
  return boundedParts(parts);
}

function flatten([value]: readonly Value[]): Value | undefined {
  const items = arrayOf("flatten", value)?.items;
  if (items === undefined) {
    return undefined;
  }
  const flat: Value[] = [];
  for (const item of items) {
    const inner = arrayOf("flatten", item)?.items;
    if (inner === undefined) {
      return undefined;
    }
    flat.push(...inner);
  }
  return boundedArray(flat);
}

/** The items without repetition, first position kept; undefined when it is open whether two are equal. */
export function distinctItems(items: readonly Value[]): readonly Value[] | undefined {
  const kept: Value[] = [];
  const texts = new Set<string>();
  for (const item of items) {
    const canonical = canonicalText(item);
    if (texts.has(canonical)) {
      continue;
    }
    if (
      (item.kind !== "known" || kept.some((each) => each.kind !== "known")) &&
      kept.some((each) => sameValue(each, item) === undefined)
    ) {
      return undefined;
    }
    texts.add(canonical);
    kept.push(item);
  }
  return kept;
}

function itemFromEnd(name: "indexFromEnd" | "tryIndexFromEnd"): TemplateFunction {
  return strict(name, 2, ([value, index]) => {
    const items = arrayOf(name, value)?.items;
    const from = integerOf(name, index);
    if (items === undefined || from === undefined) {
      return undefined;
    }
    const item = from > 0 ? items.at(-from) : undefined;
    if (item === undefined && name === "indexFromEnd") {
      throw new ExpressionError(l10n.t("Index {0} is outside the array, which has {1} item(s).", from, items.length));
    }
    return item ?? known(null);
  });
}

/** Functions about arrays and about what texts have in common with them. */
export const arrayFunctions: readonly TemplateFunction[] = [
  strict("concat", [1, many], concat),
  strict(
    "array",
    1,
    ([value]) =>
      value === undefined || (value.kind === "unknown" && value.type === undefined)
        ? undefined
        : typeOf(value) === "array"
          ? value
          : array([value]),
    {
      returns: "array",
    },
  ),
  strict("createArray", [0, many], (args) => array(args), { returns: "array" }),
  strict("length", 1, length, { returns: "int" }),
  strict("empty", 1, empty, { returns: "bool" }),
  strict("contains", 2, contains, { returns: "bool" }),
  end("first"),
  end("last"),
  cut("take"),
  cut("skip"),
  position("indexOf"),
  position("lastIndexOf"),
  itemFromEnd("indexFromEnd"),
  itemFromEnd("tryIndexFromEnd"),
  strict("join", 2, join, { returns: "string" }),
  strict("flatten", 1, flatten, { returns: "array" }),
  strict(
    "distinct",
    1,
    ([value]) => {
      const items = arrayOf("distinct", value)?.items;
      const kept = items === undefined ? undefined : distinctItems(items);
      return kept === undefined ? undefined : array(kept);
    },
    { returns: "array" },
  ),
];
