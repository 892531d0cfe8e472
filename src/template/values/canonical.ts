import type { ArrayValue, UnknownValue, Value } from "../value";
import { eachItem } from "./lazyItems";

/** Texts that would grow beyond this are shortened to a digest: they only have to tell equal from different. */
const longestText = 2_000;
const mostNodes = 5_000;
const mostCharacters = 2_000_000;
/** Values that are deeper than this are endless: something refers to itself where nobody noticed. */
const mostDepth = 120;

/** The canonical text of a value in the expression language: equal texts mean equal values. */
export function canonicalText(value: Value): string {
  const budget = { nodes: mostNodes, characters: mostCharacters };
  return shortened(write(value, budget, 0));
}

/** A short stand-in for a very long text; two equal texts have equal stand-ins. */
function shortened(text: string): string {
  if (text.length <= longestText) {
    return text;
  }
  let low = 5381;
  let high = 52711;
  for (let i = 0; i < text.length; i++) {
    low = (low * 33) ^ text.charCodeAt(i);
    high = (high * 31) ^ text.charCodeAt(i);
  }
  return `${text.slice(0, 200)}…#${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}.${text.length}`;
}

/** Values that are not written out: only the very same one is equal to it. */
const serials = new WeakMap<Value, number>();
let lastSerial = 0;

function standIn(value: Value): string {
  const serial = serials.get(value) ?? ++lastSerial;
  serials.set(value, serial);
  return `…${serial}`;
}

interface Budget {
  nodes: number;
  characters: number;
}

function write(value: Value, budget: Budget, depth: number): string {
  if (--budget.nodes < 0 || depth > mostDepth || (budget.characters -= ownLength(value)) < 0) {
    return standIn(value);
  }
  switch (value.kind) {
    case "known":
      return scalarText(value.value);
    case "unknown":
      return value.text;
    case "text": {
      const parts = value.parts.map((part) => (typeof part === "string" ? scalarText(part) : part.text));
      return `concat(${parts.join(", ")})`;
    }
    case "array":
      return `createArray(${writtenItems(value, budget, depth).join(", ")})`;
    case "object": {
      const members = [...value.members].map(
        ([name, member]) => `${scalarText(name)}, ${write(member, budget, depth + 1)}`,
      );
      const text = `createObject(${members.join(", ")})`;
      return value.rest === undefined ? text : `union(${value.rest.text}, ${text})`;
    }
  }
}

function writtenItems(array: ArrayValue, budget: Budget, depth: number): readonly string[] {
  const written: string[] = [];
  for (const item of eachItem(array)) {
    if (budget.nodes <= 0) {
      written.push(standIn(array));
      break;
    }
    written.push(write(item, budget, depth + 1));
  }
  return written;
}

function scalarText(scalar: string | number | boolean | null): string {
  return typeof scalar === "string"
    ? `'${scalar.replaceAll("'", "''")}'`
    : scalar === null
      ? "null()"
      : stringForm(scalar);
}

function stringForm(scalar: number | boolean): string {
  return typeof scalar === "boolean" ? `${String(scalar)}()` : String(scalar);
}

/** Characters that a value is written with, apart from what is inside it. */
function ownLength(value: Value): number {
  switch (value.kind) {
    case "known":
      return typeof value.value === "string" ? value.value.length : 0;
    case "unknown":
      return value.text.length;
    case "text":
      return value.parts.reduce((sum, part) => sum + (typeof part === "string" ? part : part.text).length, 0);
    case "array":
    case "object":
      return 0;
  }
}

/** Every unknown inside a value, in order, at most `limit` of them. */
export function unknownsIn(value: Value, limit = 50): readonly UnknownValue[] {
  if (value.kind === "unknown") {
    return [value];
  }
  const found: UnknownValue[] = [];
  const budget = { nodes: mostNodes };
  const visit = (each: Value, depth: number): void => {
    if (found.length >= limit || --budget.nodes < 0 || depth > mostDepth) {
      return;
    }
    if (each.kind === "unknown") {
      found.push(each);
    } else if (each.kind === "text") {
      each.parts.forEach((part) => typeof part !== "string" && visit(part, depth));
    } else if (each.kind === "array") {
      for (const item of eachItem(each)) {
        visit(item, depth + 1);
        if (found.length >= limit || budget.nodes < 0) {
          break;
        }
      }
    } else if (each.kind === "object") {
      each.members.forEach((member) => visit(member, depth + 1));
      if (each.rest !== undefined) {
        visit(each.rest, depth);
      }
    }
  };
  visit(value, 0);
  return found;
}
