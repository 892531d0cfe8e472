import fs from "node:fs";
import path from "node:path";
import type { RefusedFile, TemplateFiles } from "../template/model";
import { joinedPath } from "../template/resources/joinedPath";
import { decoded } from "./inputFiles";

/** Azure Resource Manager takes no larger templates: 4 MB, see "Template limits" of its documentation. */
const largestBytes = 4 * 1024 * 1024;

/** The files that one template links, on the local disk and below one folder. Nothing is ever fetched. */
export class LinkedFilesOnDisk implements TemplateFiles {
  readonly #folder: string;
  readonly #root: string;
  readonly #answers = new Map<string, string | RefusedFile | undefined>();

  /**
   * @param template the template's own file
   * @param root the folder outside of which nothing is read
   */
  constructor(template: string, root: string) {
    this.#folder = path.dirname(template);
    this.#root = path.resolve(root);
  }

  /** Each file is read once, so that the text and the positions in it belong together. */
  readonly read = (relativePath: string, from: string): string | RefusedFile | undefined => {
    const file = joinedPath(from, relativePath);
    if (!this.#answers.has(file)) {
      this.#answers.set(file, readBelow(this.#root, path.resolve(this.#folder, file)));
    }
    return this.#answers.get(file);
  };

  /** The text of a linked file that was read; empty for any other. @param file relative to the template's folder */
  textOf(file: string): string {
    const answer = this.#answers.get(file);
    return typeof answer === "string" ? answer : "";
  }

  /** A linked file as it is named in the output: like the template, relative to where that is. */
  nameOf(file: string): string {
    return path.join(this.#folder, file);
  }
}

/**
 * The folder outside of which links of a template are not followed: where the command runs, if the template lies below; else
 * the folder that was given, else the template's own.
 * @param inputs what was given on the command line
 */
export function rootOf(template: string, inputs: readonly string[]): string {
  const candidates = [".", ...inputs.filter((input) => isFolder(input))];
  return candidates.find((folder) => isBelow(path.resolve(folder), path.resolve(template))) ?? path.dirname(template);
}

function isFolder(input: string): boolean {
  return fs.statSync(input, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function readBelow(root: string, file: string): string | RefusedFile | undefined {
  if (!isBelow(root, file)) {
    return { refused: "outside" };
  }
  try {
    const stats = fs.statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) {
      return undefined;
    }
    // A symbolic link below the folder may lead out of it.
    if (!isBelow(fs.realpathSync(root), fs.realpathSync(file))) {
      return { refused: "outside" };
    }
    if (!stats.isFile()) {
      return { refused: "unreadable" };
    }
    return stats.size > largestBytes ? { refused: "tooLarge" } : decoded(fs.readFileSync(file));
  } catch {
    // Whatever keeps the file closed, the template is analysed without it.
    return { refused: "unreadable" };
  }
}
