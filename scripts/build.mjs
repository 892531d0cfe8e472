import path from "node:path";
import { Failure } from "./failure.mjs";
import { runProcess } from "./processes.mjs";
import { repository } from "./vscode/cache.mjs";

/** Builds every bundle into dist/; a production build is minified and has no source maps. */
export async function build({ production }) {
  const args = [path.join(repository, "esbuild.js"), ...(production ? ["--production"] : [])];
  const { code, output } = await runProcess(process.execPath, args, { cwd: repository, timeoutSeconds: 120 });
  if (code !== 0) {
    throw new Failure(`The build failed:\n${output.trim()}`);
  }
}
