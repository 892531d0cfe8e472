import type { JsonString } from "../json/node";

/** The texts of a document that begin like expressions, in the order in which they are written. */
export class ExpressionList {
  readonly #texts: readonly JsonString[];

  constructor(texts: readonly JsonString[]) {
    this.#texts = texts;
  }

  /** Those that begin in a stretch of the text. */
  between(from: number, to: number): readonly JsonString[] {
    return this.#texts.slice(this.#firstFrom(from), this.#firstFrom(to));
  }

  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.#texts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#texts[middle]?.offset ?? 0) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
