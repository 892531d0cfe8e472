import { fewNames, OwnNames, positionIn, type MemberNames } from "../values/memberNames";

/** No more answers than this are kept, because expressions can ask for any name. */
const mostAsked = 200;

/**
 * The names of an object's members, in order. All objects of a document that are written alike share one: a large template has
 * very many objects of few kinds. A shape also knows what came next and what was said there before: most probably it comes again.
 */
export class Shape implements MemberNames {
  /** The last of the names; empty for the shape without names. */
  readonly name: string;
  readonly size: number;
  /** Whether the last name is written as it is, without escapes. */
  readonly isVerbatim: boolean;
  /** The text that was last read as the value of the last name. */
  lastText = "";
  readonly #before: Shape | undefined;
  /** The shape with one more name that was last met. */
  #next: Shape | undefined;
  /** All of them by the name, once there are two. */
  #others: Map<string, Shape> | undefined;
  #list: readonly string[] | undefined;
  #isPlain: boolean | undefined;
  /** Whether some names differ only by case, or not at all. */
  #hasTwins: boolean | undefined;
  /** Positions of the names that were asked for, in any case, also of those that are not there. */
  #positions: Map<string, number> | undefined;
  /** Instead of these when the names are many. */
  #own: OwnNames | undefined;

  constructor(name = "", isVerbatim = true, before?: Shape) {
    this.name = name;
    this.isVerbatim = isVerbatim;
    this.#before = before;
    this.size = before === undefined ? 0 : before.size + 1;
  }

  /** The shape with the name that most probably comes next. */
  get expected(): Shape | undefined {
    return this.#next;
  }

  /**
   * The shape with one more name.
   * @param isVerbatim whether it is written as it is, without escapes
   */
  with(name: string, isVerbatim: boolean): Shape {
    const known = this.#next;
    if (known?.name === name && known.isVerbatim === isVerbatim) {
      return known;
    }
    let next = this.#others?.get(name);
    if (next?.isVerbatim !== isVerbatim) {
      next = new Shape(name, isVerbatim, this);
      if (known !== undefined) {
        this.#others ??= new Map([[known.name, known]]);
        this.#others.set(name, next);
      }
    }
    this.#next = next;
    return next;
  }

  get list(): readonly string[] {
    this.#list ??= this.#written();
    return this.#list;
  }

  #written(): readonly string[] {
    const names = this.size === 0 ? [] : [this.name];
    for (let at = this.#before; at !== undefined && at.size > 0; at = at.#before) {
      names.push(at.name);
    }
    return names.reverse();
  }

  /** Whether these are the names of the members as they stand: none is a `copy`, none is computed, none comes twice. */
  get isPlain(): boolean {
    this.#isPlain ??=
      new Set(this.list).size === this.size &&
      !this.list.some((name) => name.startsWith("[") || (name.length === 4 && name.toLowerCase() === "copy"));
    return this.#isPlain;
  }

  indexOf(name: string): number {
    if (this.size > fewNames) {
      this.#own ??= new OwnNames(this.list);
      return this.#own.indexOf(name);
    }
    this.#positions ??= new Map();
    let position = this.#positions.get(name);
    if (position === undefined) {
      position = positionIn(this.list, name);
      if (this.#positions.size < mostAsked) {
        this.#positions.set(name, position);
      }
    }
    return position;
  }

  /** The position of the last of the names that is this one in any case, -1 when there is none. */
  lastIndexOf(name: string): number {
    this.#hasTwins ??= new Set(this.list.map((each) => each.toLowerCase())).size < this.size;
    return this.#hasTwins
      ? this.list.findLastIndex((own) => own.toLowerCase() === name.toLowerCase())
      : this.indexOf(name);
  }
}
