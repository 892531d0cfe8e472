import { Positions } from "../template/positions";
import type { TextPosition } from "../template/positions";
import type { TextSpan } from "../template/value";
import type { LinkedFilesOnDisk } from "./linkedFiles";

/** A stretch of a file. */
export interface FilePlace {
  /** As it is named in the output. */
  readonly file: string;
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** Tells in which file, and where in it, the spans of one analysis stand: the template or one that it links. */
export class Places {
  readonly #file: string;
  readonly #linked: LinkedFilesOnDisk | undefined;
  readonly #own: Positions;
  readonly #positions = new Map<string, Positions>();

  /**
   * @param file the template's name in the output
   * @param linked the files that the template was evaluated with
   */
  constructor(file: string, text: string, linked?: LinkedFilesOnDisk) {
    this.#file = file;
    this.#own = new Positions(text);
    this.#linked = linked;
  }

  /** @param file relative to the template's folder; undefined for the template itself */
  nameOf(file: string | undefined): string {
    return file === undefined || this.#linked === undefined ? this.#file : this.#linked.nameOf(file);
  }

  of({ offset, length, file }: TextSpan): FilePlace {
    const positions = this.#positionsIn(file);
    return { file: this.nameOf(file), start: positions.at(offset), end: positions.at(offset + length) };
  }

  /** The line on which a stretch begins. */
  lineOf({ offset, file }: TextSpan): string {
    const positions = this.#positionsIn(file);
    return positions.line(positions.at(offset).line);
  }

  #positionsIn(file: string | undefined): Positions {
    if (file === undefined) {
      return this.#own;
    }
    const positions = this.#positions.get(file) ?? new Positions(this.#linked?.textOf(file) ?? "");
    this.#positions.set(file, positions);
    return positions;
  }
}
