/**
 * What large templates cost: a full analysis and its longest step, an edit inside one property, memory after many edits, the
 * growth with the number of resources, and a template that asks for endless work.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../failure.mjs";
import { endlessTemplate, templateOfResources, templateOfSize } from "./generatedTemplate.mjs";
import { loadModule } from "./module.mjs";
import { median, quantile } from "./statistics.mjs";

const rounds = 9;
const options = { limits: "current", lifted: "hint" };
/** After so many milliseconds the editor gets its turn, see src/features/diagnostics/check/analyseTemplate.ts. */
const slice = 2;

/** @returns {Promise<object>} milliseconds, ratios and bytes */
export async function measureScale() {
  const modules = await loadModule();
  return {
    large: inProcessOfItsOwn("large.mjs"),
    edit: measureEdit(modules),
    growth: measureGrowth(modules),
    endless: measureEndless(modules),
    memory: inProcessOfItsOwn("memory.mjs"),
  };
}

/** One version, in slices as the editor takes them: milliseconds in all, and of the longest stretch without a pause. */
export function sliced(analyser, text) {
  const begun = performance.now();
  let [since, longest] = [begun, 0];
  const steps = analyser.analyse(text, {}, options);
  for (let done = false; !done;) {
    done = steps.next().done === true;
    const now = performance.now();
    if (done || now - since >= slice) {
      longest = Math.max(longest, now - since);
      since = performance.now();
    }
  }
  return { ms: performance.now() - begun, longest };
}

/** Edits of single values all over a template of 1 MB, each against a full analysis of the very same text. */
function measureEdit({ TemplateAnalyser }) {
  const text = templateOfSize(1_000_000);
  const analyser = new TemplateAnalyser();
  sliced(analyser, text);
  const full = [];
  const edits = [];
  for (let round = 0; round < 40; round += 1) {
    const edited = editedText(text, round, 40);
    const before = performance.now();
    sliced(analyser, edited);
    edits.push(performance.now() - before);
    if (round % 4 === 0) {
      full.push(sliced(new TemplateAnalyser(), edited).ms);
    }
    sliced(analyser, text);
  }
  return {
    characters: text.length,
    fullMs: median(full),
    editMs: { median: median(edits), p95: quantile(edits, 0.95) },
    ratio: median(edits) / median(full),
  };
}

/** The text with another disk size in one of its machines. */
export function editedText(text, which, of) {
  const at = text.indexOf('"diskSizeGB": 1', Math.floor((text.length * 0.98 * which) / of));
  return `${text.slice(0, at)}"diskSizeGB": ${4000 + which}1${text.slice(at + '"diskSizeGB": 1'.length)}`;
}

function measureGrowth({ TemplateAnalyser, parseTree }) {
  return [10, 100, 800].map((count) => {
    const text = templateOfResources(count);
    const runs = [];
    const parses = [];
    for (let round = 0; round < rounds + 4; round += 1) {
      runs.push(timed(() => sliced(new TemplateAnalyser(), text)));
      parses.push(timed(() => parseTree(text, [], { allowTrailingComma: true })));
    }
    const ms = median(runs.slice(4));
    return {
      resources: count,
      characters: text.length,
      ms,
      microsecondsEach: (ms * 1000) / count,
      ratio: ms / median(parses.slice(4)),
    };
  });
}

function measureEndless({ TemplateAnalyser }) {
  const runs = [];
  let problems = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const steps = new TemplateAnalyser().analyse(endlessTemplate, {}, options);
    let step = steps.next();
    while (step.done !== true) {
      step = steps.next();
    }
    problems = step.value.template.problems;
    runs.push(performance.now() - begun);
  }
  return { firstMs: runs[0], ms: median(runs), notes: problems.map(({ message }) => message) };
}

/** In a process of its own, where garbage can be collected at will. */
/** What a script prints as JSON: there the garbage of other measurements cannot get in the way. */
function inProcessOfItsOwn(name) {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", script], {
    cwd: path.dirname(script),
    encoding: "utf8",
  });
  if (status !== 0) {
    throw new Failure(`The measurement of ${name} failed: ${stderr}`);
  }
  return JSON.parse(stdout);
}

export function timed(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
