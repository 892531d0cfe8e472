import type { JsonValue } from "../../../template/value";

/** Where the user types a name: the same number is typed once for all. */
const hole = /\u0000(\d+):([^\u0000]*)\u0000/g;

/** A place of a snippet at which a name is typed, with the name that stands there at first. */
export function tabStop(number: number, name: string): string {
  return `\u0000${number}:${name}\u0000`;
}

/** JSON as a snippet of VS Code, indented by tabs, which VS Code turns into the indentation of the file. */
export function snippetOf(value: JsonValue): string {
  const written = JSON.stringify(value, undefined, "\t").replaceAll("\\u0000", "\u0000");
  return escaped(written).replace(hole, (_all, number: string, name: string) => `\${${number}:${name}}`);
}

/** The text of a snippet as it is when the user types nothing. */
export function plainText(snippet: string): string {
  return snippet.replace(/\$\{(\d+):([^}]*)\}/g, "$2").replace(/\\([\\$}])/g, "$1");
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
