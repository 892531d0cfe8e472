import * as l10n from "@vscode/l10n";
import type { TextValue, UnknownValue, Value } from "../value";
import { canonicalText } from "../values/canonical";
import { known, text, unknown } from "../values/make";
import { integerOf, partsOf, textOf } from "./arguments";
import { printed } from "./format";
import { guid, uniqueString } from "./hash";
import { boundedParts, boundedText, checkPieces, checkTextLength } from "./limits";
import { ExpressionError, many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** Changes the case of the known parts; an unknown part keeps its identity, because names compare without case. */
function changeCase(name: "toLower" | "toUpper"): TemplateFunction {
  const change = (part: string): string => (name === "toLower" ? part.toLowerCase() : part.toUpperCase());
  const wrap = (part: UnknownValue): UnknownValue =>
    part.text.startsWith(`${name}(`) && part.identity !== undefined
      ? part
      : unknown(`${name}(${part.text})`, part.reason, {
          because: part.because,
          type: "string",
          problem: part.problem,
          identity: part.identity ?? part.text.toLowerCase(),
          allowed: part.allowed?.map((choice) => (typeof choice === "string" ? change(choice) : choice)),
        });
  return strict(
    name,
    1,
    ([value]) => {
      const known = textOf(name, value);
      if (known !== undefined) {
        return boundedText(change(known));
      }
      const parts = value === undefined ? undefined : partsOf(value);
      return parts === undefined
        ? undefined
        : text(parts.map((part) => (typeof part === "string" ? change(part) : wrap(part))));
    },
    { returns: "string" },
  );
}

function affix(name: "startsWith" | "endsWith"): TemplateFunction {
  return strict(
    name,
    2,
    ([value, search]) => {
      const sought = textOf(name, search)?.toLowerCase();
      textOf(name, value);
      if (sought === undefined || value === undefined) {
        return undefined;
      }
      const parts = partsOf(value);
      const part = name === "startsWith" ? parts?.[0] : parts?.at(-1);
      if (typeof part !== "string") {
        return undefined;
      }
      const known = part.toLowerCase();
      const test = (of: string, by: string): boolean => (name === "startsWith" ? of.startsWith(by) : of.endsWith(by));
      if (test(known, sought)) {
        return { kind: "known", value: true };
      }
      // The known part is too short to decide when the rest of what is sought may follow in the unknown part.
      return parts?.length === 1 || !test(sought, known) ? { kind: "known", value: false } : undefined;
    },
    { returns: "bool" },
  );
}

/** The known beginning of a text decides what lies in it. */
function inBeginning({ parts: [beginning] }: TextValue, start: number, length: number): Value | undefined {
  return typeof beginning === "string" && start >= 0 && length >= 0 && start + length <= beginning.length
    ? known(beginning.slice(start, start + length))
    : undefined;
}

function substring([value, from, size]: readonly Value[]): Value | undefined {
  const whole = textOf("substring", value);
  const start = integerOf("substring", from);
  const length = size === undefined ? undefined : integerOf("substring", size);
  if (start === undefined || (size !== undefined && length === undefined)) {
    return undefined;
  }
  if (whole === undefined) {
    return value?.kind === "text" && length !== undefined ? inBeginning(value, start, length) : undefined;
  }
  const end = length === undefined ? whole.length : start + length;
  if (start < 0 || start > whole.length || end > whole.length || end < start) {
    throw new ExpressionError(
      l10n.t("'substring' reaches outside the text, which has {0} character(s).", whole.length),
    );
  }
  return known(whole.slice(start, end));
}

function replace([value, search, replacement]: readonly Value[]): Value | undefined {
  const whole = textOf("replace", value);
  const sought = textOf("replace", search);
  const by = textOf("replace", replacement);
  if (sought === "") {
    throw new ExpressionError(l10n.t("'replace' cannot search for an empty text."));
  }
  if (sought === undefined) {
    return undefined;
  }
  if (whole === undefined) {
    return value?.kind === "text" && by !== undefined ? replaceInParts(value, sought, by) : undefined;
  }
  if (by === undefined) {
    const parts = replacement === undefined ? undefined : partsOf(replacement);
    if (parts !== undefined) {
      checkPieces(occurrences(whole, sought) * parts.length);
    }
    return parts === undefined
      ? undefined
      : boundedParts(whole.split(sought).flatMap((piece, i) => (i === 0 ? [piece] : [...parts, piece])));
  }
  checkTextLength(whole.length + occurrences(whole, sought) * (by.length - sought.length));
  return known(whole.replaceAll(sought, by));
}

function occurrences(whole: string, sought: string): number {
  let count = 0;
  for (let at = whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + sought.length)) {
    count++;
  }
  return count;
}

/** A single character cannot lie on the border between a known part and an unknown one. */
function replaceInParts({ parts }: TextValue, sought: string, by: string): Value | undefined {
  const quoted = [sought, by].map((each) => canonicalText(known(each))).join(", ");
  return sought.length !== 1
    ? undefined
    : boundedParts(
        parts.map((part) => {
          if (typeof part === "string") {
            checkTextLength(occurrences(part, sought) * by.length);
            return part.replaceAll(sought, by);
          }
          const { reason, because, problem } = part;
          return unknown(`replace(${part.text}, ${quoted})`, reason, { because, problem, type: "string" });
        }),
      );
}

function padLeft([value, width, padding]: readonly Value[]): Value | undefined {
  const whole =
    value?.kind === "known" && typeof value.value === "number" ? String(value.value) : textOf("padLeft", value);
  const size = integerOf("padLeft", width);
  const by = padding === undefined ? " " : textOf("padLeft", padding);
  if (whole === undefined || size === undefined || by === undefined) {
    return undefined;
  }
  if (by.length !== 1) {
    throw new ExpressionError(l10n.t("'padLeft' pads with one character."));
  }
  checkTextLength(size);
  return known(whole.padStart(size, by));
}

/** All arguments as texts, undefined when one is not known. */
function allTexts(args: readonly Value[]): readonly string[] | undefined {
  const texts = args.map((arg) => printed(arg));
  return texts.includes(undefined) ? undefined : texts.map((each) => each ?? "");
}

function hashed(name: string, hash: (texts: readonly string[]) => string): TemplateFunction {
  return strict(
    name,
    [1, many],
    (args) => {
      const texts = allTexts(args);
      return texts === undefined ? undefined : known(hash(texts));
    },
    { returns: "string" },
  );
}

/** Functions that make texts out of texts. */
export const stringFunctions: readonly TemplateFunction[] = [
  changeCase("toLower"),
  changeCase("toUpper"),
  affix("startsWith"),
  affix("endsWith"),
  strict("substring", [2, 3], substring, { returns: "string" }),
  strict("replace", 3, replace, { returns: "string" }),
  strict("padLeft", [2, 3], padLeft, { returns: "string" }),
  strict(
    "trim",
    1,
    ([value]) => {
      const whole = textOf("trim", value);
      return whole === undefined ? undefined : known(whole.trim());
    },
    { returns: "string" },
  ),
  hashed("uniqueString", uniqueString),
  hashed("guid", guid),
];
