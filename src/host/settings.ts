import * as vscode from "vscode";

const section = "azureVmBackup";

const limitsValues = ["current", "2015-10"] as const;
const liftedLimitsValues = ["hint", "information", "off"] as const;
const authenticationValues = ["vscode", "azureCli", "default", "sandbox"] as const;
const sandboxEstateValues = ["small", "fleet"] as const;

/** The support matrix in force. */
export type LimitsSetting = (typeof limitsValues)[number];
/** How limits of 2015 that have been lifted are shown. */
export type LiftedLimitsSetting = (typeof liftedLimitsValues)[number];
/** Where the Azure account comes from. */
export type AuthenticationSetting = (typeof authenticationValues)[number];
/** The company that the sandbox plays. */
export type SandboxEstateSetting = (typeof sandboxEstateValues)[number];

/** Settings whose changes are listened to. */
export type SettingName = "limits" | "liftedLimits" | "rules" | "codeLens" | "authentication" | "sandboxEstate";

/** The extension's settings, read when asked; a value that is none of the allowed ones counts as the default. */
export class Settings {
  public limits(scope?: vscode.Uri): LimitsSetting {
    return read("limits", limitsValues, scope);
  }

  public liftedLimits(scope?: vscode.Uri): LiftedLimitsSetting {
    return read("liftedLimits", liftedLimitsValues, scope);
  }

  /** Severities and numbers of single rules, as they stand in the settings files: nobody has looked at them yet. */
  public rules(scope?: vscode.Uri): unknown {
    return vscode.workspace.getConfiguration(section, scope ?? null).get<unknown>("rules");
  }

  /** Whether a line above each virtual machine tells its verdict. */
  public codeLens(scope?: vscode.Uri): boolean {
    return vscode.workspace.getConfiguration(section, scope ?? null).get<unknown>("codeLens") !== false;
  }

  public authentication(): AuthenticationSetting {
    return read("authentication", authenticationValues);
  }

  public sandboxEstate(): SandboxEstateSetting {
    return read("sandboxEstate", sandboxEstateValues);
  }

  /**
   * Written where the value comes from now, the folder's or the workspace's settings; if neither has one, to the workspace's
   * when a workspace is open, else to the user's.
   */
  public async setLimits(value: LimitsSetting, scope?: vscode.Uri): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(section, scope ?? null);
    const found = configuration.inspect("limits");
    const target =
      found?.workspaceFolderValue !== undefined
        ? vscode.ConfigurationTarget.WorkspaceFolder
        : vscode.workspace.name !== undefined
          ? vscode.ConfigurationTarget.Workspace
          : vscode.ConfigurationTarget.Global;
    await configuration.update("limits", value, target);
  }

  /** What is set of one rule in the workspace's settings, or in the user's, without what is set of the others there. */
  public async setRuleSeverity(code: string, severity: string, target: "workspace" | "user"): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(section);
    const found = configuration.inspect<unknown>("rules");
    const written = target === "workspace" ? found?.workspaceValue : found?.globalValue;
    const rules = isRecord(written) ? written : {};
    const entry = rules[code];
    const changed = { ...rules, [code]: isRecord(entry) ? { ...entry, severity } : severity };
    const scope = target === "workspace" ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await configuration.update("rules", changed, scope);
  }

  public async setAuthentication(value: AuthenticationSetting): Promise<void> {
    await vscode.workspace.getConfiguration(section).update("authentication", value, vscode.ConfigurationTarget.Global);
  }

  public onDidChange(name: SettingName, listener: () => unknown): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${section}.${name}`)) {
        listener();
      }
    });
  }
}

function read<T extends string>(name: string, allowed: readonly [T, ...T[]], scope?: vscode.Uri): T {
  const value = vscode.workspace.getConfiguration(section, scope ?? null).get<unknown>(name);
  return allowed.find((candidate) => candidate === value) ?? allowed[0];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
