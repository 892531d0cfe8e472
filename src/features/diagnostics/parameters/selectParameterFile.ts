import * as vscode from "vscode";
import { OperationError } from "../../../host/errors/errors";
import { pick } from "../../../host/prompts/prompts";
import type { Choice } from "../../../host/prompts/prompts";
import { isDeploymentTemplate, isParameterFile } from "../../../template/recognise";
import type { ChosenParameterFiles, ParameterFileChoice } from "./chosenParameterFiles";
import type { FittingParameterFile, ParameterFiles } from "./parameterFiles";

/** What the user may answer. */
type Answer = ParameterFileChoice | "automatic" | "browse";

/**
 * Lets the user choose with which parameter file the template in front is checked; its findings follow at once.
 * @throws OperationError when no template is in front, or the chosen file holds no parameters
 * @throws vscode.CancellationError when the user chooses nothing
 */
export async function selectParameterFile(files: ParameterFiles, chosen: ChosenParameterFiles): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isDeploymentTemplate(document.getText())) {
    throw new OperationError(vscode.l10n.t("Open an ARM template first; the file in front is none."));
  }
  const answer = await pick<Answer>({
    title: vscode.l10n.t("Parameter File"),
    placeholder: vscode.l10n.t("With which parameter values do you want to see the findings?"),
    choices: async () => {
      const fitting = await files.fitting(document, document.getText());
      const used = await files.read(document, document.getText());
      return [
        ...fitting.map((file) => choiceOf(file, used)),
        ...alwaysThere(used === undefined, chosen.of(document.uri)),
      ];
    },
  });
  const choice = answer === "browse" ? await browse(document.uri) : answer;
  await chosen.choose(document.uri, choice === "automatic" ? undefined : choice);
}

function choiceOf(file: FittingParameterFile, used: FittingParameterFile | undefined): Choice<Answer> {
  const isUsed = used?.address === file.address;
  return {
    label: file.name,
    icon: new vscode.ThemeIcon(isUsed ? "check" : "json"),
    description: isUsed ? vscode.l10n.t("in use") : undefined,
    detail:
      file.pairing === "setting"
        ? vscode.l10n.t("Set in azureResourceManagerTools.parameterFiles")
        : vscode.workspace.asRelativePath(file.uri),
    value: file.uri,
  };
}

function alwaysThere(isNoneUsed: boolean, choice: ParameterFileChoice | undefined): readonly Choice<Answer>[] {
  return [
    {
      label: vscode.l10n.t("None"),
      icon: new vscode.ThemeIcon(isNoneUsed ? "check" : "circle-slash"),
      description: isNoneUsed ? vscode.l10n.t("in use") : undefined,
      detail: vscode.l10n.t("Check the template with its default values only"),
      value: "none",
    },
    {
      label: vscode.l10n.t("Automatic"),
      icon: new vscode.ThemeIcon("wand"),
      description: choice === undefined ? vscode.l10n.t("nothing is chosen") : undefined,
      detail: vscode.l10n.t("As azureResourceManagerTools.parameterFiles says, else by name"),
      value: "automatic",
    },
    { label: vscode.l10n.t("Browse…"), icon: new vscode.ThemeIcon("folder-opened"), value: "browse" },
  ];
}

async function browse(template: vscode.Uri): Promise<vscode.Uri> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Parameter File"),
      openLabel: vscode.l10n.t("Use"),
      filters: { JSON: ["json", "jsonc"] },
      ...(template.scheme === "untitled" ? {} : { defaultUri: vscode.Uri.joinPath(template, "..") }),
    })) ?? [];
  if (file === undefined) {
    throw new vscode.CancellationError();
  }
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  if (!isParameterFile(text)) {
    throw new OperationError(
      vscode.l10n.t(
        "{0} is not a parameter file: it has no object 'parameters'.",
        vscode.workspace.asRelativePath(file),
      ),
    );
  }
  return file;
}
