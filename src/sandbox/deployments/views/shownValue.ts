import { itemsOf } from "../../../template/access";
import type { Value } from "../../../template/value";
import { isJsonObject } from "../../http/json";
import type { Json } from "../../http/json";

/** How deep a body is shown. */
const mostDepth = 32;

/**
 * A value as JSON in which what only the deployment itself can know stands as the expression that it is:
 * `"[reference('vm').vmId]"`. This is how what-if shows it.
 */
export function shownValue(value: Value, depth = 0): Json {
  if (depth > mostDepth) {
    return null;
  }
  switch (value.kind) {
    case "known":
      return value.value;
    case "array":
      return (itemsOf(value) ?? []).map((item) => shownValue(item, depth + 1));
    case "object":
      return Object.fromEntries([...value.members].map(([name, member]) => [name, shownValue(member, depth + 1)]));
    case "text":
      return `[concat(${value.parts.map((part) => (typeof part === "string" ? `'${part.replaceAll("'", "''")}'` : part.text)).join(", ")})]`;
    case "unknown":
      return `[${value.text}]`;
  }
}

/** Whether a text stands for an expression that nobody can compute yet. */
export function isExpression(value: Json | undefined): boolean {
  return typeof value === "string" && /^\[[^[].*\]$/su.test(value);
}

/** The same JSON with asterisks for each text that holds a secret. */
export function masked(value: Json | undefined, secrets: ReadonlySet<string>): Json {
  if (typeof value === "string") {
    return [...secrets].some((secret) => value.includes(secret)) ? "*******" : value;
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, masked(member, secrets)]));
  }
  return Array.isArray(value) ? value.map((item: Json) => masked(item, secrets)) : (value ?? null);
}
