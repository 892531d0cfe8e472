import { JsonReader } from "./jsonReader";
import type { JsonMember, JsonObject } from "./node";
import type { Piece, Pieces } from "./pieces";

/** An edit that touches nothing but one member of one piece. */
export interface PieceEdit {
  readonly piece: Piece;
  /** The piece as it is read from the new text. */
  readonly node: JsonObject;
  /** The member that the edit is inside of, in lower case. */
  readonly member: string;
  /** By how much the text grew. */
  readonly growth: number;
}

/**
 * The edit between two texts, when all that it changed is inside the value of one member of one piece. Undefined for every
 * other edit, and when the new text of the piece has faults: then the whole document has to be read.
 *
 * It is safe to leave the rest unread. Reading has no memory but the brackets that are open. The new text of the piece is one
 * complete object without faults, so whoever reads the whole new text comes out of the piece as he came out of the old one.
 */
export function editInside({ pieces }: Pieces, before: string, after: string): PieceEdit | undefined {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const growth = after.length - before.length;
  const [from, to] = [start, before.length - end];
  const piece = pieceAround(pieces, from, to);
  if (piece === undefined) {
    return undefined;
  }
  const old = piece.node;
  const text = after.slice(old.offset, old.end + growth);
  const reader = new JsonReader(text, piece.anchor);
  reader.read();
  const { root, faults } = reader.document;
  if (root?.kind !== "object" || faults.length > 0 || root.end !== old.end + growth) {
    return undefined;
  }
  const member = onlyChange(old, before, root, after, from, to);
  return member === undefined ? undefined : { piece, node: root, member: member.key.toLowerCase(), growth };
}

/** Puts the edit into the tree. Everything behind it moves. */
export function applyEdit({ anchors }: Pieces, { piece, node, growth }: PieceEdit): void {
  piece.among.nodes[piece.at] = node;
  piece.node = node;
  for (let i = anchors.indexOf(piece.anchor) + 1; i < anchors.length; i++) {
    const anchor = anchors[i];
    if (anchor !== undefined) {
      anchor.start += growth;
    }
  }
}

/** The last piece that begins before the edit, if the edit leaves its braces alone. */
function pieceAround(pieces: readonly Piece[], from: number, to: number): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle]?.node.offset ?? 0) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const piece = pieces[low - 1];
  return piece !== undefined && to < piece.node.end ? piece : undefined;
}

/** The member around the edit, when all other members are written as they were. */
function onlyChange(
  old: JsonObject,
  before: string,
  now: JsonObject,
  after: string,
  from: number,
  to: number,
): JsonMember | undefined {
  let changed: JsonMember | undefined;
  for (const [i, member] of old.members.entries()) {
    const other = now.members[i];
    if (other?.key !== member.key || other.value === undefined || member.value === undefined) {
      return undefined;
    }
    if (changed === undefined && from >= member.value.offset && to <= member.value.end) {
      changed = member;
    } else if (textOf(member, before) !== textOf(other, after)) {
      return undefined;
    }
  }
  return old.members.length === now.members.length ? changed : undefined;
}

function textOf({ value }: JsonMember, text: string): string {
  return value === undefined ? "" : text.slice(value.offset, value.end);
}

/** Texts are compared in blocks, which is as fast as memory. */
const block = 4096;

function commonStart(left: string, right: string): number {
  const limit = Math.min(left.length, right.length);
  let at = 0;
  while (at + block <= limit && left.slice(at, at + block) === right.slice(at, at + block)) {
    at += block;
  }
  while (at < limit && left.charCodeAt(at) === right.charCodeAt(at)) {
    at++;
  }
  return at;
}

/** How many characters at the end are alike, those of the common start not counted. */
function commonEnd(left: string, right: string, start: number): number {
  const limit = Math.min(left.length, right.length) - start;
  const [a, b] = [left.length, right.length];
  let same = 0;
  while (same + block <= limit && left.slice(a - same - block, a - same) === right.slice(b - same - block, b - same)) {
    same += block;
  }
  while (same < limit && left.charCodeAt(a - same - 1) === right.charCodeAt(b - same - 1)) {
    same++;
  }
  return same;
}
