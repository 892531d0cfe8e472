import * as vscode from "vscode";
import { isParameterFile } from "../../../template/recognise";
import type { UsedParameterFile } from "../check/templateCheck";
import type { ChosenParameterFiles } from "./chosenParameterFiles";
import { fitByName } from "./fittingNames";
import { parameterFileNames, parametersAgree } from "./parameterFileNames";
import { mappedParameterFile } from "./toolsMapping";

/** Larger files are no parameter files: Azure Resource Manager takes 4 MB. */
const largestBytes = 4 * 1024 * 1024;

/** How a parameter file came to its template. */
export type Pairing = "chosen" | "setting" | "name";

/** A parameter file that fits a template. */
export interface FittingParameterFile extends UsedParameterFile {
  readonly uri: vscode.Uri;
  readonly pairing: Pairing;
}

/** A template, open or not. */
interface Template {
  readonly uri: vscode.Uri;
}

/**
 * Finds and reads the parameter files of templates through VS Code's file systems, so that it works in virtual workspaces too.
 * What the disk holds is remembered until `forget`, because typing in the template does not change it; an open document wins over the
 * disk, saved or not.
 */
export class ParameterFiles {
  readonly #chosen: ChosenParameterFiles;
  readonly #onDisk = new Map<string, Promise<string | undefined>>();
  readonly #folders = new Map<string, Promise<readonly string[]>>();

  /** @param chosen what the user has chosen; it wins over the setting of the ARM Tools, which wins over names */
  public constructor(chosen: ChosenParameterFiles) {
    this.#chosen = chosen;
  }

  /** Fires with the template for which the user has chosen. */
  public get onDidChoose(): vscode.Event<vscode.Uri> {
    return this.#chosen.onDidChange;
  }

  /** The parameter file to check a template with, or undefined; unreadable files count as absent. */
  public async read(template: Template, text: string): Promise<FittingParameterFile | undefined> {
    const chosen = this.#chosen.of(template.uri);
    if (chosen === "none") {
      return undefined;
    }
    return (
      (await this.#fileAt(chosen, template, "chosen")) ??
      (await this.#fileAt(mappedParameterFile(template.uri), template, "setting")) ??
      (await this.#byName(template, text))
    );
  }

  /**
   * Every parameter file that fits a template: the one that is used, if one is, then those that its folder holds, by name.
   * @param text the template's text, whose parameters must agree with those of a file that is not named after it
   */
  public async fitting(template: Template, text: string): Promise<readonly FittingParameterFile[]> {
    const used = await this.read(template, text);
    const found = used === undefined ? [] : [used];
    const seen = new Set(found.map(({ address }) => address));
    const mapped = mappedParameterFile(template.uri);
    const others = [
      ...(mapped === undefined ? [] : [{ uri: mapped, fit: "named" as const }]),
      ...(await this.#inFolder(template)),
    ];
    for (const { uri, fit } of others) {
      const file = seen.has(uri.toString())
        ? undefined
        : await this.#fileAt(uri, template, uri === mapped ? "setting" : "name");
      if (file !== undefined && (fit === "named" || parametersAgree(text, file.text))) {
        seen.add(file.address);
        found.push(file);
      }
    }
    return found;
  }

  /** Whether a document may be the parameter file of a template, by its address. */
  public mayConcern(template: vscode.Uri, parameterFile: vscode.Uri): boolean {
    const address = parameterFile.toString();
    const chosen = this.#chosen.of(template);
    const special = [chosen === "none" ? undefined : chosen, mappedParameterFile(template)];
    return (
      special.some((uri) => uri?.toString() === address) ||
      candidatesOf(template).some((candidate) => candidate.uri.toString() === address)
    );
  }

  /** Reads a file from disk again next time, or all of them: it was saved, made, moved or deleted. */
  public forget(file?: vscode.Uri): void {
    this.#folders.clear();
    if (file === undefined) {
      this.#onDisk.clear();
    } else {
      this.#onDisk.delete(file.toString());
    }
  }

  async #byName(template: Template, text: string): Promise<FittingParameterFile | undefined> {
    for (const { uri, named } of candidatesOf(template.uri)) {
      const file = await this.#fileAt(uri, template, "name");
      if (file !== undefined && (named || parametersAgree(text, file.text))) {
        return file;
      }
    }
    return undefined;
  }

  async #fileAt(
    uri: vscode.Uri | undefined,
    template: Template,
    pairing: Pairing,
  ): Promise<FittingParameterFile | undefined> {
    if (uri === undefined) {
      return undefined;
    }
    const text = openDocument(uri)?.getText() ?? (await this.#readDisk(uri));
    return text === undefined || !isParameterFile(text)
      ? undefined
      : { uri, address: uri.toString(), name: shownName(template.uri, uri), text, pairing };
  }

  async #inFolder(
    template: Template,
  ): Promise<readonly { readonly uri: vscode.Uri; readonly fit: "named" | "unnamed" }[]> {
    if (template.uri.scheme === "untitled") {
      return [];
    }
    const folder = vscode.Uri.joinPath(template.uri, "..");
    const key = folder.toString();
    const listing = this.#folders.get(key) ?? filesOf(folder);
    this.#folders.set(key, listing);
    const files = await listing;
    return files.flatMap((file) => {
      const fit = fitByName(nameOf(template.uri), file, files);
      return fit === undefined ? [] : [{ uri: vscode.Uri.joinPath(folder, file), fit }];
    });
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

function candidatesOf(template: vscode.Uri): readonly { readonly uri: vscode.Uri; readonly named: boolean }[] {
  if (template.scheme === "untitled") {
    return [];
  }
  const folder = vscode.Uri.joinPath(template, "..");
  return parameterFileNames(nameOf(template)).map(({ name, named }) => ({
    uri: vscode.Uri.joinPath(folder, name),
    named,
  }));
}

/** The name alone beside the template; from elsewhere with its folder. */
function shownName(template: vscode.Uri, file: vscode.Uri): string {
  const folder = vscode.Uri.joinPath(template, "..").toString();
  const isBeside = vscode.Uri.joinPath(file, "..").toString() === folder;
  return isBeside ? nameOf(file) : vscode.workspace.asRelativePath(file);
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const address = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
}

async function filesOf(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([, type]) => (type & vscode.FileType.Directory) === 0)
      .map(([name]) => name)
      .sort();
  } catch {
    // A folder that cannot be listed offers nothing to choose from.
    return [];
  }
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
