import type { TextValue, UnknownValue, Value } from "../value";
import { known, text } from "../values/make";
import { textOf } from "./arguments";
import { boundedArray } from "./limits";
import { strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/**
 * What unknown texts are certainly not made of: hashes have an alphabet of their own, and Azure's naming rules ("Naming rules
 * and restrictions for Azure resources", 2024) leave a slash out of the names of resource groups.
 */
const alphabets: readonly (readonly [text: RegExp, impossible: RegExp])[] = [
  [/^(toLower\()?uniqueString\(/, /[^a-z2-7]/],
  [/^(guid\(|newGuid\(|subscription\(\)\.(subscriptionId|tenantId)$)/, /[^0-9A-Fa-f-]/],
  [/^resourceGroup\(\)\.name$/, /[/\\,;:|'" ]/],
];

/** Whether a delimiter is certainly not in an unknown text, nor on its border. */
function lacks(unknown: UnknownValue, delimiter: string): boolean {
  const impossible = alphabets.find(([pattern]) => pattern.test(unknown.text))?.[1];
  // A longer delimiter could lie on the border between a known part and an unknown one.
  return delimiter.length === 1 && impossible?.test(delimiter) === true;
}

/** The delimiters, none of which is empty; undefined when one is not known. */
function delimitersOf(delimiter: Value | undefined): readonly string[] | undefined {
  const items = delimiter?.kind === "array" ? delimiter.items : delimiter === undefined ? [] : [delimiter];
  const texts = items.map((item) => textOf("split", item));
  return texts.includes(undefined)
    ? undefined
    : texts.flatMap((each) => (each === undefined || each === "" ? [] : [each]));
}

function piecesOf(whole: string, delimiters: readonly string[]): readonly string[] {
  return delimiters.reduce<readonly string[]>((pieces, each) => pieces.flatMap((piece) => piece.split(each)), [whole]);
}

/** The pieces of a text whose unknown parts cannot hold a delimiter. */
function splitParts({ parts }: TextValue, delimiters: readonly string[]): Value | undefined {
  if (parts.some((part) => typeof part !== "string" && !delimiters.every((each) => lacks(part, each)))) {
    return undefined;
  }
  const pieces: (string | UnknownValue)[][] = [[]];
  for (const part of parts) {
    const inPart = typeof part === "string" ? piecesOf(part, delimiters) : [part];
    pieces.at(-1)?.push(...inPart.slice(0, 1));
    pieces.push(...inPart.slice(1).map((piece) => [piece]));
  }
  return boundedArray(pieces.map((piece) => text(piece)));
}

function split([value, delimiter]: readonly Value[]): Value | undefined {
  const delimiters = delimitersOf(delimiter);
  const whole = textOf("split", value);
  if (delimiters === undefined) {
    return undefined;
  }
  return whole !== undefined
    ? boundedArray(piecesOf(whole, delimiters).map((piece) => known(piece)))
    : value?.kind === "text"
      ? splitParts(value, delimiters)
      : undefined;
}

/** `split(text, delimiter or delimiters)`. */
export const splitFunction: TemplateFunction = strict("split", 2, split, { returns: "array" });
