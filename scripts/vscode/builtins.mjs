/** A folder of VS Code's own extensions in which one is replaced, such as its Microsoft sign-in by one that a test can use. */
import fs from "node:fs";
import path from "node:path";

/**
 * @param {{ serverMain: string }} vsCode from `provisionVsCode`
 * @param {{ folder: string, without: string, instead: string }} change `folder` is made, `instead` is an extension's folder
 */
export function replaceBuiltin({ serverMain }, { folder, without, instead }) {
  const present = path.join(path.dirname(serverMain), "..", "extensions");
  fs.mkdirSync(folder, { recursive: true });
  for (const { name } of fs.readdirSync(present, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    if (name !== without) {
      fs.symlinkSync(path.join(present, name), path.join(folder, name), "junction");
    }
  }
  fs.cpSync(instead, path.join(folder, path.basename(instead)), { recursive: true });
}
