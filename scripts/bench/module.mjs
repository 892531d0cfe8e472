import { createRequire } from "node:module";
import path from "node:path";
import esbuild from "esbuild";
import { repository } from "../vscode/cache.mjs";

/** What is measured, as one module: the same functions that the editor calls. */
const entry = `
  export { evaluateTemplate } from "./src/template/evaluateTemplate";
  export { isDeploymentTemplate } from "./src/template/recognise";
  export { checkTemplate } from "./src/limits/checkTemplate";
  export { TemplateAnalyser } from "./src/limits/templateAnalyser";
  export { parseTree } from "jsonc-parser";
`;

/** Builds it as the extension is built, and loads it. */
export async function loadModule() {
  const file = path.join(repository, "out", "bench", `analysis-${process.pid}.cjs`);
  await esbuild.build({
    stdin: { contents: entry, resolveDir: repository, loader: "ts" },
    outfile: file,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return createRequire(import.meta.url)(file);
}
