import type { Provenance, ProvenanceStep, TextSpan, Value } from "../value";
import { itemAt, LazyItems, lengthOf } from "./lazyItems";
import { known, object } from "./make";

/** Longer chains help nobody; this also bounds the work for values that are built from very many others. */
const longestChain = 12;

/** The value with another provenance; what is inside it is changed when it is asked for. */
function withProvenance(value: Value, from: Provenance, inside: (part: Value) => Value): Value {
  switch (value.kind) {
    case "known":
      return { kind: "known", value: value.value, from };
    case "text":
      return { kind: "text", parts: value.parts, from };
    case "unknown":
      return { ...value, from };
    case "array":
      return new LazyItems(lengthOf(value), (at) => inside(itemAt(value, at) ?? known(null)), from);
    case "object":
      return object(value.members.mapped(inside), value.rest, from);
  }
}

/** The chain of what is written where it stands. */
export const noSteps: readonly ProvenanceStep[] = [];

/** The value as it stands at `place`, which an author would edit; `place` has no steps of its own. */
export function placedAt(value: Value, place: Provenance): Value {
  const { from } = value;
  const own = from === undefined || from.chain.length === 0 ? place : { span: place.span, chain: from.chain };
  return withProvenance(value, own, (part) => placedAt(part, place));
}

/** The value as it comes through a variable or a parameter, whose own text is the step's span. */
export function cameThrough(
  value: Value,
  kind: ProvenanceStep["kind"],
  name: string,
  span: TextSpan | undefined,
): Value {
  const { from } = value;
  const before = from === undefined || from.span === nowhere ? span : from.span;
  const own = span === undefined ? undefined : before;
  const step: ProvenanceStep = { kind, name, span: own };
  const chain = from === undefined || from.chain.length === 0 ? [step] : [step, ...from.chain].slice(0, longestChain);
  return withProvenance(value, { span: own ?? nowhere, chain }, (part) => cameThrough(part, kind, name, span));
}

const nowhere: TextSpan = { offset: 0, length: 0 };

/** A computed value, with the steps through which the values it was made from came. */
export function madeFrom(value: Value, sources: readonly Value[]): Value {
  for (const source of sources) {
    if (source.from !== undefined && source.from.chain.length > 0) {
      return withSteps(value, stepsOf(sources));
    }
  }
  return value;
}

/** What has no steps of its own gets these. */
function withSteps(value: Value, chain: readonly ProvenanceStep[]): Value {
  const { from } = value;
  return from !== undefined && from.chain.length > 0
    ? value
    : withProvenance(value, { span: from?.span ?? nowhere, chain }, (part) => withSteps(part, chain));
}

function stepsOf(sources: readonly Value[]): readonly ProvenanceStep[] {
  let only: readonly ProvenanceStep[] | undefined;
  let isOne = true;
  for (const { from } of sources) {
    if (from !== undefined && from.chain.length > 0) {
      isOne &&= only === undefined || only === from.chain;
      only ??= from.chain;
    }
  }
  // Nearly always there is nothing to put together.
  return only?.length === 1 && isOne ? only : joinedSteps(sources);
}

function joinedSteps(sources: readonly Value[]): readonly ProvenanceStep[] {
  const chain: ProvenanceStep[] = [];
  for (const { from } of sources) {
    for (const step of from?.chain ?? noSteps) {
      if (chain.length < longestChain && !chain.some((known) => known.kind === step.kind && known.name === step.name)) {
        chain.push(step);
      }
    }
  }
  return chain;
}
