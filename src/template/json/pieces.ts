import type { Anchor, JsonObject } from "./node";

/** A top-level resource of a template that is being edited: it can be read anew without the rest. */
export interface Piece {
  /** Its own; the positions of everything in it are counted from here. */
  readonly anchor: Anchor;
  node: JsonObject;
  /** Puts another node into the tree in its place. */
  readonly replace: (node: JsonObject) => void;
}

/** What a reader notes of a template that is being edited. */
export interface Pieces {
  /** All anchors that can move, in the order of the text. */
  readonly anchors: Anchor[];
  readonly pieces: Piece[];
}
