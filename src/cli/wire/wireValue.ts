import { canonicalText } from "../../template/access";
import type { JsonValue, UnknownReason, UnknownValue, Value } from "../../template/value";
import { inherited } from "../../template/values/unknowns";
import type { Fact } from "../../limits/profile/fact";

/** A value in the JSON that `inspect` prints: the value itself, or an object with `$unknown`; known ones may hold unknown ones. */
export type Wire = JsonValue;

/** Values with more parts than this are not printed in full. */
const mostNodes = 50_000;
const mostDepth = 100;

/** A value as JSON; see `Wire`. Null for what is not there. */
export function wireValue(value: Value | undefined): Wire {
  return value === undefined ? null : write(value, { nodes: mostNodes }, 0);
}

function write(value: Value, budget: { nodes: number }, depth: number): Wire {
  if (--budget.nodes < 0 || depth > mostDepth) {
    return wireUnknown("…", "unsupported", []);
  }
  switch (value.kind) {
    case "known":
      return value.value;
    case "unknown":
      return unknownOf(value);
    case "text": {
      const { reason, because } = inherited([value]);
      return wireUnknown(canonicalText(value), reason, because);
    }
    case "array":
      return value.items.map((item) => write(item, budget, depth + 1));
    case "object": {
      const members = [...value.members].map(([name, member]) => [name, write(member, budget, depth + 1)] as const);
      const rest = value.rest === undefined ? [] : [["$rest", unknownOf(value.rest)] as const];
      return Object.fromEntries([...members, ...rest]);
    }
  }
}

function unknownOf(value: UnknownValue): Wire {
  const known = wireUnknown(value.text, value.reason, value.because);
  return value.allowed === undefined && value.problem === undefined
    ? known
    : { ...known, ...(value.allowed && { allowed: value.allowed }), ...(value.problem && { problem: value.problem }) };
}

/**
 * What stands for a value that is not known.
 * @param text the canonical text of its expression, without brackets
 * @param because the parameters that would decide it; the first is `because`, all are in `decidedBy` when there are more
 */
export function wireUnknown(
  text: string,
  reason: UnknownReason,
  because: readonly string[],
): Readonly<Record<string, JsonValue>> {
  const shown = { $unknown: text, reason, because: because[0] ?? null };
  return because.length > 1 ? { ...shown, decidedBy: because } : shown;
}

/**
 * A fact of a profile as JSON.
 * @param elsewhere the expression that would tell what the template does not: `reference('…').sku.name`
 * @param write how a known one is written
 */
export function wireFact<T>(fact: Fact<T>, elsewhere: string, write: (value: T) => Wire): Wire {
  if (fact.known) {
    return write(fact.value);
  }
  // Without a text the template does not tell: the running service would.
  const reason = fact.cause ?? (fact.because.length > 0 ? "noDefault" : "runtime");
  return wireUnknown(fact.text ?? elsewhere, reason, fact.because);
}
