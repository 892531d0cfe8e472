import type { Anchor } from "./node";
import type { Shape } from "./shape";

/**
 * An object or array that is still open. Each is used again for the next one that is open at the same depth, because a large
 * template opens very many.
 */
export class Open {
  isObject = false;
  anchor: Anchor;
  /** Of its bracket, in the text that is read. */
  offset = 0;
  /** Of its bracket, from the anchor. */
  from = 0;
  /** Where what is in it begins, in the list of nodes whose container is open. */
  first = 0;
  /** Whether a comma stood behind what was read last. */
  separated = true;
  /** The names that were read, the one whose value is being read with them. */
  shape: Shape;
  /** Where the name stands whose value is being read, with its quotes, in the text that is read; -1 between two members. */
  nameFrom = -1;
  nameEnd = -1;

  constructor(anchor: Anchor, shape: Shape) {
    this.anchor = anchor;
    this.shape = shape;
  }
}
