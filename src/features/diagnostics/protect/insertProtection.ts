import * as vscode from "vscode";
import { OperationError } from "../../../host/errors/errors";
import { pick } from "../../../host/prompts/prompts";
import type { TemplateResource } from "../../../template/model";
import { hasOwnLens } from "../lens/machinesInText";
import type { TemplateCheck } from "../check/templateCheck";
import type { TemplateChecks } from "../check/templateChecks";
import type { protectSnippet } from "./protectSnippet";

/** The snippet is made in a bundle of its own. */
export type LoadProtectSnippet = () => Promise<{ readonly protectSnippet: typeof protectSnippet }>;

/**
 * Inserts what protects a machine of the template in front.
 * @param jsonPath the machine's declaration, from a code lens; anything else lets the cursor or the user choose
 * @throws OperationError when there is no template in front, or no machine in it
 * @throws vscode.CancellationError when the user presses Escape
 */
export async function insertProtection(
  jsonPath: unknown,
  checks: TemplateChecks<vscode.TextDocument>,
  load: LoadProtectSnippet,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const state = editor === undefined ? undefined : await checks.checkNow(editor.document);
  if (editor === undefined || state?.kind !== "checked") {
    throw new OperationError(vscode.l10n.t("Open an ARM template with a virtual machine first."));
  }
  const machine = await chooseMachine(state, jsonPath, editor.document.offsetAt(editor.selection.active));
  const { protectSnippet: make } = await load();
  const made = make(state.text, machine.span);
  if (made === undefined || state.version !== editor.document.version) {
    throw new OperationError(vscode.l10n.t("The virtual machine has no name yet, so nothing can be bound to it."));
  }
  await editor.insertSnippet(new vscode.SnippetString(made.snippet), editor.document.positionAt(made.offset));
}

async function chooseMachine(check: TemplateCheck, jsonPath: unknown, cursor: number): Promise<TemplateResource> {
  const machines = check.template.resources.filter((resource) => hasOwnLens(resource) && isVirtualMachine(resource));
  const named = machines.find((machine) => machine.jsonPath === jsonPath);
  const under = machines.find(({ span }) => cursor >= span.offset && cursor <= span.offset + span.length);
  const chosen = named ?? under ?? (machines.length === 1 ? machines[0] : undefined);
  if (chosen !== undefined) {
    return chosen;
  }
  if (machines.length === 0) {
    throw new OperationError(vscode.l10n.t("Open an ARM template with a virtual machine first."));
  }
  return pick({
    title: vscode.l10n.t("Protect a VM of this template"),
    placeholder: vscode.l10n.t("Which virtual machine should be backed up?"),
    choices: machines.map((machine) => ({
      label: nameIn(check.text, machine),
      description: machine.jsonPath,
      value: machine,
    })),
  });
}

function nameIn(text: string, { nameSpan: { offset, length } }: TemplateResource): string {
  return text.slice(offset, offset + length).replace(/^"|"$/g, "");
}

function isVirtualMachine({ type }: TemplateResource): boolean {
  return type.toLowerCase() === "microsoft.compute/virtualmachines";
}
