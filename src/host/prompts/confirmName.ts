import * as vscode from "vscode";
import { input } from "./inputPrompt";
import type { StepLook } from "./steps";

/**
 * Has the user type the name of what is to be deleted or replaced.
 * @param prompt one sentence: what happens to what is named
 * @throws vscode.CancellationError when the user presses Escape, StepBack when they go back
 */
export async function confirmName(request: {
  readonly title: string;
  readonly prompt: string;
  readonly name: string;
  readonly step?: StepLook | undefined;
}): Promise<void> {
  const { title, prompt, name, step } = request;
  await input({
    title,
    prompt: vscode.l10n.t("{0} Type {1} to confirm.", prompt, name),
    placeholder: name,
    step,
    validate: (value) =>
      // Azure's names have no case.
      value.trim().toLowerCase() === name.toLowerCase() ? undefined : vscode.l10n.t("This is not {0}.", name),
  });
}
