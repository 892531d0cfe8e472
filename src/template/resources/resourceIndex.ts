import type { Value } from "../value";
import type { DeclaredResource } from "./declaredResource";
import { identityText, keyOf, parentId, placesAgree } from "./identity";
import type { ResourceKey } from "./identity";

/** A resource by what its id ends with. */
interface Placed {
  readonly resource: DeclaredResource;
  readonly prefix: string | undefined;
}

/** The identities of the resources of one type. */
class Identities {
  readonly #resources: readonly DeclaredResource[];
  readonly #byId = new Map<string, DeclaredResource[]>();
  #byTail: Map<string, Placed[]> | undefined;

  constructor(resources: readonly DeclaredResource[]) {
    this.#resources = resources;
    for (const resource of resources) {
      add(this.#byId, resource.id, resource);
    }
  }

  withId(id: string): readonly DeclaredResource[] {
    return this.#byId.get(id) ?? none;
  }

  /** Those whose id ends so. Most references name the place too, so this is prepared when the first does not. */
  withTail(tail: string): readonly Placed[] {
    this.#byTail ??= byTail(this.#resources);
    return this.#byTail.get(tail) ?? [];
  }
}

const none: readonly DeclaredResource[] = [];

function byTail(resources: readonly DeclaredResource[]): Map<string, Placed[]> {
  const map = new Map<string, Placed[]>();
  for (const resource of resources) {
    const key = keyOf(resource.id);
    if (key !== undefined) {
      add(map, key.tail, { resource, prefix: key.prefix });
    }
  }
  return map;
}

/**
 * Finds resources by what refers to them. Ids cost more than anything else about a resource, so they are computed type by type,
 * when the first reference to a resource of that type is looked up.
 */
export class ResourceIndex {
  readonly #resources: readonly DeclaredResource[];
  /** In lower case. Types that do not show in an id as they are written stand under the empty text. */
  readonly #ofType = new Map<string, DeclaredResource[]>();
  readonly #identities = new Map<string, Identities>();
  /** By the id that was looked up: templates refer to the same network many times. */
  readonly #candidates = new Map<string, readonly DeclaredResource[]>();
  /** By the id that was looked up, the nearest one above it that is declared; itself when none is. */
  readonly #nearest = new Map<string, string>();
  /** By the types of an id, where its names do not matter. */
  readonly #groups = new Map<string, readonly Identities[]>();
  #named: Named | undefined;

  constructor(resources: readonly DeclaredResource[]) {
    this.#resources = resources;
    for (const resource of resources) {
      const type = resource.type.toLowerCase();
      add(this.#ofType, type.includes("/providers/") || !type.includes("/") ? "" : type, resource);
    }
  }

  /**
   * Reads the ids of the resources of some types, in small steps; otherwise the first reference to a type waits for all of them.
   * @param types matches the names of the types
   */
  *prepare(types: RegExp): Generator<void> {
    for (const type of this.#ofType.keys()) {
      if (types.test(type)) {
        this.#identitiesOf(type);
        yield;
      }
    }
  }

  /** See `EvaluatedTemplate.find`. */
  find(reference: Value, instance?: number): DeclaredResource | undefined {
    const id = idText(reference);
    return id === undefined ? undefined : this.#findId(id, instance);
  }

  /** See `EvaluatedTemplate.findNearest`. */
  findNearest(reference: Value, instance?: number): DeclaredResource | undefined {
    const id = idText(reference);
    if (id === undefined) {
      return undefined;
    }
    let nearest = this.#nearest.get(id);
    if (nearest === undefined) {
      nearest = id;
      while (nearest !== undefined && this.#findId(nearest, instance) === undefined) {
        nearest = parentId(nearest);
      }
      this.#nearest.set(id, nearest ?? id);
    }
    return this.#findId(nearest ?? id, instance);
  }

  #findId(id: string, instance: number | undefined): DeclaredResource | undefined {
    let candidates = this.#candidates.get(id);
    if (candidates === undefined) {
      const key = keyOf(id);
      if (key === undefined) {
        return this.#findShort(id, instance);
      }
      candidates = this.#candidatesFor(id, key);
      this.#candidates.set(id, candidates);
    }
    return chosen(candidates, instance);
  }

