import type { Anchor, JsonMember, JsonNode } from "./node";

/** An object or array that is still open. */
export type Open =
  | {
      readonly kind: "object";
      readonly anchor: Anchor;
      /** In the text that is read. */
      readonly offset: number;
      /** From the anchor. */
      readonly from: number;
      readonly members: JsonMember[];
      separated: boolean;
      /** The one whose value is being read. */
      member: JsonMember | undefined;
    }
  | {
      readonly kind: "array";
      readonly anchor: Anchor;
      /** In the text that is read. */
      readonly offset: number;
      /** From the anchor. */
      readonly from: number;
      readonly items: JsonNode[];
      separated: boolean;
    };
