import type { JsonValue } from "../../template/value";

/** How a text lays out its JSON. */
export interface Layout {
  readonly eol: string;
  /** One step of indentation. */
  readonly unit: string;
}

/** The line breaks and the indentation of a text; two spaces where it has none. */
export function layoutOf(text: string): Layout {
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  return { eol: text.includes("\r\n") ? "\r\n" : "\n", unit: unit.startsWith("\t") ? "\t" : unit };
}

/** The white space with which the line of an offset begins. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** A value that is written as it stands somewhere. */
export class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can be written: JSON, and within it what stands somewhere already. */
export type Writable = JsonValue | Written | { readonly [name: string]: Writable };

/** A value on one line. */
export function onOneLine(value: Writable): string {
  if (value instanceof Written) {
    return value.text;
  }
  if (isArray(value)) {
    return `[${value.map(onOneLine).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${onOneLine(each)}`);
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return JSON.stringify(value);
}

/**
 * A value with a line for each member; lists of plain values stay on one line.
 * @param indent of the line on which the value begins
 */
export function onLines(value: Writable, indent: string, layout: Layout): string {
  const inner = indent + layout.unit;
  const block = (open: string, lines: readonly string[], close: string): string =>
    `${open}${layout.eol}${lines.map((line) => inner + line).join(`,${layout.eol}`)}${layout.eol}${indent}${close}`;
  if (value instanceof Written) {
    return value.text;
  }
  if (isArray(value)) {
    return value.some((each) => typeof each === "object" && each !== null)
      ? block(
          "[",
          value.map((each) => onLines(each, inner, layout)),
          "]",
        )
      : onOneLine(value);
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value);
    return members.length === 0
      ? "{}"
      : block(
          "{",
          members.map(([name, each]) => `${JSON.stringify(name)}: ${onLines(each, inner, layout)}`),
          "}",
        );
  }
  return JSON.stringify(value);
}

function isArray(value: Writable): value is readonly JsonValue[] {
  return Array.isArray(value);
}
