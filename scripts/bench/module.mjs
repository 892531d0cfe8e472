import { loadSources } from "../loadSources.mjs";

/** What is measured, as one module: the same functions that the editor calls. */
const entry = `
  export { evaluateTemplate } from "./src/template/evaluateTemplate";
  export { isDeploymentTemplate } from "./src/template/recognise";
  export { checkTemplate } from "./src/limits/check/checkTemplate";
  export { TemplateAnalyser } from "./src/limits/check/templateAnalyser";
  export { parseTree } from "jsonc-parser";
`;

/** Builds it as the extension is built, and loads it. */
export function loadModule() {
  return loadSources(`bench-analysis-${process.pid}`, entry, { minify: true });
}
