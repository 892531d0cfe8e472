import type { FromWorkspacePanel } from "../../../webviews/workspaceCheck/messages";

/** Guards the extension's side of the line to the summary of *Check Workspace*. */
export function isFromWorkspacePanel(value: unknown): value is FromWorkspacePanel {
  if (typeof value !== "object" || value === null || !("kind" in value)) {
    return false;
  }
  switch (value.kind) {
    case "ready":
    case "checkAgain":
      return true;
    case "export":
      return "format" in value && (value.format === "markdown" || value.format === "csv");
    case "open":
      return "uri" in value && typeof value.uri === "string" && "line" in value && typeof value.line === "number";
    default:
      return false;
  }
}
