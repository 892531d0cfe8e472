/** A place in a text: zero-based line and UTF-16 character, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Converts offsets to positions; line ends are `\n`, `\r\n` and `\r`. Made once for each text. */
export class Positions {
  readonly #lineStarts: readonly number[];
  readonly #text: string;

  constructor(text: string) {
    const starts = [0];
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      starts.push(match.index + match[0].length);
    }
    this.#lineStarts = starts;
    this.#text = text;
  }

  /** The position of an offset; offsets outside the text count as its start or its end. */
  at(offset: number): TextPosition {
    const inside = Math.max(0, Math.min(offset, this.#text.length));
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

  /** The text of a line, without its line end. @param line zero-based */
  line(line: number): string {
    const start = this.#lineStarts[line] ?? this.#text.length;
    return this.#text.slice(start, this.#lineStarts[line + 1]).replace(/[\r\n]+$/, "");
  }
}
