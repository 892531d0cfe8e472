import type {
  ArrayValue,
  JsonScalar,
  JsonValue,
  KnownValue,
  ObjectValue,
  Provenance,
  TextValue,
  UnknownReason,
  UnknownValue,
  Value,
} from "../value";
import { LazyItems } from "./lazyItems";
import { Members, type Source } from "./members";

/** A known scalar. */
export function known(value: JsonScalar, from?: Provenance): KnownValue {
  return { kind: "known", value, from };
}

/** An array whose items are there already. */
export function array(items: readonly Value[]): ArrayValue {
  return { kind: "array", items, from: undefined };
}

/** An array of known length whose items are computed when they are first asked for. */
export class LazyArray implements ArrayValue {
  readonly kind = "array";
  readonly from: Provenance | undefined;
  #make: (() => readonly Value[]) | undefined;
  #items: readonly Value[] = [];

  constructor(make: () => readonly Value[], from?: Provenance) {
    this.#make = make;
    this.from = from;
  }

  get items(): readonly Value[] {
    if (this.#make !== undefined) {
      const make = this.#make;
      this.#make = undefined;
      this.#items = make();
    }
    return this.#items;
  }
}

/** An object; members may be given as functions that are called when they are first asked for. */
export function object(
  members: Members | Iterable<readonly [string, Source]>,
  rest?: UnknownValue,
  from?: Provenance,
): ObjectValue {
  return { kind: "object", members: members instanceof Members ? members : Members.of(members), rest, from };
}

const nobody: readonly string[] = [];
const nothing: UnknownFacts = {};

/** What `unknown` is told besides text and reason. */
export interface UnknownFacts extends Omit<UnknownValue, "kind" | "text" | "reason" | "because" | "from"> {
  readonly because?: readonly string[] | undefined;
}

/** A value that cannot be known; `text` is the canonical text of the reduced expression. */
export function unknown(text: string, reason: UnknownReason, facts = nothing): UnknownValue {
  const { because = nobody, allowed, problem, type, item, length, least, most, integer, identity, declared } = facts;
  // All of one shape, so that reading them is fast.
  return {
    kind: "unknown",
    text,
    reason,
    because,
    allowed,
    problem,
    type,
    item,
    length,
    least,
    most,
    integer,
    identity,
    declared,
    from: undefined,
  };
}

/**
 * A text made of parts: neighbouring literals are joined, nested texts are opened. All literal parts make a known text, and
 * one unknown that is a string for certain stays itself.
 */
export function text(parts: readonly (string | UnknownValue | TextValue)[]): KnownValue | TextValue | UnknownValue {
  const joined: (string | UnknownValue)[] = [];
  for (const part of parts) {
    if (typeof part === "string" || part.kind === "unknown") {
      append(joined, part);
    } else {
      for (const inner of part.parts) {
        append(joined, inner);
      }
    }
  }
  const [first] = joined;
  if (first === undefined || (joined.length === 1 && typeof first === "string")) {
    return known(first === undefined || typeof first !== "string" ? "" : first);
  }
  return joined.length === 1 && typeof first !== "string" && first.type === "string"
    ? first
    : { kind: "text", parts: joined, from: undefined };
}

function append(joined: (string | UnknownValue)[], part: string | UnknownValue): void {
  const added = typeof part !== "string" && part.integer !== undefined ? String(part.integer) : part;
  const last = joined.at(-1);
  if (typeof added === "string" && typeof last === "string") {
    joined[joined.length - 1] = last + added;
  } else if (added !== "") {
    joined.push(added);
  }
}

/** The value that a piece of plain JSON stands for. */
export function fromJson(json: JsonValue): Value {
  if (json === null || typeof json !== "object") {
    return known(json);
  }
  if (isJsonArray(json)) {
    return new LazyItems(json.length, (at) => fromJson(json[at] ?? null));
  }
  return object(Object.entries(json).map(([name, value]) => [name, () => fromJson(value)] as const));
}

/** `Array.isArray` that also narrows read-only arrays. */
export function isJsonArray(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}
