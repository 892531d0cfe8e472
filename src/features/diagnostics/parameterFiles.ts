import * as vscode from "vscode";
import { isParameterFile } from "../../template/recognise";
import type { ParameterFile } from "../../template/model";
import { parameterFileNames, parametersAgree } from "./parameterFileNames";

/** Larger files are no parameter files: Azure Resource Manager takes 4 MB. */
const largestBytes = 4 * 1024 * 1024;

/**
 * Finds and reads the parameter file beside a template, through VS Code's file systems, so that it works in virtual
 * workspaces too. What the disk holds is remembered until `forget`, because typing in the template does not change it;
 * an open document wins over the disk, saved or not.
 */
export class ParameterFiles {
  readonly #onDisk = new Map<string, Promise<string | undefined>>();

  /** The parameter file to check a template with, or undefined; unreadable files count as absent. */
  public async read(template: vscode.TextDocument, text: string): Promise<ParameterFile | undefined> {
    for (const { uri, name, named } of candidatesOf(template.uri)) {
      const content = openDocument(uri)?.getText() ?? (await this.#readDisk(uri));
      if (content !== undefined && isParameterFile(content) && (named || parametersAgree(text, content))) {
        return { name, text: content };
      }
    }
    return undefined;
  }

  /** Whether a document may be the parameter file of a template, by its address. */
  public mayConcern(template: vscode.Uri, parameterFile: vscode.Uri): boolean {
    const address = parameterFile.toString();
    return candidatesOf(template).some((candidate) => candidate.uri.toString() === address);
  }

  /** Reads a file from disk again next time, or all of them: it was saved, made, moved or deleted. */
  public forget(file?: vscode.Uri): void {
    if (file === undefined) {
      this.#onDisk.clear();
    } else {
      this.#onDisk.delete(file.toString());
    }
  }

  #readDisk(uri: vscode.Uri): Promise<string | undefined> {
    const key = uri.toString();
    const known = this.#onDisk.get(key);
    if (known !== undefined) {
      return known;
    }
    const reading = readText(uri);
    this.#onDisk.set(key, reading);
    return reading;
  }
}

function candidatesOf(
  template: vscode.Uri,
): readonly { readonly uri: vscode.Uri; readonly name: string; readonly named: boolean }[] {
  if (template.scheme === "untitled") {
    return [];
  }
  const slash = template.path.lastIndexOf("/");
  const folder = vscode.Uri.joinPath(template, "..");
  return parameterFileNames(template.path.slice(slash + 1)).map(({ name, named }) => ({
    uri: vscode.Uri.joinPath(folder, name),
    name,
    named,
  }));
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const address = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.byteLength > largestBytes ? undefined : new TextDecoder().decode(bytes);
  } catch {
    // Most templates have no such file; one that cannot be read is as good as absent.
    return undefined;
  }
}
