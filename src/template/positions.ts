/** A place in a text: zero-based line and UTF-16 character, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Converts offsets to positions; line ends are `\n`, `\r\n` and `\r`. Made once for each text. */
export class Positions {
  readonly #lineStarts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      starts.push(match.index + match[0].length);
    }
    this.#lineStarts = starts;
    this.#length = text.length;
  }

  /** The position of an offset; offsets outside the text count as its start or its end. */
  at(offset: number): TextPosition {
    const inside = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= inside) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low, character: inside - (this.#lineStarts[low] ?? 0) };
  }
}
