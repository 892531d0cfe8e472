import type { FromReadinessPanel, ReadinessAction } from "../../webviews/readiness/messages";

const actions: readonly ReadinessAction[] = ["protect", "backUp", "switchLimits", "openInPortal"];

/** Guards the extension's side of the line to the readiness panel. */
export function isFromReadinessPanel(value: unknown): value is FromReadinessPanel {
  if (typeof value !== "object" || value === null || !("kind" in value)) {
    return false;
  }
  switch (value.kind) {
    case "ready":
    case "recheck":
      return true;
    case "run":
      return "action" in value && actions.some((action) => action === value.action);
    case "copy":
      return "text" in value && typeof value.text === "string";
    default:
      return false;
  }
}
