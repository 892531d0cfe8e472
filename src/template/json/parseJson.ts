import { JsonReader } from "./jsonReader";
import type { JsonFault, JsonNode, JsonString } from "./node";

/** What `parseJson` makes of a text. */
export interface JsonDocument {
  readonly root: JsonNode | undefined;
  readonly faults: readonly JsonFault[];
  /** Every text and every name that begins with a bracket as expressions do, in the order of the text. */
  readonly expressions: readonly JsonString[];
}

/**
 * Reads JSON as the template engine does (comments, trailing commas, a byte order mark and line breaks inside strings are
 * accepted) and keeps whatever is intact in a text that is still being typed. Never throws.
 */
export function parseJson(text: string): JsonDocument {
  const reader = new JsonReader(text);
  reader.read();
  return reader.document;
}
