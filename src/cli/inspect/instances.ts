import { isDeepStrictEqual } from "node:util";
import type { TemplateResource } from "../../template/model";
import type { JsonValue, Value } from "../../template/value";
import { known } from "../../template/values/make";
import { unknownCall } from "../../template/values/unknowns";
import { wireValue } from "../wire/wireValue";
import type { WireObject } from "./view";

/** The instances of each declaration together, and how many there are in all. */
export interface InstanceCounts {
  readonly groups: readonly (readonly TemplateResource[])[];
  readonly of: (group: readonly TemplateResource[]) => JsonValue;
}

/** Groups the instances of copy loops, also of loops around the deployments through which a resource comes. */
export function instanceCounts(resources: readonly TemplateResource[]): InstanceCounts {
  const groups = new Map<string, TemplateResource[]>();
  /** Counts of the loops that are represented by a single instance, by the path of their declaration. */
  const open = new Map<string, Value>();
  for (const resource of resources) {
    const { jsonPath, instances, copyCount } = resource;
    const group = groups.get(jsonPath);
    if (group === undefined) {
      groups.set(jsonPath, [resource]);
    } else {
      group.push(resource);
    }
    if (instances === undefined && copyCount !== undefined) {
      open.set(jsonPath, copyCount);
    }
  }
  return {
    groups: [...groups.values()],
    of: (group) => wireValue(countOf(group, open)),
  };
}

function countOf(group: readonly TemplateResource[], open: ReadonlyMap<string, Value>): Value {
  const path = group[0]?.jsonPath ?? "";
  const around = [...open].filter(([outer]) => path === outer || path.startsWith(`${outer}.`));
  const factors = [...around.map(([, count]) => count), ...(group.length > 1 ? [known(group.length)] : [])];
  const [only] = factors;
  if (only === undefined) {
    return known(group.length);
  }
  return factors.length === 1 ? only : unknownCall("mul", factors, "int");
}

/**
 * One entry for all instances of a declaration: the fields of the first, `instances`, and where instances differ
 * `perInstance` with the differing fields of each.
 */
export function merged(instances: readonly WireObject[], count: JsonValue): WireObject {
  const [first = {}, ...others] = instances;
  const differing = Object.keys(first).filter((name) =>
    others.some((other) => !isDeepStrictEqual(other[name], first[name])),
  );
  const entry = { ...first, instances: count };
  return differing.length === 0 ? entry : { ...entry, perInstance: instances.map((each) => picked(each, differing)) };
}

function picked(from: WireObject, names: readonly string[]): WireObject {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
}
