import { canonicalText } from "../../template/access";
import type { JsonValue, Value } from "../../template/value";
import { unknownCall } from "../../template/values/unknowns";
import { wireUnknown, wireValue } from "../wire/wireValue";

/** How many items a list has; none when it is absent. */
export function countJson(list: Value | undefined): JsonValue {
  if (list === undefined) {
    return 0;
  }
  switch (list.kind) {
    case "array":
      return list.items.length;
    case "unknown":
      return wireValue(list.length ?? unknownCall("length", [list], "int"));
    case "known":
    case "text":
    case "object":
      return wireUnknown(`length(${canonicalText(list)})`, "error", []);
  }
}
