import type { ArrayValue, Provenance, Value } from "../value";

/** An array of known length, each item of which is computed when it is first asked for. */
export class LazyItems implements ArrayValue {
  readonly kind = "array";
  readonly from: Provenance | undefined;
  readonly length: number;
  readonly #make: (at: number) => Value;
  #computed: (Value | undefined)[] | undefined;
  #items: readonly Value[] | undefined;

  constructor(length: number, make: (at: number) => Value, from?: Provenance) {
    this.length = length;
    this.#make = make;
    this.from = from;
  }

  /** All of them; whoever needs only some asks `itemAt`. */
  get items(): readonly Value[] {
    if (this.#items === undefined) {
      const items: Value[] = [];
      for (let at = 0; at < this.length; at++) {
        items.push(this.#computed?.[at] ?? this.#make(at));
      }
      this.#items = items;
      this.#computed = undefined;
    }
    return this.#items;
  }

  /** One item, undefined outside the array. */
  at(index: number): Value | undefined {
    if (this.#items !== undefined || index < 0 || index >= this.length) {
      return this.#items?.[index];
    }
    this.#computed ??= [];
    return (this.#computed[index] ??= this.#make(index));
  }
}

/** One item of an array, without computing the others; undefined outside it. */
export function itemAt(array: ArrayValue, index: number): Value | undefined {
  return array instanceof LazyItems ? array.at(index) : array.items[index];
}

/** How many items an array has, without computing any. */
export function lengthOf(array: ArrayValue): number {
  return array instanceof LazyItems ? array.length : array.items.length;
}

/** The items one by one, each computed when it is its turn. */
export function* eachItem(array: ArrayValue): Generator<Value> {
  for (let at = 0; at < lengthOf(array); at++) {
    const item = itemAt(array, at);
    if (item !== undefined) {
      yield item;
    }
  }
}
