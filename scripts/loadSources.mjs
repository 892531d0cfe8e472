/** Bundles parts of src/ for scripts, so that they run what the product runs. */
import { createRequire } from "node:module";
import path from "node:path";
import esbuild from "esbuild";
import { repository } from "./vscode/cache.mjs";

/**
 * @param {string} name of the bundle, in out/scripts
 * @param {string} contents a module that re-exports what is needed, with paths from the root of the repository
 * @param {{ minify?: boolean }} [options] `minify` as the production build does, for what is measured
 * @returns {Promise<any>} its exports
 */
export async function loadSources(name, contents, { minify = false } = {}) {
  const outfile = path.join(repository, "out", "scripts", `${name}.cjs`);
  await esbuild.build({
    stdin: { contents, resolveDir: repository, loader: "ts" },
    outfile,
    bundle: true,
    minify,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return createRequire(import.meta.url)(outfile);
}
