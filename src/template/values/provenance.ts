import type { Provenance, ProvenanceStep, TextSpan, UnknownValue, Value } from "../value";
import { LazyArray, object } from "./make";
import { Members } from "./members";

/** Longer chains help nobody; this also bounds the work for values that are built from very many others. */
const longestChain = 12;

type Change = (from: Provenance | undefined) => Provenance;

/** The value with another provenance, also for everything inside it (computed when it is asked for). */
function changed(value: Value, change: Change): Value {
  const from = change(value.from);
  if (value.kind === "array") {
    return new LazyArray(() => value.items.map((item) => changed(item, change)), from);
  }
  if (value.kind === "object") {
    const { members } = value;
    const names = [...members.keys()];
    const moved = new Members(
      names.map((name) => [name, () => changed(members.get(name) ?? missing(name), change)] as const),
    );
    return object(moved, value.rest, from);
  }
  return value.kind === "known" ? { kind: "known", value: value.value, from } : { ...value, from };
}

function missing(name: string): UnknownValue {
  return { kind: "unknown", text: name, reason: "unsupported", because: [] };
}

/** The chain of what is written where it stands. */
export const noSteps: readonly ProvenanceStep[] = [];

/** The value as it stands at `span`, the place that an author would edit. */
export function placedAt(value: Value, span: TextSpan): Value {
  return changed(value, (from) => ({ span, chain: from?.chain ?? noSteps }));
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
  const chain: ProvenanceStep[] = [];
  for (const source of sources) {
    for (const step of source.from?.chain ?? []) {
      if (chain.length < longestChain && !chain.some((known) => known.kind === step.kind && known.name === step.name)) {
        chain.push(step);
      }
    }
  }
  if (chain.length === 0) {
    return value;
  }
  return changed(value, (from) =>
    from !== undefined && from.chain.length > 0 ? from : { span: from?.span ?? nowhere, chain },
  );
}
