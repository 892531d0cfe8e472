import type { FromExplainPanel } from "../../webviews/explainLimits/messages";

/** Guards the extension's side of the line to the page of *Explain Limits*. */
export function isFromExplainPanel(value: unknown): value is FromExplainPanel {
  if (typeof value !== "object" || value === null || !("kind" in value)) {
    return false;
  }
  switch (value.kind) {
    case "ready":
    case "switchLimits":
    case "openSettings":
      return true;
    case "openRule":
      return "code" in value && typeof value.code === "string";
    default:
      return false;
  }
}
