import type { Anchor, JsonNode, JsonObject } from "./node";

/** The items of the array, or the values of the object, that holds resources: where a piece that is read anew is put. */
export interface Resources {
  nodes: (JsonNode | undefined)[];
}

/** A top-level resource of a template that is being edited: it can be read anew without the rest. */
export interface Piece {
  /** Its own; the positions of everything in it are counted from here. */
  readonly anchor: Anchor;
  node: JsonObject;
  readonly among: Resources;
  /** Its position among them. */
  readonly at: number;
}

/** What a reader notes of a template that is being edited. */
export interface Pieces {
  /** All anchors that can move, in the order of the text. */
  readonly anchors: Anchor[];
  readonly pieces: Piece[];
}
