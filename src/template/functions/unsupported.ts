import { unknownCall } from "../values/unknowns";
import { many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/**
 * The newest functions of Bicep, of which nothing is documented but their names, and which decide nothing about virtual
 * machines: their result is unknown, and says so.
 */
const names = ["like", "roleDefinition", "roleDefinitions"] as const;

/** See `names`. */
export const unsupportedFunctions: readonly TemplateFunction[] = names.map((name) =>
  strict(name, [0, many], (args) => {
    const open = unknownCall(name, args, undefined);
    return open.reason === "runtime" ? { ...open, reason: "unsupported" } : open;
  }),
);
