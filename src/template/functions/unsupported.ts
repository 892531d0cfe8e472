import type { UnknownValue, Value, ValueType } from "../value";
import { unknownCall } from "../values/unknowns";

/** What a call gives of which Azure's documentation does not tell the result: unknown, and it says so. */
export function unsupportedCall(name: string, args: readonly Value[], type?: ValueType): UnknownValue {
  const open = unknownCall(name, args, type);
  return open.reason === "runtime" ? { ...open, reason: "unsupported" } : open;
}