  #candidatesFor(id: string, key: ResourceKey): readonly DeclaredResource[] {
    const groups = this.#groupsFor(key);
    const exact = groups.map((group) => group.withId(id)).filter((found) => found.length > 0);
    const [only = none] = exact;
    if (exact.length > 0) {
      return exact.length === 1 ? only : exact.flat();
    }
    return groups
      .flatMap((group) => group.withTail(key.tail))
      .filter(({ prefix }) => placesAgree(prefix, key.prefix))
      .map(({ resource }) => resource);
  }

  /**
   * All groups that may hold a resource with such an id. When the names of a resource do not pair up with its type, all of its
   * type comes first in its id and the names follow: then its type is some head of the id's segments.
   */
  #groupsFor({ types, names }: ResourceKey): readonly Identities[] {
    const known = this.#groups.get(types);
    if (known !== undefined) {
      return known;
    }
    const [namespace = "", first = "", ...rest] = types.split("/");
    const head = `${namespace}/${first}`;
    const plain = this.#groupsOf(["", types, head]);
    // Only a longer type of the same beginning can have the names in its head.
    if (![...this.#ofType.keys()].some((type) => type.startsWith(`${head}/`))) {
      this.#groups.set(types, plain);
      return plain;
    }
    const heads = ["", types, head];
    const nameSegments = names.split("/");
    let at = `${head}/${nameSegments[0] ?? ""}`;
    heads.push(at);
    for (const [i, type] of rest.entries()) {
      heads.push((at += `/${type}`));
      heads.push((at += `/${nameSegments[i + 1] ?? ""}`));
    }
    return this.#groupsOf(heads);
  }

  #groupsOf(types: readonly string[]): readonly Identities[] {
    const groups: Identities[] = [];
    for (const type of types) {
      const identities = this.#identitiesOf(type);
      if (identities !== undefined && !groups.includes(identities)) {
        groups.push(identities);
      }
    }
    return groups;
  }

  #identitiesOf(type: string): Identities | undefined {
    const resources = this.#ofType.get(type);
    if (resources === undefined) {
      return undefined;
    }
    let identities = this.#identities.get(type);
    if (identities === undefined) {
      identities = new Identities(resources);
      this.#identities.set(type, identities);
    }
    return identities;
  }

  /** `dependsOn` also takes a symbolic name, or a name that only one resource has. */
  #findShort(id: string, instance: number | undefined): DeclaredResource | undefined {
    const [, symbol = id, index] = /^([^[\]]+)\[(\d+)\]$/.exec(id) ?? [];
    this.#named ??= namesOf(this.#resources);
    const named = this.#named.bySymbol.get(symbol);
    if (named !== undefined) {
      return chosen(named, index === undefined ? instance : Number(index));
    }
    const [only, ...others] = this.#named.byName.get(id) ?? [];
    return others.every((other) => other.jsonPath === only?.jsonPath) ? only : undefined;
  }
}

interface Named {
  readonly bySymbol: ReadonlyMap<string, readonly DeclaredResource[]>;
  readonly byName: ReadonlyMap<string, readonly DeclaredResource[]>;
}

function namesOf(resources: readonly DeclaredResource[]): Named {
  const bySymbol = new Map<string, DeclaredResource[]>();
  const byName = new Map<string, DeclaredResource[]>();
  for (const resource of resources) {
    if (resource.source.symbol !== undefined) {
      add(bySymbol, resource.source.symbol.toLowerCase(), resource);
    }
    const name = identityText(resource.name);
    if (name !== undefined) {
      add(byName, name, resource);
    }
  }
  return { bySymbol, byName };
}

function idText(reference: Value): string | undefined {
  const id = reference.kind === "object" ? reference.members.get("id") : reference;
  return id === undefined ? undefined : identityText(id);
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [item]);
  } else {
    list.push(item);
  }
}

/** Of two declarations of one resource the one that is deployed counts; of several instances the one that is asked for. */
function chosen(candidates: readonly DeclaredResource[], instance: number | undefined): DeclaredResource | undefined {
  if (candidates.length < 2) {
    return candidates[0];
  }
  const deployed = candidates.filter(({ condition }) => condition.kind !== "known" || condition.value !== false);
  const list = deployed.length > 0 ? deployed : candidates;
  return list.find((each) => each.instance === instance) ?? list[0];
}
