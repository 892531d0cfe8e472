import type { Positions } from "../../template/positions";
import type { JsonValue, TextSpan } from "../../template/value";

/** A stretch of a text as zero-based lines and UTF-16 characters. */
export function wireRange(span: TextSpan, positions: Positions): JsonValue {
  const { line, character } = positions.at(span.offset);
  const end = positions.at(span.offset + span.length);
  return { start: { line, character }, end: { line: end.line, character: end.character } };
}
