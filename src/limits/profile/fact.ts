import type { ProvenanceStep, TextSpan, UnknownReason } from "../../template/value";

/** Where something is written. */
export interface Place {
  readonly span: TextSpan;
  readonly chain: readonly ProvenanceStep[];
}

/** What is known of a property, or why it is not. */
export type Fact<T> = KnownFact<T> | UnknownFact<T>;

/** A property that is certain. */
export interface KnownFact<T> {
  readonly known: true;
  readonly value: T;
  readonly place?: Place | undefined;
}

/** A property that is not known, and why. */
export interface UnknownFact<T = unknown> {
  readonly known: false;
  /** Parameters that would decide it (template), empty otherwise. */
  readonly because: readonly string[];
  /** Plain reason: "parameter 'count' has no default", "no permission to read the disk". */
  readonly reason: string;
  /** All that it can be, when a parameter's `allowedValues` bound it. */
  readonly allowed?: readonly T[] | undefined;
  /** Canonical text of the expression: two facts with the same text have the same value. */
  readonly text?: string | undefined;
  /** The template engine's word for the reason; undefined for live facts and for what a template does not tell. */
  readonly cause?: UnknownReason | undefined;
  readonly place?: Place | undefined;
}
