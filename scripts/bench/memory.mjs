/** Prints, as JSON, the heap that an analyser of a 1 MB template takes after more and more edits. Needs `--expose-gc`. */
import { templateOfSize } from "./generatedTemplate.mjs";
import { loadModule } from "./module.mjs";
import { editedText } from "./scale.mjs";

const options = { limits: "current", lifted: "hint" };
const edits = 1000;

const { TemplateAnalyser } = await loadModule();
const text = templateOfSize(1_000_000);
const analyser = new TemplateAnalyser();
const samples = [];
for (let edit = 0; edit <= edits; edit += 1) {
  // Most edits are inside one property; every fiftieth breaks the text and makes the analysis start anew.
  const version = edit % 50 === 49 ? `${text} }` : editedText(text, edit % 97, 97);
  const steps = analyser.analyse(version, {}, options);
  while (steps.next().done !== true);
  if (edit % 100 === 0) {
    globalThis.gc();
    samples.push({ edits: edit, megabytes: process.memoryUsage().heapUsed / 1e6 });
  }
}
process.stdout.write(JSON.stringify({ characters: text.length, samples }));
