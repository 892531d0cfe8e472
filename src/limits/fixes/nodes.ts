import type { JsonNode, JsonObject } from "../../template/json/node";
import { memberNode, memberOf } from "../../template/json/node";
import type { Place } from "../profile/fact";

/** The nodes from the root to the one that begins at an offset; undefined when none begins there. */
export function pathTo(root: JsonNode | undefined, offset: number): readonly JsonNode[] | undefined {
  const path: JsonNode[] = [];
  let node = root;
  while (node !== undefined && offset >= node.offset && offset < node.end) {
    path.push(node);
    if (node.offset === offset) {
      return path;
    }
    node = childrenOf(node).find((child) => offset >= child.offset && offset < child.end);
  }
  return undefined;
}

function childrenOf(node: JsonNode): readonly JsonNode[] {
  if (node.kind === "array") {
    return node.items;
  }
  return node.kind === "object" ? node.members.flatMap(({ value }) => (value === undefined ? [] : [value])) : [];
}

/** A reference to a variable or parameter, or into it, and nothing else: its value is written where that is. */
const plainReference =
  /^\[\s*(?:variables|parameters)\(\s*'[^']*'\s*\)(?:\s*\.\s*\w+|\s*\[\s*(?:\d+|'[^']*')\s*\])*\s*\]$/i;

/** True for a text that the template engine evaluates. */
export function isExpression(node: JsonNode): boolean {
  return node.kind === "string" && node.value.startsWith("[") && !node.value.startsWith("[[");
}

/**
 * Where the value of a place is written out: at the place itself, or in the variable or parameter that it plainly refers to.
 * Undefined for a value that is computed, that a parameter file gives, or that is written in another file: changing any one
 * place of those might not change the value, or not to what is wanted.
 * @param offsetNow where something is now that stood at an offset when the place was found
 */
export function writtenNode(
  root: JsonNode | undefined,
  { span, chain }: Place,
  offsetNow: (original: number) => number | undefined,
): JsonNode | undefined {
  if (chain.some(({ kind }) => kind === "parameterFile")) {
    return undefined;
  }
  for (const at of [span, ...chain.map((step) => step.span)]) {
    const offset = at === undefined || at.file !== undefined ? undefined : offsetNow(at.offset);
    const node = offset === undefined ? undefined : pathTo(root, offset)?.at(-1);
    if (node === undefined || !isExpression(node)) {
      return node;
    }
    if (node.kind !== "string" || !plainReference.test(node.value)) {
      return undefined;
    }
  }
  return undefined;
}

/** The objects on a path of names as far as they are there, and the names that are missing; undefined when something else is in the way. */
export function objectsOn(
  object: JsonObject,
  path: readonly string[],
): { readonly last: JsonObject; readonly missing: readonly string[] } | undefined {
  let last = object;
  for (const [index, name] of path.entries()) {
    const node = memberOf(last, name)?.value;
    if (isCopied(last, name)) {
      return undefined;
    }
    if (node === undefined) {
      return { last, missing: path.slice(index) };
    }
    if (node.kind !== "object") {
      return undefined;
    }
    last = node;
  }
  return { last, missing: [] };
}

/** True when a copy loop makes a member of an object, so that it must not be written beside it. */
export function isCopied(object: JsonObject, name: string): boolean {
  const copy = memberNode(object, "copy");
  const names = copy?.kind === "array" ? copy.items.map((item) => memberNode(item, "name")) : [];
  return names.some((each) => each?.kind === "string" && each.value.toLowerCase() === name.toLowerCase());
}
