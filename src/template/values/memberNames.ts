/** The names of the members of an object, each once, in order. */
export interface MemberNames {
  readonly list: readonly string[];
  /** The position of a name in any case, -1 when it is not there. Where names differ only by case, the exact one wins. */
  readonly indexOf: (name: string) => number;
}

/** Up to here a search is faster than a map; most objects of templates are that small. */
export const fewNames = 10;

/** Names that belong to one object. */
export class OwnNames implements MemberNames {
  readonly list: readonly string[];
  /** Positions by name, once a search through the names would take longer than building this. */
  #exact: Map<string, number> | undefined;
  #lower: Map<string, number> | undefined;

  constructor(list: readonly string[]) {
    this.list = list;
  }

  indexOf(name: string): number {
    if (this.list.length <= fewNames) {
      return positionIn(this.list, name);
    }
    this.#exact ??= new Map(this.list.map((own, i) => [own, i]));
    const exact = this.#exact.get(name);
    if (exact !== undefined) {
      return exact;
    }
    this.#lower ??= new Map(this.list.map((own, i) => [own.toLowerCase(), i]));
    return this.#lower.get(name.toLowerCase()) ?? -1;
  }
}

/** The position of a name among others: the exact one, else the last one that differs only by case, else -1. */
export function positionIn(names: readonly string[], name: string): number {
  const exact = names.indexOf(name);
  if (exact >= 0) {
    return exact;
  }
  const wanted = name.toLowerCase();
  return names.findLastIndex((own) => own.length === name.length && own.toLowerCase() === wanted);
}
