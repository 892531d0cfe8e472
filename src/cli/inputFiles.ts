import type { Buffer } from "node:buffer";
import fs from "node:fs";
import path from "node:path";
import type { ParameterFile } from "../template/model";
import { memberNode } from "../template/json/node";
import { parseJson } from "../template/json/parseJson";
import { globPattern, isGlob } from "./glob";
import { UsageError } from "./usageError";

/** A text without its byte order mark, as editors show it. UTF-8, or UTF-16 as PowerShell used to write it. */
export function decoded(bytes: Buffer): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(wide ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}

/**
 * The text of a file, decoded.
 * @throws UsageError when it cannot be read
 */
export function readText(file: string): string {
  try {
    return decoded(fs.readFileSync(file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`);
  }
}

/**
 * Reads parameter files.
 * @throws UsageError when one cannot be read or holds no parameters
 */
export function readParameterFiles(files: readonly string[]): readonly ParameterFile[] {
  return files.map((name) => {
    const text = readText(name);
    if (memberNode(parseJson(text).root, "parameters")?.kind !== "object") {
      throw new UsageError(`${name} is not a parameter file: it has no object 'parameters'.`);
    }
    return { name, text };
  });
}

/**
 * The files that the inputs mean, each once, in the order of the inputs: files as they are, and of folders and globs the
 * JSON files below them.
 * @throws UsageError for an input that is not there, and for a glob that matches nothing
 */
export function expandInputs(inputs: readonly string[]): readonly string[] {
  const files = inputs.flatMap((input) => {
    const stats = fs.statSync(input, { throwIfNoEntry: false });
    if (stats?.isFile() === true) {
      return [path.normalize(input)];
    }
    if (stats?.isDirectory() === true) {
      return filesBelow(input).filter((file) => /\.jsonc?$/i.test(file));
    }
    return isGlob(input) ? matchesOf(input) : missing(input);
  });
  return [...new Set(files)];
}

function matchesOf(glob: string): readonly string[] {
  const normal = path.normalize(glob).replaceAll("\\", "/");
  const segments = normal.split("/");
  const fixed = segments.slice(
    0,
    segments.findIndex((segment) => isGlob(segment)),
  );
  const root = fixed.join("/");
  const pattern = globPattern(normal);
  const found = filesBelow(root === "" ? (normal.startsWith("/") ? "/" : ".") : root);
  const matches = found.filter((file) => pattern.test(file.replaceAll("\\", "/")));
  return matches.length > 0 ? matches : missing(glob);
}

/** Folders whose files nobody means: dependencies, and those that a dot hides. */
function isSkipped(folder: string): boolean {
  return folder === "node_modules" || (folder.startsWith(".") && folder !== "." && folder !== "..");
}

function filesBelow(folder: string): readonly string[] {
  let entries: readonly fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`${folder} cannot be read: ${reasonOf(error)}.`);
  }
  return [...entries]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? (isSkipped(entry.name) ? [] : filesBelow(file)) : entry.isFile() ? [file] : [];
    });
}

function missing(input: string): never {
  throw new UsageError(isGlob(input) ? `'${input}' matches no file.` : `There is no file or folder '${input}'.`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "it is not there",
  EACCES: "access is denied",
  EISDIR: "it is a folder",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}
