import { asPart } from "../evaluation/deploymentTarget";
import type { TextValue, UnknownValue, Value } from "../value";
import { known, text } from "../values/make";

/** The parts of an id that identify a resource; everything is lower case. */
export interface ResourceKey {
  /** What comes before the last `/providers/`, undefined when the id starts with the type. */
  readonly prefix: string | undefined;
  /** Namespace and type segments. */
  readonly types: string;
  readonly names: string;
  /** Types, then `|`, then the names: equal for equal resources of one place. */
  readonly tail: string;
}

/** Stands for `/` inside the canonical text of an unknown part, which must not be taken for a segment border. */
const innerSlash = "\u2215";

/** The text by which identities are compared: lower case, unknown parts in braces. Undefined for what is no text. */
export function identityText(value: Value): string | undefined {
  if (value.kind === "known") {
    return typeof value.value === "string" || typeof value.value === "number"
      ? String(value.value).toLowerCase()
      : undefined;
  }
  if (value.kind === "unknown") {
    return unknownPart(value);
  }
  if (value.kind !== "text") {
    return undefined;
  }
  let whole = "";
  for (const part of value.parts) {
    whole += typeof part === "string" ? part.toLowerCase() : unknownPart(part);
  }
  return whole;
}

function unknownPart(part: UnknownValue): string {
  const lower = (part.identity ?? part.text).toLowerCase();
  return lower.includes("/") ? `{${lower.replaceAll("/", innerSlash)}}` : `{${lower}}`;
}

/**
 * The identity text of the id that `idValue` gives, made without making the value: every resource has one, and few are asked for
 * the value.
 * @param place the identity text of the place
 */
export function identityIn(place: string, type: string, name: Value): string {
  const { head, namespace, types } = knownType(type);
  const whole = partIdentity(asPart(name));
  // Slashes of unknown parts do not show, so those that show are between the segments.
  if (types.length < 2 && !whole.includes("/")) {
    return place + head + whole;
  }
  const names = whole.split("/");
  return names.length === types.length
    ? types.reduce((id, each, i) => `${id}/${each}/${names[i] ?? ""}`, `${place}/providers/${namespace}`)
    : place + head + whole;
}

/** The identity text of where the resources of a deployment stand. */
export function placeIdentity(place: Value): string {
  return partIdentity(asPart(place));
}

function partIdentity(part: string | UnknownValue | TextValue): string {
  if (typeof part === "string") {
    return part.toLowerCase();
  }
  if (part.kind === "unknown") {
    return part.integer === undefined ? unknownPart(part) : String(part.integer);
  }
  let whole = "";
  for (const each of part.parts) {
    whole += partIdentity(each);
  }
  return whole;
}

/** What ids have of a type, in lower case. */
interface KnownType {
  /** All of it, as it comes before the names where they do not pair up. */
  readonly head: string;
  readonly namespace: string;
  readonly types: readonly string[];
}

/** A template has few types. */
function knownType(type: string): KnownType {
  let known = knownTypes.get(type);
  if (known === undefined) {
    if (knownTypes.size >= mostKnownTypes) {
      knownTypes.clear();
    }
    const [namespace = "", ...types] = type
      .toLowerCase()
      .split("/")
      .filter((segment) => segment !== "");
    known = { head: `/providers/${[namespace, ...types].join("/")}/`, namespace, types };
    knownTypes.set(type, known);
  }
  return known;
}

const knownTypes = new Map<string, KnownType>();
const mostKnownTypes = 500;

/** Reads an id, or the `Microsoft.Network/networkInterfaces/nic` form without a place. */
export function keyOf(id: string): ResourceKey | undefined {
  const at = id.lastIndexOf("/providers/");
  let namespace: string | undefined;
  let types = "";
  let names = "";
  let count = 0;
  for (const segment of (at < 0 ? id : id.slice(at + "/providers/".length)).split("/")) {
    if (segment === "") {
      continue;
    }
    if (namespace === undefined) {
      namespace = types = segment;
    } else if (count++ % 2 === 0) {
      types += `/${segment}`;
    } else {
      names += names === "" ? segment : `/${segment}`;
    }
  }
  if (namespace === undefined || count < 2 || (at < 0 && !namespace.includes("."))) {
    return undefined;
  }
  return { prefix: at < 0 ? undefined : id.slice(0, at), types, names, tail: `${types}|${names}` };
}

/** The id one level up, undefined at the top. */
export function parentId(id: string): string | undefined {
  if (keyOf(id)?.names.includes("/") !== true) {
    return undefined;
  }
  const name = id.lastIndexOf("/");
  return id.slice(0, id.lastIndexOf("/", name - 1));
}

/** Whether two places can be the same: unknown parts may turn out to be equal. */
export function placesAgree(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined || left === right) {
    return true;
  }
  const [a, b] = [left.split("/"), right.split("/")];
  return (
    a.length === b.length &&
    a.every((segment, i) => segment === b[i] || segment.includes("{") || (b[i]?.includes("{") ?? false))
  );
}

/** The segments of a name such as `vm1/extension`, of which parts may be unknown. */
export function nameSegments(name: Value): readonly Value[] {
  if (name.kind !== "known" && name.kind !== "text") {
    return [name];
  }
  const segments: (string | UnknownValue | TextValue)[][] = [[]];
  for (const part of name.kind === "text" ? name.parts : [asPart(name)]) {
    if (typeof part !== "string") {
      segments.at(-1)?.push(part);
      continue;
    }
    part.split("/").forEach((piece, i) => {
      if (i > 0) {
        segments.push([]);
      }
      segments.at(-1)?.push(piece);
    });
  }
  return segments.map((parts) => text(parts));
}

/** `<place>/providers/<namespace>/<type>/<name>…`; when names and types do not pair up, all types come before all names. */
export function idValue(place: Value, type: string, name: Value): Value {
  const [namespace = "", ...types] = type.split("/").filter((segment) => segment !== "");
  if (types.length === 1 && !hasSlash(name)) {
    return text([asPart(place), `/providers/${namespace}/${types[0] ?? ""}/`, asPart(name)]);
  }
  const names = nameSegments(name);
  const head = [asPart(place), `/providers/${namespace}`];
  if (names.length !== types.length) {
    return text([...head, ...types.map((each) => `/${each}`), "/", asPart(name)]);
  }
  return text([...head, ...types.flatMap((each, i) => [`/${each}/`, asPart(names[i] ?? known(""))])]);
}

function hasSlash(name: Value): boolean {
  const parts = name.kind === "text" ? name.parts : [asPart(name)];
  return parts.some((part) => typeof part === "string" && part.includes("/"));
}
