import type { Value } from "../value";

/** Deeper values are taken for endless. */
const mostDepth = 120;

/** More than this is no value of a template. */
const mostNodes = 20_000;
const mostCharacters = 4_000_000;

interface Budget {
  nodes: number;
  characters: number;
}

/**
 * The compact JSON of a value that is known through and through, undefined otherwise. Members stand in their own order, also
 * those that are named like numbers, which objects of JavaScript would put first.
 */
export function jsonText(value: Value): string | undefined {
  return write(value, { nodes: mostNodes, characters: mostCharacters }, 0);
}

function write(value: Value, budget: Budget, depth: number): string | undefined {
  if (--budget.nodes < 0 || depth > mostDepth) {
    return undefined;
  }
  switch (value.kind) {
    case "known":
      budget.characters -= typeof value.value === "string" ? value.value.length : 0;
      return budget.characters < 0 ? undefined : JSON.stringify(value.value);
    case "array": {
      const items = joined(value.items, (item) => write(item, budget, depth + 1));
      return items === undefined ? undefined : `[${items}]`;
    }
    case "object": {
      if (value.rest !== undefined) {
        return undefined;
      }
      const members = joined(value.members.entries(), ([name, member]) => {
        const written = write(member, budget, depth + 1);
        return written === undefined ? undefined : `${JSON.stringify(name)}:${written}`;
      });
      return members === undefined ? undefined : `{${members}}`;
    }
    case "unknown":
      return value.integer === undefined ? undefined : String(value.integer);
    case "text":
      return undefined;
  }
}

/** What is written of each, with commas between; undefined as soon as one is not known. */
function joined<T>(all: Iterable<T>, writeOne: (one: T) => string | undefined): string | undefined {
  const written: string[] = [];
  for (const one of all) {
    const text = writeOne(one);
    if (text === undefined) {
      return undefined;
    }
    written.push(text);
  }
  return written.join(",");
}
