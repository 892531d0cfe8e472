import type { JsonMember, JsonObject, JsonString } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { ObjectValue, Provenance, UnknownValue, Value } from "../value";
import { object, unknown } from "../values/make";
import { Members } from "../values/members";
import type { Source } from "../values/members";
import type { Context } from "./context";
import type { Evaluator } from "./evaluator";
import { copiedArray } from "./copiedArray";

/** One entry of a `copy` array: `{ "name": …, "count": …, "input": … }`. */
export interface CopyEntry {
  readonly name: string;
  readonly node: JsonObject;
}

/** The entries of a member named `copy` that makes properties or variables; undefined when it is something else. */
export function copyEntries(member: JsonMember): readonly CopyEntry[] | undefined {
  if (member.key.length !== 4 || member.value?.kind !== "array" || member.key.toLowerCase() !== "copy") {
    return undefined;
  }
  const entries: CopyEntry[] = [];
  for (const item of member.value.items) {
    const name = stringOf(memberNode(item, "name"));
    if (item.kind !== "object" || name === undefined || memberNode(item, "count") === undefined) {
      return undefined;
    }
    entries.push({ name, node: item });
  }
  return entries;
}

const noNames: readonly string[] = [];

/**
 * An object as it is written, its members evaluated when asked for, with its property copies expanded and its computed names
 * resolved.
 * @param skip names in lower case that are left out
 */
export function writtenObject(
  node: JsonObject,
  context: Context,
  evaluator: Evaluator,
  from: Provenance,
  skip = noNames,
): ObjectValue {
  if (node.shape.isPlain && !skip.some((name) => node.shape.indexOf(name) >= 0)) {
    return { kind: "object", members: new WrittenMembers(node, context, evaluator), rest: undefined, from };
  }
  const sources: [string, Source][] = [];
  let rest: UnknownValue | undefined;
  for (const member of node.members) {
    if (skip.includes(member.key.toLowerCase())) {
      continue;
    }
    const copies = copyEntries(member);
    if (copies !== undefined) {
      for (const entry of copies) {
        sources.push([entry.name, () => copiedArray(entry, "property", context, evaluator)]);
      }
      continue;
    }
    const key = keyOf(member, context, evaluator);
    if (typeof key === "string") {
      const { value, keyNode } = member;
      sources.push([key, () => (value === undefined ? notTyped(keyNode) : evaluator.node(value, context))]);
    } else {
      rest = key;
    }
  }
  return object(sources, rest, from);
}

/** The members of an object that are there as they are written. */
class WrittenMembers extends Members {
  readonly #node: JsonObject;
  readonly #context: Context;
  readonly #evaluator: Evaluator;

  constructor(node: JsonObject, context: Context, evaluator: Evaluator) {
    super(node.shape);
    this.#node = node;
    this.#context = context;
    this.#evaluator = evaluator;
  }

  protected override compute(at: number): Value {
    const value = this.#node.values[at];
    return value === undefined ? notTyped(this.#node.nameAt(at)) : this.#evaluator.node(value, this.#context);
  }
}

/** A value that is not typed yet is unknown, not absent. */
function notTyped(name: JsonString): Value {
  return { ...unknown("", "error"), from: { span: name.span, chain: [] } };
}

function keyOf(member: JsonMember, context: Context, evaluator: Evaluator): string | UnknownValue {
  if (!member.key.startsWith("[")) {
    return member.key;
  }
  const key = evaluator.node(member.keyNode, context);
  if (key.kind === "known") {
    return String(key.value);
  }
  return key.kind === "unknown" ? key : unknown(member.key, "runtime");
}
