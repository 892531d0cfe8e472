import * as vscode from "vscode";
import type { AccountKind } from "../../../azure/accounts/account";
import { pick } from "../../../host/prompts/prompts";

/** Lets the user choose how to sign in. */
export function chooseSource(preferred: AccountKind): Promise<AccountKind> {
  const byDefault = vscode.l10n.t("default");
  const choices: readonly {
    readonly value: AccountKind;
    readonly label: string;
    readonly detail: string;
    readonly icon: string;
  }[] = [
    {
      value: "vscode",
      label: vscode.l10n.t("Microsoft account"),
      detail: vscode.l10n.t("Signs in with VS Code's own Microsoft accounts."),
      icon: "account",
    },
    {
      value: "azureCli",
      label: vscode.l10n.t("Azure CLI"),
      detail: vscode.l10n.t("Uses the account that `az login` has signed in on this machine."),
      icon: "terminal",
    },
    {
      value: "default",
      label: vscode.l10n.t("Default Azure credential"),
      detail: vscode.l10n.t("Environment variables, managed identity, developer tools."),
      icon: "key",
    },
    {
      value: "sandbox",
      label: vscode.l10n.t("Sandbox"),
      detail: vscode.l10n.t("A small make-believe Azure on this machine; nothing real is touched."),
      icon: "beaker",
    },
  ];
  return pick<AccountKind>({
    title: vscode.l10n.t("Sign in to Azure"),
    placeholder: vscode.l10n.t("How do you want to sign in?"),
    choices: choices.map((choice) => ({
      ...choice,
      icon: new vscode.ThemeIcon(choice.icon),
      description: choice.value === preferred ? byDefault : undefined,
    })),
  });
}
