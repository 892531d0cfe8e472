import { Buffer } from "node:buffer";
import type { JsonValue } from "../../../../src/template/value";
import type { Args } from "./naiveValues";
import { bool, fail, int, isList, isThing, list, scalarText, text } from "./naiveValues";

/** `like` as one regular expression. */
function like(whole: string, pattern: string): boolean {
  const source = pattern.replace(/[\\^$.|?+()[\]{}]/g, "\\$&").replaceAll("*", "[\\s\\S]*");
  return new RegExp(`^${source}$`, "i").test(whole);
}

/** Holes like `{0}` and `{1:D3}`, nothing else. */
function formatted([pattern, ...args]: Args): JsonValue {
  return text(pattern).replace(/\{(\d)(?::D(\d))?\}/g, (_, at: string, digits: string | undefined) => {
    const arg = args[Number(at)];
    if (arg === undefined) {
      fail();
    }
    const whole = scalarText(arg);
    if (digits === undefined || typeof arg !== "number") {
      return whole;
    }
    return (arg < 0 ? "-" : "") + String(Math.abs(arg)).padStart(Number(digits), "0");
  });
}

function toBool(value: JsonValue | undefined): boolean {
  if (typeof value === "number") {
    return value !== 0;
  }
  const word = typeof value === "string" ? value.toLowerCase() : "";
  return word === "true" || word === "1" ? true : word === "false" || word === "0" ? false : bool(value);
}

/** Functions of texts. */
export const naiveTexts: Readonly<Record<string, (args: Args) => JsonValue>> = {
  startswith: ([a, b]) => text(a).toLowerCase().startsWith(text(b).toLowerCase()),
  endswith: ([a, b]) => text(a).toLowerCase().endsWith(text(b).toLowerCase()),
  like: ([a, b]) => like(text(a), text(b)),
  trim: ([a]) => text(a).trim(),
  padleft: ([a, width, by = " "]) => (typeof a === "number" ? String(a) : text(a)).padStart(int(width), text(by)),
  format: formatted,
  bool: ([a]) => toBool(a),
  string: ([a = null]) => (isList(a) || isThing(a) ? JSON.stringify(a) : scalarText(a)),
  json: ([a]) => JSON.parse(text(a)) as JsonValue,
  split: ([a, marks]) =>
    (isList(marks) ? list(marks).map(text) : [text(marks)]).reduce<readonly string[]>(
      (pieces, mark) => pieces.flatMap((piece) => (mark === "" ? [piece] : piece.split(mark))),
      [text(a)],
    ),
  base64: ([a]) => Buffer.from(text(a)).toString("base64"),
  base64tostring: ([a]) => Buffer.from(text(a), "base64").toString(),
  uricomponent: ([a]) => text(a).replace(/[^A-Za-z0-9._~-]/g, encodeOne),
  uricomponenttostring: ([a]) => decodeURIComponent(text(a)),
  datauri: ([a]) => `data:text/plain;charset=utf-8;base64,${Buffer.from(text(a)).toString("base64")}`,
};

function encodeOne(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
