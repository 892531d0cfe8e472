import * as vscode from "vscode";
import type { Log } from "../../../host/log";
import type { Settings } from "../../../host/settings";
import type { TemplateFiles } from "../../../template/model";
import { Positions } from "../../../template/positions";
import { isDeploymentTemplate } from "../../../template/recognise";
import type { WorkspaceRow } from "../../../webviews/workspaceCheck/messages";
import { checkSettings } from "../check/checkSettings";
import type { Analysis } from "../check/templateCheck";
import type { LoadDocumentAnalysis } from "../check/templateDiagnostics";
import { decoded } from "../linked/linkedFileReader";
import { LinkedTemplates } from "../linked/linkedTemplates";
import { shownInTemplate } from "../linked/linkPlaces";
import { locationInFile, withPlacesInFile } from "../parameters/decidedByFile";
import type { FittingParameterFile, ParameterFiles } from "../parameters/parameterFiles";
import { diagnosticsOf } from "../squiggles/diagnosticData";
import { toDiagnostic } from "../squiggles/toDiagnostic";
import { rowsOf } from "./templateRows";

/** Azure Resource Manager takes no larger templates: 4 MB, see "Template limits" of its documentation. */
const largestBytes = 4 * 1024 * 1024;

/** What a check needs of the rest. */
export interface WorkspaceServices {
  readonly settings: Settings;
  readonly log: Log;
  readonly parameterFiles: ParameterFiles;
  readonly loadAnalysis: LoadDocumentAnalysis;
}

/** What came of one file. */
export type CheckedFile =
  | {
      readonly kind: "template";
      readonly rows: readonly WorkspaceRow[];
      readonly diagnostics: readonly vscode.Diagnostic[];
      /** The addresses of the files that it links, there or not. */
      readonly links: ReadonlySet<string>;
    }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "other" };

/** Checks one file of the workspace, with every parameter file that fits; nothing of it is kept. Undefined when it was stopped. */
export async function checkFile(
  uri: vscode.Uri,
  services: WorkspaceServices,
  stopped: () => boolean,
): Promise<CheckedFile | undefined> {
  const template = vscode.workspace.asRelativePath(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestBytes) {
      return { kind: "skipped", reason: vscode.l10n.t("{0} is larger than 4 MB.", template) };
    }
    const address = uri.toString();
    const open = vscode.workspace.textDocuments.find(
      (document) => !document.isClosed && document.uri.toString() === address,
    );
    const text = open?.getText() ?? decoded(await vscode.workspace.fs.readFile(uri));
    return isDeploymentTemplate(text) ? await checkText(uri, text, services, stopped) : { kind: "other" };
  } catch (error) {
    services.log.error(`Check of ${template}`, error);
    return { kind: "skipped", reason: vscode.l10n.t("{0} could not be checked; the log has the details.", template) };
  }
}

async function checkText(
  uri: vscode.Uri,
  text: string,
  services: WorkspaceServices,
  stopped: () => boolean,
): Promise<CheckedFile | undefined> {
  const { parameterFiles, settings, loadAnalysis } = services;
  const { newDocumentAnalysis } = await loadAnalysis();
  const positions = new Positions(text);
  const used = await parameterFiles.read({ uri }, text);
  const fitting: readonly (FittingParameterFile | undefined)[] = await parameterFiles.fitting({ uri }, text);
  const rows: WorkspaceRow[] = [];
  const links = new Set<string>();
  let diagnostics: readonly vscode.Diagnostic[] = [];
  // Where files fit and none is used, the editor shows the template without one: then so do the Problems panel and the summary.
  for (const file of used === undefined ? [undefined, ...fitting] : fitting) {
    const linked = new LinkedTemplates(() => undefined);
    const source = { uri };
    try {
      const analysis = newDocumentAnalysis();
      const options = checkSettings(settings, uri);
      const analyse = (files?: TemplateFiles): Promise<Analysis | undefined> =>
        analysis.analyse(text, file === undefined ? [] : [file], options, stopped, files);
      const result = await linked.analyse(source, analyse, stopped);
      if (result === undefined) {
        return undefined;
      }
      linked.filesOf(source).forEach((link) => links.add(link.toString()));
      const template = vscode.workspace.asRelativePath(uri);
      rows.push(...rowsOf(result, { uri: uri.toString(), template, parameterFile: file?.name }, positions));
      // The Problems panel shows what the editor would: the findings with the parameter file in use.
      if (file?.address === used?.address) {
        diagnostics = diagnosticsFor(uri, positions, result, { file, linked, source });
      }
    } finally {
      linked.dispose();
    }
  }
  return { kind: "template", rows, diagnostics, links };
}

interface Surroundings {
  readonly file: FittingParameterFile | undefined;
  readonly linked: LinkedTemplates;
  readonly source: { readonly uri: vscode.Uri };
}

function diagnosticsFor(
  uri: vscode.Uri,
  positions: Positions,
  result: Analysis,
  { file, linked, source }: Surroundings,
): readonly vscode.Diagnostic[] {
  const { findings, problems } = shownInTemplate({ ...result, findings: withPlacesInFile(result.findings, file) });
  const document = {
    uri,
    positionAt: (offset: number): vscode.Position => {
      const { line, character } = positions.at(offset);
      return new vscode.Position(line, character);
    },
  };
  return diagnosticsOf(findings, problems).map((data) =>
    toDiagnostic(data, document, (span) => locationInFile(span, file) ?? linked.locate(source, span)),
  );
}
