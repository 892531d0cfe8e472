/**
 * How long the analysis of templates takes, as a multiple of what `jsonc-parser` needs to parse the same texts in the same
 * run: the ratio says more than milliseconds, which depend on the machine.
 */
import fs from "node:fs";
import path from "node:path";
import { Failure } from "../failure.mjs";
import { jsonFiles } from "../jsonFiles.mjs";
import { repository } from "../vscode/cache.mjs";
import { loadModule } from "./module.mjs";
import { median, quantile } from "./statistics.mjs";

const warmUpRounds = 4;
const rounds = 9;
/** Below this much work a round is not measurable: small texts are repeated until they take about so long. */
const shortestMeasurement = 1;

/**
 * Measures every template under a folder, warm.
 * @param {string} folder
 * @returns {Promise<object>} milliseconds and ratios; throws a `Failure` when the folder holds no template
 */
export async function measureAnalysis(folder) {
  const { evaluateTemplate, isDeploymentTemplate, checkTemplate, parseTree } = await loadModule();
  // Parsing, expanding, the profiles of the VMs and all rules; what the editor asks for besides is told apart.
  const check = (text) => {
    const template = evaluateTemplate(text, {});
    return { template, findings: checkTemplate(template, text, { limits: "current", lifted: "hint" }) };
  };
  const analyse = (text) => check(text).template.problems;
  const files = jsonFiles(folder).map((file) => ({ file, text: fs.readFileSync(file, "utf8") }));
  const templates = files.filter(({ text }) => isDeploymentTemplate(text));
  const others = files.filter(({ text }) => !isDeploymentTemplate(text));
  if (templates.length === 0) {
    throw new Failure(`${folder} holds no ARM templates (*.json, *.jsonc).`);
  }
  const parse = (text) => parseTree(text, [], { allowTrailingComma: true });
  for (let round = 0; round < warmUpRounds; round += 1) {
    templates.forEach(({ text }) => (analyse(text), parse(text)));
  }
  const measured = templates.map(({ file, text }) => {
    const fastest = measureInTurn({
      check: () => check(text),
      analysis: () => analyse(text),
      parse: () => parse(text),
    });
    return {
      file: path.relative(folder, file),
      characters: text.length,
      checkMs: fastest.check,
      analysisMs: fastest.analysis,
      parseMs: fastest.parse,
      ratio: fastest.check / fastest.parse,
    };
  });
  return { ...summary(measured), recognise: measureRecognition(isDeploymentTemplate, parse, others), files: measured };
}

/**
 * All in turn, so that whatever else the machine does meets all alike; of each the fastest round, because what else the
 * machine does can only make the others slower.
 */
function measureInTurn(works) {
  const fastest = Object.fromEntries(Object.keys(works).map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      fastest[name] = Math.min(fastest[name], timeOf(work));
    }
  }
  return fastest;
}

/** Milliseconds of one call; short ones are repeated. */
function timeOf(work) {
  const start = performance.now();
  let calls = 0;
  let elapsed = 0;
  do {
    work();
    calls += 1;
    elapsed = performance.now() - start;
  } while (elapsed < shortestMeasurement);
  return elapsed / calls;
}

function summary(measured) {
  const total = (key) => measured.reduce((sum, one) => sum + one[key], 0);
  const spread = (key) => {
    const values = measured.map((one) => one[key]);
    return { median: median(values), p95: quantile(values, 0.95), max: Math.max(...values) };
  };
  return {
    templates: measured.length,
    characters: total("characters"),
    /** All analyses against all parses: what a pipeline waits for, and what an author does, to whom mistakes are told too. */
    ratio: total("checkMs") / total("parseMs"),
    ratioWithProblems: total("analysisMs") / total("parseMs"),
    perFile: {
      checkMs: spread("checkMs"),
      analysisMs: spread("analysisMs"),
      parseMs: spread("parseMs"),
      ratio: spread("ratio"),
    },
  };
}

/** What telling that a JSON file is no template costs: on the other files of the folder, and on two made for it. */
function measureRecognition(isDeploymentTemplate, parse, others) {
  const large = JSON.stringify(
    Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`node_modules/package-${index}`, { version: `1.${index}.0` }]),
    ),
    undefined,
    2,
  );
  const samples = [
    { name: "package.json of this repository", text: fs.readFileSync(path.join(repository, "package.json"), "utf8") },
    { name: `lock file of ${Math.round(large.length / 1000)} KB`, text: `{ "packages": ${large} }` },
    ...others.slice(0, 20).map(({ file, text }) => ({ name: path.basename(file), text })),
  ];
  return samples.slice(0, 6).map(({ name, text }) => {
    for (let round = 0; round < warmUpRounds; round += 1) {
      isDeploymentTemplate(text);
    }
    const fastest = measureInTurn({ recognise: () => isDeploymentTemplate(text), parse: () => parse(text) });
    return {
      name,
      characters: text.length,
      recogniseMs: fastest.recognise,
      parseMs: fastest.parse,
      ratio: fastest.recognise / fastest.parse,
    };
  });
}
