import type { JsonArray, JsonNode, JsonObject } from "../../template/json/node";
import { memberNode } from "../../template/json/node";
import { parseJson } from "../../template/json/parseJson";
import type { TextSpan } from "../../template/value";
import { commentWord, metadataName } from "../suppression/suppression";
import type { Place } from "../profile/fact";
import { editsOfFix } from "./editsOfFix";
import { layoutOf } from "./layout";
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

function removeFromComment(text: string, written: TextSpan): readonly TextEdit[] | undefined {
  const word = text.lastIndexOf(commentWord, written.offset);
  const opening = Math.max(text.lastIndexOf("//", word), text.lastIndexOf("/*", word));
  if (word < 0 || opening < 0) {
    return undefined;
  }
  const isBlock = text.startsWith("/*", opening);
  const closing = text.indexOf(isBlock ? "*/" : "\n", written.offset);
  const inside = { offset: word, length: (closing < 0 ? text.length : closing) - word };
  const end = inside.offset + inside.length + (isBlock && closing >= 0 ? 2 : 0);
  return codesIn(text, inside) > 1 ? [removeCode(text, written, word)] : [removeComment(text, opening, end)];
}

/** How many rules a comment names. */
function codesIn(text: string, { offset, length }: TextSpan): number {
  const [codes = ""] = text.slice(offset, offset + length).split(/\s--\s/);
  // The first is the word with which the comment begins.
  return (codes.match(/[^\s,]+/g) ?? []).length - 1;
}

/** With the comma that parts it from the next, or of the last one from the one before. */
function removeCode(text: string, { offset, length }: TextSpan, word: number): TextEdit {
  const after = /^[ \t]*,\s*/.exec(text.slice(offset + length))?.[0].length ?? 0;
  const before = after > 0 ? 0 : (/\s*,?\s*$/.exec(text.slice(word, offset))?.[0].length ?? 0);
  return { offset: offset - before, length: before + length + after, newText: "" };
}

/** With its line, when nothing else is on it. */
function removeComment(text: string, opening: number, end: number): TextEdit {
  const lineStart = text.lastIndexOf("\n", opening) + 1;
  const lineBreak = text.indexOf("\n", end);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak + 1;
  const isAlone = `${text.slice(lineStart, opening)}${text.slice(end, lineEnd)}`.trim() === "";
  const [from, to] = isAlone ? [lineStart, lineEnd] : [opening, end];
  return { offset: from, length: to - from, newText: "" };
}
