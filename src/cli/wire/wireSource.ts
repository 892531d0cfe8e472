import type { Source } from "../../limits/finding";
import type { JsonValue } from "../../template/value";

/** Where a limit comes from; null for what its page does not tell. */
export function sourceJson({ title, url, date }: Source): JsonValue {
  return { title, url: url ?? null, date: date ?? null };
}
