import type { JsonArray, JsonNode, JsonObject } from "../../template/json/node";
import { memberNode } from "../../template/json/node";
import { parseJson } from "../../template/json/parseJson";
import type { TextSpan } from "../../template/value";
import { commentWord, metadataName } from "../suppression/suppression";
import type { Place } from "../profile/fact";
import { editsOfFix } from "./editsOfFix";
import { indentAt, layoutOf } from "./layout";
import { addItem, removeItem, removeMember } from "./members";
import { pathTo } from "./nodes";
import type { TextEdit } from "./textEdit";

/**
 * Suppresses a rule in the `metadata` of a resource, or of the template.
 * @param owner the object that has, or gets, the metadata; undefined for the template itself
 * @returns undefined when something else stands in the way
 */
export function suppressInMetadata(
  text: string,
  owner: TextSpan | undefined,
  code: string,
): readonly TextEdit[] | undefined {
  const { root } = parseJson(text);
  const object = owner === undefined ? root : pathTo(root, owner.offset)?.at(-1);
  if (object?.kind !== "object") {
    return undefined;
  }
  const path = ["metadata", metadataName, "suppress"];
  const list = path.reduce<JsonNode | undefined>((node, name) => memberNode(node, name), object);
  if (list?.kind === "array") {
    return addItem(text, list, code);
  }
  const place: Place = { span: { offset: object.offset, length: object.end - object.offset }, chain: [] };
  return list === undefined
    ? editsOfFix(text, {
        id: "suppress",
        title: "",
        safe: false,
        steps: [{ kind: "set", object: place, path, value: [code] }],
      })
    : undefined;
}

/** Suppresses a rule by a comment on the line before the one in which an offset is. */
export function suppressOnNextLine(text: string, offset: number, code: string): readonly TextEdit[] {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  const { eol } = layoutOf(text);
  return [{ offset: start, length: 0, newText: `${indent}// ${commentWord}-next-line ${code}${eol}` }];
}

/** Suppresses a rule in the whole file by a comment in its first line. */
export function suppressInFile(text: string, code: string): readonly TextEdit[] {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  return [{ offset: start, length: 0, newText: `// ${commentWord} ${code}${layoutOf(text).eol}` }];
}

/** Whether a text has comments: then one more does no harm. */
export function hasComments(text: string): boolean {
  const tokens = /"(?:[^"\\\n]|\\.)*"|\/\/|\/\*/g;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    if (match[0].startsWith("/")) {
      return true;
    }
  }
  return false;
}

/**
 * Takes a suppression away, with all that is empty without it.
 * @param written where its code is written
 */
export function removeSuppression(text: string, written: TextSpan): readonly TextEdit[] | undefined {
  const path = pathTo(parseJson(text).root, written.offset);
  return path === undefined ? removeFromComment(text, written) : removeFromMetadata(text, path);
}

function removeFromMetadata(text: string, path: readonly JsonNode[]): readonly TextEdit[] | undefined {
  const at = path.findLastIndex((node) => node.kind === "array");
  const [list, item] = [path[at], path[at + 1]];
  if (list?.kind !== "array" || item === undefined) {
    return undefined;
  }
  return list.items.length > 1 ? removeItem(text, list, item) : removeEmptied(text, path.slice(0, at), list);
}

/** Goes up as long as what would be left is empty. */
function removeEmptied(text: string, above: readonly JsonNode[], list: JsonArray): readonly TextEdit[] | undefined {
  let gone: JsonNode = list;
  for (const holder of above.toReversed()) {
    if (holder.kind !== "object") {
      return undefined;
    }
    const name = nameOf(holder, gone);
    const isLast = name === "metadata" || holder.members.length > 1;
    if (name === undefined || isLast) {
      return name === undefined ? undefined : removeMember(text, holder, name);
    }
    gone = holder;
  }
  return undefined;
}

function nameOf(holder: JsonObject, value: JsonNode): string | undefined {
  return holder.members.find((member) => member.value === value)?.key;
}

function removeFromComment(text: string, { offset, length }: TextSpan): readonly TextEdit[] | undefined {
  const word = text.lastIndexOf(commentWord, offset);
  const opening = Math.max(text.lastIndexOf("//", word), text.lastIndexOf("/*", word));
  if (word < 0 || opening < 0) {
    return undefined;
  }
  const isBlock = text.startsWith("/*", opening);
  const closing = text.indexOf(isBlock ? "*/" : "\n", offset);
  const end = closing < 0 ? text.length : isBlock ? closing + 2 : closing;
  const others = /^[\s\S]*?\s([\s\S]*?)(?:\s--\s[\s\S]*)?$/.exec(text.slice(word, isBlock ? end - 2 : end))?.[1] ?? "";
  if ((others.match(/[^\s,]+/g) ?? []).length > 1) {
    const after = /^\s*,?\s*/.exec(text.slice(offset + length))?.[0] ?? "";
    const before = after.includes(",") ? 0 : (/\s*,?\s*$/.exec(text.slice(word, offset))?.[0].length ?? 0);
    const cut = after.includes(",") ? after.length : 0;
    return [{ offset: offset - before, length: before + length + cut, newText: "" }];
  }
  const isWholeLine = text.slice(text.lastIndexOf("\n", opening) + 1, opening).trim() === "";
  const lineEnd = text.indexOf("\n", end);
  const from = isWholeLine ? opening - indentAt(text, opening).length : opening;
  const isAlone = isWholeLine && text.slice(end, lineEnd < 0 ? undefined : lineEnd).trim() === "";
  const to = isAlone ? (lineEnd < 0 ? text.length : lineEnd + 1) : end;
  return [{ offset: from, length: to - from, newText: "" }];
}
