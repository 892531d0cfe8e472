import * as vscode from "vscode";

const section = "azureResourceManagerTools";
const name = "parameterFiles";

/**
 * The parameter file that the Azure Resource Manager Tools use for a template: their setting maps paths of templates to paths of
 * parameter files, relative to the template or absolute. It is read and never written: only they know what else hangs on it.
 * Paths of templates may be relative to the workspace folder too, as people write them into shared settings.
 */
export function mappedParameterFile(template: vscode.Uri): vscode.Uri | undefined {
  const mapping = vscode.workspace.getConfiguration(section, template).get<unknown>(name);
  if (typeof mapping !== "object" || mapping === null || template.scheme === "untitled") {
    return undefined;
  }
  const folder = vscode.workspace.getWorkspaceFolder(template)?.uri;
  // With two entries that differ in case only, the later one is the more special setting's.
  const found = Object.entries(mapping).findLast(([path]) => isPathOf(template, folder, path));
  const file: unknown = found?.[1];
  return typeof file !== "string" || file.trim() === "" ? undefined : resolved(template, file);
}

/** True when the change of a setting may pair templates anew. */
export function mappingChanged(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(`${section}.${name}`);
}

function isPathOf(template: vscode.Uri, folder: vscode.Uri | undefined, path: string): boolean {
  const written = slashes(path);
  const candidates = isAbsolute(written)
    ? [rooted(written)]
    : folder === undefined
      ? []
      : [vscode.Uri.joinPath(folder, written).path];
  return candidates.some((candidate) => comparable(candidate) === comparable(template.path));
}

function resolved(template: vscode.Uri, path: string): vscode.Uri {
  const written = slashes(path);
  return isAbsolute(written) ? template.with({ path: rooted(written) }) : vscode.Uri.joinPath(template, "..", written);
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[a-z]:\//i.test(path);
}

/** `C:/x` as the path of an address has it. */
function rooted(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

/** The Tools write paths of Windows in lower case; there, and only there, the drive tells that case does not count. */
function comparable(path: string): string {
  return /^\/[a-z]:\//i.test(path) ? path.toLowerCase() : path;
}
