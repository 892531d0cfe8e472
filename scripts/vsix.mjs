/** Makes the VSIX: what users install, and what the workbench tests drive. */
import fs from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { Failure } from "./failure.mjs";
import { runProcess } from "./processes.mjs";
import { repository } from "./vscode/cache.mjs";
import { zipEntries } from "./zipEntries.mjs";

/** Where the packaged extension is written. */
export const vsixFile = path.join(repository, "out", "azure-vm-backup.vsix");

/**
 * Builds for production and packages the bundles.
 * @returns {Promise<{ bytes: number, files: number }>}
 */
export async function packageVsix() {
  await build({ production: true });
  fs.mkdirSync(path.dirname(vsixFile), { recursive: true });
  fs.rmSync(vsixFile, { force: true });
  const vsce = path.join(repository, "node_modules", "@vscode", "vsce", "vsce");
  // The project has no public repository that the README's relative links could be made absolute with.
  const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  const args = [vsce, "package", ...options, "--out", vsixFile];
  const { code, output } = await runProcess(process.execPath, args, { cwd: repository, timeoutSeconds: 180 });
  if (code !== 0) {
    throw new Failure(`vsce could not package the extension:\n${output.trim()}`);
  }
  const names = zipEntries(vsixFile).map((entry) => entry.name);
  const stranger = names.find((name) => /node_modules|\.map$|^extension\/(src|test|scripts|out)\//.test(name));
  if (stranger !== undefined) {
    throw new Failure(`The VSIX holds ${stranger}, which does not belong there; see .vscodeignore.`);
  }
  for (const needed of ["package.json", "dist/extension.js", "dist/azure.js", "dist/sandbox.js"]) {
    if (!names.includes(`extension/${needed}`)) {
      throw new Failure(`The VSIX lacks ${needed}.`);
    }
  }
  return { bytes: fs.statSync(vsixFile).size, files: names.length };
}
