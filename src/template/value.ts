/**
 * What a template says, as far as it can be known.
 *
 * Every value is known, or unknown with a reason and with the names of the parameters that would decide it. Nothing is ever
 * invented: a parameter without a default is not an empty string, and a count that cannot be computed is not zero.
 */

import type { Members } from "./values/members";

/** A stretch of the text of a document: UTF-16 offset and length, of the raw text (JSON escapes not decoded). */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
  /** The linked file in which it stands, relative to the template's folder; undefined for the template's own text. */
  readonly file?: string | undefined;
}

/** Equal for equal places. */
export function spanKey({ offset, length, file }: TextSpan): string {
  return `${file ?? ""}:${offset}:${length}`;
}

/** One step on the way from a property to what decided its value: property → variable → parameter. */
export interface ProvenanceStep {
  readonly kind: "variable" | "parameter" | "parameterFile" | "copy" | "resource";
  readonly name: string;
  /** Where that step is written; undefined when it is not in the template's own text (a parameter file). */
  readonly span: TextSpan | undefined;
}

/** Where a value was written, and through which steps it came there. */
export interface Provenance {
  /** The property's own text in the resource, which is what an author would edit. */
  readonly span: TextSpan;
  readonly chain: readonly ProvenanceStep[];
}

/** Why a value is not known. */
export type UnknownReason = "noDefault" | "runtime" | "secure" | "error" | "unsupported";

/** A value of JSON that has no parts. */
export type JsonScalar = string | number | boolean | null;
/** A value of JSON. */
export type JsonValue = JsonScalar | readonly JsonValue[] | { readonly [name: string]: JsonValue };

interface ValueBase {
  readonly from?: Provenance | undefined;
}

/** A scalar that is fully known. Integers of templates are 64-bit; they are kept as numbers while they are safe integers. */
export interface KnownValue extends ValueBase {
  readonly kind: "known";
  readonly value: JsonScalar;
}

/** A text of which only parts are known, such as `vm-<parameters('suffix')>`. Never empty, never all known. */
export interface TextValue extends ValueBase {
  readonly kind: "text";
  readonly parts: readonly (string | UnknownValue)[];
}

/** An array whose length is known; its items may be anything. */
export interface ArrayValue extends ValueBase {
  readonly kind: "array";
  readonly items: readonly Value[];
}

/** An object whose keys are known; its members may be anything. Look members up with `at`, names compare without case. */
export interface ObjectValue extends ValueBase {
  readonly kind: "object";
  readonly members: Members;
  /** Set when only some keys are known: a member that is not listed may be there, and comes from this. */
  readonly rest?: UnknownValue | undefined;
}

/** The types of the template language, as far as they are known of an unknown value. */
export type ValueType = "string" | "int" | "bool" | "array" | "object";

/** What a declaration tells of the members of a value that is unknown as a whole. */
export interface DeclaredMembers {
  /**
   * The member as far as it is declared; undefined when nothing is.
   * @param text canonical text of the member
   */
  readonly memberOfUnknown: (step: string | number, text: string, of: UnknownValue) => UnknownValue | undefined;
}

/** A value that cannot be known. Two unknowns with the same `text` are the same value. */
export interface UnknownValue extends ValueBase {
  readonly kind: "unknown";
  /** Canonical text of the reduced expression, without brackets: `parameters('count')`. */
  readonly text: string;
  readonly reason: UnknownReason;
  /** The parameters that would decide it, in order of first use. */
  readonly because: readonly string[];
  /** When `allowedValues` bound it: all that it can be. */
  readonly allowed?: readonly JsonValue[] | undefined;
  /** What is wrong, for reason `error`. */
  readonly problem?: string | undefined;
  /** Its type, when a declaration or the function that makes it tells. */
  readonly type?: ValueType | undefined;
  /** For an array of unknown length: what every item looks like, when a copy loop or a declaration tells. */
  readonly item?: Value | undefined;
  /** For an array or a text: its length, when a loop or a declaration tells something about it. */
  readonly length?: Value | undefined;
  /** The `minValue` of a parameter that has no value. */
  readonly least?: number | undefined;
  /** The `maxValue` of a parameter that has no value. */
  readonly most?: number | undefined;
  /** A whole number that is known, but too large to be kept as a number without becoming a wrong one. */
  readonly integer?: bigint | undefined;
  /** Text to use instead of `text` when identities of resources are compared (case changes left out, loops by their count). */
  readonly identity?: string | undefined;
  /** For an object or an array that a parameter declares: what is declared about its members. */
  readonly declared?: DeclaredMembers | undefined;
}

/** What an expression evaluates to. */
export type Value = KnownValue | TextValue | ArrayValue | ObjectValue | UnknownValue;
