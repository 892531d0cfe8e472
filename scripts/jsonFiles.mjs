import fs from "node:fs";
import path from "node:path";
import { Failure } from "./failure.mjs";

/**
 * The JSON files below a folder, sorted.
 * @param {string} folder
 * @returns {readonly string[]}
 * @throws Failure when there is no such folder
 */
export function jsonFiles(folder) {
  if (!fs.existsSync(folder)) {
    throw new Failure(`${folder} does not exist.`);
  }
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jsonc?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
