import type { JsonValue, TextSpan } from "../../template/value";
import type { FilePlace, Places } from "../places";

/** A stretch of a text as zero-based lines and UTF-16 characters. */
export function wireRange({ start, end }: Pick<FilePlace, "start" | "end">): JsonValue {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}

/**
 * The `range` of a part of something, and its `file` when that is another one.
 * @param home the linked file in which the whole is declared, undefined for the template itself
 */
export function wirePart(
  span: TextSpan,
  home: string | undefined,
  places: Places,
): { readonly range: JsonValue; readonly file?: string } {
  const place = places.of(span);
  return span.file === home ? { range: wireRange(place) } : { file: place.file, range: wireRange(place) };
}
