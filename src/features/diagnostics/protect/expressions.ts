import type { JsonNode } from "../../../template/json/node";

/** What a JSON string of a template stands for, as the inside of an expression: `'web'`, `parameters('name')`. */
export function expressionOf(text: string): string {
  if (text.startsWith("[") && !text.startsWith("[[") && text.endsWith("]")) {
    return text.slice(1, -1).trim();
  }
  return quoted(text.startsWith("[[") ? text.slice(1) : text);
}

/** As `expressionOf`, for a node of the text; undefined when it is no text. */
export function expressionOfNode(node: JsonNode | undefined): string | undefined {
  return node?.kind === "string" && node.value !== "" ? expressionOf(node.value) : undefined;
}

/** A text as the template language writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
