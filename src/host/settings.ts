import * as vscode from "vscode";

const section = "azureVmBackup";

const limitsValues = ["current", "2015-10"] as const;
const liftedLimitsValues = ["hint", "information", "off"] as const;
const authenticationValues = ["vscode", "azureCli", "default", "sandbox"] as const;

/** The support matrix in force. */
export type LimitsSetting = (typeof limitsValues)[number];
/** How limits of 2015 that have been lifted are shown. */
export type LiftedLimitsSetting = (typeof liftedLimitsValues)[number];
/** Where the Azure account comes from. */
export type AuthenticationSetting = (typeof authenticationValues)[number];

/** The extension's settings, read when asked; a value that is none of the allowed ones counts as the default. */
export class Settings {
  public limits(scope?: vscode.Uri): LimitsSetting {
    return read("limits", limitsValues, scope);
  }

  public liftedLimits(scope?: vscode.Uri): LiftedLimitsSetting {
    return read("liftedLimits", liftedLimitsValues, scope);
  }

  public authentication(): AuthenticationSetting {
    return read("authentication", authenticationValues);
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

  public async setAuthentication(value: AuthenticationSetting): Promise<void> {
    await vscode.workspace.getConfiguration(section).update("authentication", value, vscode.ConfigurationTarget.Global);
  }

  public onDidChange(name: "limits" | "liftedLimits" | "authentication", listener: () => unknown): vscode.Disposable {
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
