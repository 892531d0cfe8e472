import type { Provenance, ProvenanceStep, TextSpan, Value } from "../value";
import { itemAt, LazyItems, lengthOf } from "./lazyItems";
import { known, object } from "./make";

/** Longer chains help nobody; this also bounds the work for values that are built from very many others. */
const longestChain = 12;

type Change = (from: Provenance | undefined) => Provenance;

/** The value with another provenance, also for everything inside it (computed when it is asked for). */
function changed(value: Value, change: Change): Value {
  const from = change(value.from);
  if (from === value.from) {
    return value;
  }
  switch (value.kind) {
    case "known":
      return { kind: "known", value: value.value, from };
    case "text":
      return { kind: "text", parts: value.parts, from };
    case "unknown":
      return { ...value, from };
    case "array":
      return new LazyItems(lengthOf(value), (at) => changed(itemAt(value, at) ?? known(null), change), from);
    case "object":
      return object(
        value.members.mapped((member) => changed(member, change)),
        value.rest,
        from,
      );
  }
}

/** The chain of what is written where it stands. */
export const noSteps: readonly ProvenanceStep[] = [];

/** The value as it stands at `place`, which an author would edit; `place` has no steps of its own. */
export function placedAt(value: Value, place: Provenance): Value {
  return changed(value, (from) =>
    from === undefined || from.chain.length === 0 ? place : { span: place.span, chain: from.chain },
  );
}

/** The value as it comes through a variable or a parameter, whose own text is the step's span. */
export function cameThrough(
  value: Value,
  kind: ProvenanceStep["kind"],
  name: string,
  span: TextSpan | undefined,
): Value {
  return changed(value, (from) => {
    const before = from === undefined || from.span === nowhere ? span : from.span;
    const own = span === undefined ? undefined : before;
    const chain = [{ kind, name, span: own }, ...(from?.chain ?? [])];
    return { span: own ?? nowhere, chain: chain.slice(0, longestChain) };
  });
}

const nowhere: TextSpan = { offset: 0, length: 0 };

/** A computed value, with the steps through which the values it was made from came. */
export function madeFrom(value: Value, sources: readonly Value[]): Value {
  for (const source of sources) {
    if (source.from !== undefined && source.from.chain.length > 0) {
      const chain = stepsOf(sources);
      return changed(value, (from) =>
        from !== undefined && from.chain.length > 0 ? from : { span: from?.span ?? nowhere, chain },
      );
    }
  }
  return value;
}

function stepsOf(sources: readonly Value[]): readonly ProvenanceStep[] {
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
