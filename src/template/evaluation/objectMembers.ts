import type { JsonMember, JsonObject } from "../json/node";
import { memberNode, stringOf } from "../json/node";
import type { UnknownValue, Value } from "../value";
import { unknown } from "../values/make";
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

/** The members of an object, evaluated when asked for, with its property copies expanded and its computed names resolved. */
export function membersOf(
  node: JsonObject,
  context: Context,
  evaluator: Evaluator,
  skip?: (key: string) => boolean,
): { readonly members: Members; readonly rest: UnknownValue | undefined } {
  const names = plainNames(node);
  if (names !== null && (skip === undefined || !names.some(skip))) {
    return { members: new Members(names, (at) => memberValue(node.members[at], context, evaluator)), rest: undefined };
  }
  const sources: [string, Source][] = [];
  let rest: UnknownValue | undefined;
  for (const member of node.members) {
    if (skip?.(member.key) === true) {
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
      sources.push([key, () => memberValue(member, context, evaluator)]);
    } else {
      rest = key;
    }
  }
  return { members: Members.of(sources), rest };
}

/** The names of an object that has no property copies, no computed names, and no name twice; null for others. */
function plainNames(node: JsonObject): readonly string[] | null {
  if (node.names === undefined) {
    const names = node.members.map(({ key }) => key);
    const isPlain = node.members.every(
      (member, i) =>
        copyEntries(member) === undefined && !member.key.startsWith("[") && names.indexOf(member.key) === i,
    );
    node.names = isPlain ? names : null;
  }
  return node.names;
}

/** A value that is not typed yet is unknown, not absent. */
function memberValue(member: JsonMember | undefined, context: Context, evaluator: Evaluator): Value {
  return member?.value === undefined
    ? { ...unknown("", "error"), from: member === undefined ? undefined : { span: member.keyNode.span, chain: [] } }
    : evaluator.node(member.value, context);
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
