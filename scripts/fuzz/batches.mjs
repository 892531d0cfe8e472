/** What the fuzzing's main process and its workers share. */
import { loadSources } from "../loadSources.mjs";

/** Inputs of one seed. */
export const batchSize = 1000;

/**
 * Bundles the analysis with the arbitraries of the tests.
 * @returns {Promise<string>} the bundle's file
 */
export async function bundleFuzz() {
  const { file } = await loadSources(
    "fuzz",
    `import fc from "fast-check";
     export { fc };
     export const file = __filename;
     export { analyse, examine } from "./test/unit/template/fuzz/examine";
     export { generatedTemplate } from "./test/unit/template/fuzz/generatedTemplates";
     export { mutatedTemplate } from "./test/unit/template/fuzz/mutations";`,
  );
  return file;
}
