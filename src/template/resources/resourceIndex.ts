import type { Value } from "../value";
import type { DeclaredResource } from "./declaredResource";
import { identityText, keyOf, parentId, placesAgree } from "./identity";

/** Finds resources by what refers to them. Built when the first reference is looked up. */
export class ResourceIndex {
  readonly #byId = new Map<string, DeclaredResource[]>();
  readonly #byTail = new Map<string, DeclaredResource[]>();
  readonly #bySymbol = new Map<string, DeclaredResource[]>();
  readonly #byName = new Map<string, DeclaredResource[]>();

  constructor(resources: readonly DeclaredResource[]) {
    for (const resource of resources) {
      add(this.#byId, resource.id, resource);
      const tail = keyOf(resource.id)?.tail;
      if (tail !== undefined) {
        add(this.#byTail, tail, resource);
      }
      if (resource.source.symbol !== undefined) {
        add(this.#bySymbol, resource.source.symbol.toLowerCase(), resource);
      }
      const name = identityText(resource.name);
      if (name !== undefined) {
        add(this.#byName, name, resource);
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
    for (let id = idText(reference); id !== undefined; id = parentId(id)) {
      const found = this.#findId(id, instance);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  #findId(id: string, instance: number | undefined): DeclaredResource | undefined {
    const exact = this.#byId.get(id);
    if (exact !== undefined) {
      return chosen(exact, instance);
    }
    const key = keyOf(id);
    if (key === undefined) {
      return this.#findShort(id, instance);
    }
    const same = this.#byTail.get(key.tail)?.filter((each) => placesAgree(keyOf(each.id)?.prefix, key.prefix));
    return same === undefined ? undefined : chosen(same, instance);
  }

  /** `dependsOn` also takes a symbolic name, or a name that only one resource has. */
  #findShort(id: string, instance: number | undefined): DeclaredResource | undefined {
    const [, symbol = id, index] = /^([^[\]]+)\[(\d+)\]$/.exec(id) ?? [];
    const named = this.#bySymbol.get(symbol);
    if (named !== undefined) {
      return chosen(named, index === undefined ? instance : Number(index));
    }
    const [only, ...others] = this.#byName.get(id) ?? [];
    return others.every((other) => other.jsonPath === only?.jsonPath) ? only : undefined;
  }
}

function idText(reference: Value): string | undefined {
  const id = reference.kind === "object" ? reference.members.get("id") : reference;
  return id === undefined ? undefined : identityText(id);
}

function add(map: Map<string, DeclaredResource[]>, key: string, resource: DeclaredResource): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [resource]);
  } else {
    list.push(resource);
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
