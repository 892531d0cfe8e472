/** A change of a text: what stands at an offset gives way to another text. Offsets are in UTF-16 units. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly newText: string;
}

/** A stretch of the text as it was, or new text. */
type Piece =
  | { readonly kind: "kept"; readonly from: number; readonly to: number }
  | { readonly kind: "new"; readonly text: string };

/** A text that is changed step by step; knows where what was there at first has gone, and what the steps come to. */
export class ChangingText {
  readonly #original: string;
  #pieces: readonly Piece[];

  constructor(original: string) {
    this.#original = original;
    this.#pieces = [{ kind: "kept", from: 0, to: original.length }];
  }

  /** The text as it is now. */
  get text(): string {
    return this.#pieces.map((piece) => this.#textOf(piece)).join("");
  }

  /** Changes the text as it is now; the edits do not overlap. */
  apply(edits: readonly TextEdit[]): void {
    // From the end, so that the offsets of the others stay true.
    for (const edit of edits.toSorted((one, other) => other.offset - one.offset)) {
      this.#pieces = [
        ...this.#part(0, edit.offset),
        ...(edit.newText === "" ? [] : [{ kind: "new", text: edit.newText } as const]),
        ...this.#part(edit.offset + edit.length, Infinity),
      ];
    }
  }

  /** Where the character is now that stood at an offset at first; undefined when it is gone. */
  offsetNow(original: number): number | undefined {
    let offset = 0;
    for (const piece of this.#pieces) {
      if (piece.kind === "kept" && original >= piece.from && original < piece.to) {
        return offset + original - piece.from;
      }
      offset += lengthOf(piece);
    }
    return undefined;
  }

  /** All that was changed, as edits of the text as it was at first, in its order. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let newText = "";
    const end: Piece = { kind: "kept", from: this.#original.length, to: this.#original.length };
    for (const piece of [...this.#pieces, end]) {
      if (piece.kind === "new") {
        newText += piece.text;
      } else {
        if (newText !== "" || piece.from > at) {
          edits.push({ offset: at, length: piece.from - at, newText });
        }
        newText = "";
        at = piece.to;
      }
    }
    return edits;
  }

  #textOf(piece: Piece): string {
    return piece.kind === "new" ? piece.text : this.#original.slice(piece.from, piece.to);
  }

  /** The pieces of a stretch of the text as it is now. */
  #part(from: number, to: number): readonly Piece[] {
    const part: Piece[] = [];
    let offset = 0;
    for (const piece of this.#pieces) {
      const start = Math.max(0, from - offset);
      const end = Math.min(lengthOf(piece), to - offset);
      if (start < end) {
        part.push(
          piece.kind === "new"
            ? { kind: "new", text: piece.text.slice(start, end) }
            : { kind: "kept", from: piece.from + start, to: piece.from + end },
        );
      }
      offset += lengthOf(piece);
    }
    return part;
  }
}

function lengthOf(piece: Piece): number {
  return piece.kind === "new" ? piece.text.length : piece.to - piece.from;
}
