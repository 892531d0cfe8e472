import { findNodeAtOffset, getNodePath, parse, parseTree } from "jsonc-parser";
import type { FixStep } from "../../../../src/limits/fix";
import type { Place } from "../../../../src/limits/profile/fact";

type Path = readonly (string | number)[];

/** What a template says, comments left out. */
export function saidBy(text: string): unknown {
  return parse(text, [], { allowTrailingComma: false });
}

/**
 * All that a template may say after a fix and nothing else: the steps taken in the parsed JSON, where the value is used or where
 * a variable or parameter holds it.
 */
export function mayBeSaidAfter(text: string, steps: readonly FixStep[]): readonly unknown[] {
  return steps.reduce<readonly unknown[]>(
    (states, step) => states.flatMap((state) => pathsOf(text, placeOf(step)).map((path) => taken(state, path, step))),
    [saidBy(text)],
  );
}

function placeOf(step: FixStep): Place {
  return step.kind === "replace" ? step.value : step.kind === "addResource" ? step.beside : step.object;
}

function pathsOf(text: string, { span, chain }: Place): readonly Path[] {
  const root = parseTree(text);
  return [span, ...chain.map((step) => step.span)].flatMap((at) => {
    const node = root === undefined || at === undefined ? undefined : findNodeAtOffset(root, at.offset);
    return node === undefined ? [] : [getNodePath(node)];
  });
}

function taken(state: unknown, path: Path, step: FixStep): unknown {
  switch (step.kind) {
    case "replace":
      return withAt(state, path, step.by);
    case "set":
      return withAt(state, [...path, ...step.path], step.value);
    case "remove":
      return withAt(state, [...path, ...step.path], undefined);
    case "move": {
      const value = valueAt(state, [...path, ...step.from]);
      return withAt(withAt(state, [...path, ...step.from], undefined), [...path, ...step.to], value);
    }
    case "addResource": {
      const resources: readonly unknown[] = Object.values(membersOf(valueAt(state, ["resources"])));
      return withAt(state, ["resources"], [...resources, step.resource]);
    }
  }
}

function valueAt(state: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, name) => membersOf(value)[name], state);
}

function membersOf(value: unknown): Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** The state with another value at a path; undefined takes the member out. */
function withAt(state: unknown, [name, ...rest]: Path, value: unknown): unknown {
  if (name === undefined) {
    return value;
  }
  const inner = withAt(membersOf(state)[name], rest, value);
  if (Array.isArray(state)) {
    return state.map((item: unknown, index) => (index === name ? inner : item));
  }
  const others = Object.entries(membersOf(state));
  const changed = others.map(([key, each]) => [key, key === name ? inner : each] as const);
  const added = others.some(([key]) => key === name) ? [] : [[name, inner] as const];
  return Object.fromEntries([...changed, ...added].filter(([, each]) => each !== undefined));
}
