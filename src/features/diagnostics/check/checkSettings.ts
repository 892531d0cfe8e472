import type * as vscode from "vscode";
import type { Settings } from "../../../host/settings";
import type { CheckSettings } from "./templateCheck";

/** The settings under which a document is checked. */
export function checkSettings(settings: Settings, document: vscode.Uri): CheckSettings {
  return {
    limits: settings.limits(document),
    lifted: settings.liftedLimits(document),
    rules: settings.rules(document),
  };
}
