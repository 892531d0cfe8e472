import fs from "node:fs";
import path from "node:path";

/** The full path of a command, or undefined when `PATH` does not hold it. */
export function findOnPath(command) {
  const suffixes = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders
    .flatMap((folder) => suffixes.map((suffix) => path.join(folder, command + suffix)))
    .find((file) => {
      try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
      } catch {
        return false;
      }
    });
}
