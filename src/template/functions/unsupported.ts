import { unknownCall } from "../values/unknowns";
import { many, strict } from "./templateFunction";
import type { TemplateFunction } from "./templateFunction";

/** Functions that exist but do not decide anything about virtual machines: their result is unknown, and says so. */
const names = [
  "buildUri",
  "cidrHost",
  "cidrSubnet",
  "dataUriToString",
  "dateTimeAdd",
  "dateTimeFromEpoch",
  "dateTimeToEpoch",
  "like",
  "parseCidr",
  "parseUri",
  "roleDefinitions",
] as const;

/** See `names`. */
export const unsupportedFunctions: readonly TemplateFunction[] = names.map((name) =>
  strict(name, [0, many], (args) => {
    const open = unknownCall(name, args, undefined);
    return open.reason === "runtime" ? { ...open, reason: "unsupported" } : open;
  }),
);
