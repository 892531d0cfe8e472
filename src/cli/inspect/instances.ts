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

/** A loop whose count is not known, which is represented by a single instance. */
interface OpenLoop {
  readonly declaration: TemplateResource;
  readonly count: Value;
}

/** Groups the instances of copy loops, also of loops around the deployments through which a resource comes. */
export function instanceCounts(resources: readonly TemplateResource[]): InstanceCounts {
  const groups = new Map<string, TemplateResource[]>();
  const open = new Map<string, OpenLoop>();
  for (const resource of resources) {
    const { instances, copyCount } = resource;
    const key = declarationKey(resource);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [resource]);
    } else {
      group.push(resource);
    }
    if (instances === undefined && copyCount !== undefined) {
      open.set(key, { declaration: resource, count: copyCount });
    }
  }
  return {
    groups: [...groups.values()],
    of: (group) => wireValue(countOf(group, [...open.values()])),
  };
}

/** Paths are told within a file: linked templates declare different resources at the same path. */
function declarationKey({ file, via, jsonPath }: TemplateResource): string {
  return [file ?? "", ...via, jsonPath].join(">");
}

function countOf(group: readonly TemplateResource[], open: readonly OpenLoop[]): Value {
  const [first] = group;
  const around = first === undefined ? [] : open.filter(({ declaration }) => isAround(declaration, first));
  const factors = [...around.map(({ count }) => count), ...(group.length > 1 ? [known(group.length)] : [])];
  const [only] = factors;
  if (only === undefined) {
    return known(group.length);
  }
  return factors.length === 1 ? only : unknownCall("mul", factors, "int");
}

/** Whether a resource is declared by `outer`: it is the same one, a child of it, or comes through it if it is a deployment. */
function isAround(outer: TemplateResource, resource: TemplateResource): boolean {
  const depth = outer.via.length;
  const path = [...resource.via, resource.jsonPath][depth];
  return (
    path !== undefined &&
    outer.via.every((step, at) => step === resource.via[at]) &&
    // On its own level, the file is that of the outer one; deployments lead into others.
    (resource.via.length > depth || resource.file === outer.file) &&
    (path === outer.jsonPath || path.startsWith(`${outer.jsonPath}.`))
  );
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
