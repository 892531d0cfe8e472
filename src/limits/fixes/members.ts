import type { JsonArray, JsonNode, JsonObject } from "../../template/json/node";
import { indentAt, layoutOf, onLines, onOneLine, type Writable } from "./layout";
import type { TextEdit } from "./textEdit";

/** Writes another value in the place of a node. */
export function replaceNode(text: string, node: JsonNode, value: Writable): readonly TextEdit[] {
  const layout = layoutOf(text);
  const isOnOneLine = !text.slice(node.offset, node.end).includes("\n");
  const isNested = node.kind === "object" || node.kind === "array";
  const newText = isNested && isOnOneLine ? onOneLine(value) : onLines(value, indentAt(text, node.offset), layout);
  return [{ offset: node.offset, length: node.end - node.offset, newText }];
}

/** Adds a member to an object, after the last one, laid out as the others are. */
export function addMember(text: string, object: JsonObject, name: string, value: Writable): readonly TextEdit[] {
  const last = object.members.at(-1);
  const write = (written: string): string => `${JSON.stringify(name)}: ${written}`;
  return addAfter(text, object, last?.value?.end ?? last?.keyNode.end, {
    isOnLines: spansLines(text, last?.keyNode.offset),
    onOneLine: () => write(onOneLine(value)),
    onLines: (indent) => write(onLines(value, indent, layoutOf(text))),
  });
}

/** Adds an item to an array, after the last one, laid out as the others are. */
export function addItem(text: string, array: JsonArray, value: Writable): readonly TextEdit[] {
  const last = array.items.at(-1);
  return addAfter(text, array, last?.end, {
    isOnLines: spansLines(text, last?.offset),
    onOneLine: () => onOneLine(value),
    onLines: (indent) => onLines(value, indent, layoutOf(text)),
  });
}

/** Takes a member out of an object, with the comma that parted it from the others. */
export function removeMember(text: string, object: JsonObject, name: string): readonly TextEdit[] {
  const index = object.shape.lastIndexOf(name);
  const member = object.members[index];
  if (member === undefined) {
    return [];
  }
  const from = object.members[index - 1];
  const stretch = { from: member.keyNode.offset, to: member.value?.end ?? member.keyNode.end };
  return removeStretch(text, stretch, from === undefined ? undefined : (from.value?.end ?? from.keyNode.end));
}

/** Takes an item out of an array, with the comma that parted it from the others. */
export function removeItem(text: string, array: JsonArray, item: JsonNode): readonly TextEdit[] {
  const before = array.items[array.items.indexOf(item) - 1];
  return removeStretch(text, { from: item.offset, to: item.end }, before?.end);
}

/** @param previous the end of what stands before it in the same object or array */
function removeStretch(
  text: string,
  { from, to: end }: { readonly from: number; readonly to: number },
  previous: number | undefined,
): readonly TextEdit[] {
  const comma = skipTrivia(text, end);
  if (text[comma] === ",") {
    return [cut(cutFrom(text, from, comma + 1), comma + 1)];
  }
  const start = cutFrom(text, from, end);
  // The last one: the comma before it goes too, but a comment between the two stays.
  const before = previous === undefined ? undefined : skipTrivia(text, previous);
  return before === undefined ? [cut(start, end)] : [cut(before, before + 1), cut(Math.max(start, before + 1), end)];
}

function cut(from: number, to: number): TextEdit {
  return { offset: from, length: to - from, newText: "" };
}

/** Where the white space before an offset begins. */
function spaceBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /\s/.test(text[start - 1] ?? "")) {
    start--;
  }
  return start;
}

/** Where to cut so that what comes after the cut does not end up in a comment of the line before. */
function cutFrom(text: string, key: number, end: number): number {
  const start = spaceBefore(text, key);
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return line.includes("//") && !/^[ \t]*\r?\n/.test(text.slice(end, end + 200)) ? key : start;
}

/** The offset of the first character that is neither white space nor in a comment. */
function skipTrivia(text: string, offset: number): number {
  const trivia = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = offset;
  trivia.exec(text);
  return trivia.lastIndex;
}

/** Whether the last member or item begins on a line of its own; what is empty is opened up where the text has lines. */
function spansLines(text: string, last: number | undefined): boolean {
  return text.slice(last === undefined ? 0 : spaceBefore(text, last), last).includes("\n");
}

interface Addition {
  /** Whether it goes on a line of its own. */
  readonly isOnLines: boolean;
  readonly onOneLine: () => string;
  readonly onLines: (indent: string) => string;
}

function addAfter(
  text: string,
  holder: JsonNode,
  last: number | undefined,
  { isOnLines, onOneLine: short, onLines: long }: Addition,
): readonly TextEdit[] {
  const { eol, unit } = layoutOf(text);
  if (last === undefined) {
    return [addFirst(text, holder, { isOnLines, onOneLine: short, onLines: long })];
  }
  const comma = skipTrivia(text, last);
  const hasComma = text[comma] === ",";
  const after = hasComma ? comma + 1 : last;
  const parting = hasComma ? [] : [{ offset: last, length: 0, newText: "," }];
  if (!isOnLines) {
    return [{ offset: after, length: 0, newText: `${hasComma ? "" : ","} ${short()}` }];
  }
  const indent = indentOfLast(text, holder, unit);
  const added = { offset: endOfLine(text, after), length: 0, newText: `${eol}${indent}${long(indent)}` };
  return added.offset === last && !hasComma ? [{ ...added, newText: `,${added.newText}` }] : [...parting, added];
}

/** Into what holds nothing; comments that it holds stay, and the new text follows them on a line of its own. */
function addFirst(text: string, holder: JsonNode, { isOnLines, onOneLine: short, onLines: long }: Addition): TextEdit {
  const { eol, unit } = layoutOf(text);
  const outer = indentAt(text, holder.offset);
  const inside = { offset: holder.offset + 1, length: holder.end - holder.offset - 2 };
  const ownLine = `${eol}${outer}${unit}${long(outer + unit)}${eol}${outer}`;
  if (text.slice(inside.offset, holder.end - 1).trim() !== "") {
    const from = spaceBefore(text, holder.end - 1);
    return { offset: from, length: holder.end - 1 - from, newText: ownLine };
  }
  const space = holder.kind === "array" ? "" : " ";
  return { ...inside, newText: isOnLines ? ownLine : `${space}${short()}${space}` };
}

/** The indentation of the last member or item. */
function indentOfLast(text: string, holder: JsonNode, unit: string): string {
  const last =
    holder.kind === "object"
      ? holder.members.at(-1)?.keyNode.offset
      : holder.kind === "array"
        ? holder.items.at(-1)?.offset
        : undefined;
  return last === undefined ? indentAt(text, holder.offset) + unit : indentAt(text, last);
}

/** The end of what belongs to a value on its line: a comment after it. */
function endOfLine(text: string, offset: number): number {
  const rest = /(?:[ \t]*(?:\/\*[^\r\n]*?\*\/|\/\/[^\r\n]*))*/y;
  rest.lastIndex = offset;
  rest.exec(text);
  return rest.lastIndex;
}
