/**
 * `npm run bench`: bundle sizes, analysis time, activation time and what a typist waits; also written to out/bench.json.
 *
 *   --corpus DIR    the folder of templates to analyse (default: sample/)
 *   --only LIST     some of sizes,analysis,scale,activation,typing,fleet
 *   --samples N     activations of each extension (default: 5); keystrokes are 20 times as many
 */
import fs from "node:fs";
import path from "node:path";
import { headOf, readArguments } from "./arguments.mjs";
import { measureActivation } from "./bench/activation.mjs";
import { measureAnalysis } from "./bench/analysis.mjs";
import { measureFleet } from "./bench/fleet.mjs";
import { measureScale } from "./bench/scale.mjs";
import { measureSizes } from "./bench/sizes.mjs";
import { table } from "./bench/statistics.mjs";
import { measureTyping } from "./bench/typing.mjs";
import { Failure, runMain } from "./failure.mjs";
import { repository } from "./vscode/cache.mjs";

const parts = ["sizes", "analysis", "scale", "activation", "typing", "fleet"];
const say = (text) => process.stdout.write(`${text}\n`);
const fixed = (number, digits = 2) => number.toFixed(digits);

await runMain(async () => {
  const { corpus, chosen, samples } = readOptions();
  const report = { date: new Date().toISOString(), node: process.version };
  // Analysis first: the build and VS Code leave the machine busy.
  if (chosen.includes("analysis")) {
    report.analysis = { corpus: path.relative(repository, corpus), ...(await measureAnalysis(corpus)) };
    say(analysisText(report.analysis));
  }
  if (chosen.includes("scale")) {
    report.scale = await measureScale();
    say(scaleText(report.scale));
  }
  if (chosen.includes("fleet")) {
    report.fleet = await measureFleet();
    say(fleetText(report.fleet));
  }
  // Activation and typing are measured on the production build.
  if (["sizes", "activation", "typing"].some((part) => chosen.includes(part))) {
    report.sizes = await measureSizes();
    say(sizesText(report.sizes));
  }
  if (chosen.includes("activation")) {
    report.activation = await measureActivation(samples, say);
    say(activationText(report.activation));
  }
  if (chosen.includes("typing")) {
    report.typing = await measureTyping(samples * 20, say);
    say(typingText(report.typing));
  }
  const file = path.join(repository, "out", "bench.json");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  say(`Written to ${path.relative(repository, file)}.`);
});

function readOptions() {
  const { values } = readArguments(headOf(import.meta.filename), {
    options: {
      corpus: { type: "string", default: path.join(repository, "sample") },
      only: { type: "string", default: parts.join(",") },
      samples: { type: "string", default: "5" },
    },
  });
  const chosen = values.only.split(",");
  const unknown = chosen.find((part) => !parts.includes(part));
  if (unknown !== undefined) {
    throw new Failure(`--only knows ${parts.join(", ")}; '${unknown}' is none of them.`);
  }
  const samples = Number(values.samples);
  if (!Number.isInteger(samples) || samples < 1) {
    throw new Failure("--samples needs a number of at least 1.");
  }
  return { corpus: path.resolve(values.corpus), chosen, samples };
}

function analysisText({ corpus, templates, characters, ratio, ratioWithProblems, perFile, recognise }) {
  const row = (name, { median, p95, max }) => [name, fixed(median), fixed(p95), fixed(max)];
  return [
    `\nAnalysis of ${templates} templates in ${corpus} (${Math.round(characters / 1000)} KB), warm:`,
    `  parse, expand, profiles of the VMs and all rules: ${fixed(ratio)} times as long as jsonc-parser's parseTree`,
    `  with the search for mistakes of the templates, as in the editor: ${fixed(ratioWithProblems)} times`,
    table([
      ["per file", "median", "p95", "max"],
      row("rules, ms", perFile.checkMs),
      row("with mistakes, ms", perFile.analysisMs),
      row("parseTree, ms", perFile.parseMs),
      row("ratio", perFile.ratio),
    ]),
    "\nRecognising JSON that is no template:",
    table([
      ["file", "recognise, ms", "parseTree, ms", "ratio"],
      ...recognise.map((one) => [one.name, fixed(one.recogniseMs, 4), fixed(one.parseMs, 3), fixed(one.ratio, 4)]),
    ]),
  ].join("\n");
}

function scaleText({ large, edit, growth, endless, memory }) {
  const heap = memory.samples.map(({ edits, megabytes }) => `${edits}: ${fixed(megabytes, 1)}`).join(", ");
  return [
    `\nA generated template of ${Math.round(large.characters / 1000)} KB, in slices as the editor analyses it:`,
    `  ${fixed(large.ms, 1)} ms warm, ${fixed(large.firstMs, 1)} ms the first time; ${fixed(large.ratio)} times parseTree`,
    `  longest stretch without a pause: median ${fixed(large.longestStretchMs.median, 1)} ms, worst ${fixed(large.longestStretchMs.max, 1)} ms`,
    `An edit inside one property of a template of ${Math.round(edit.characters / 1000)} KB:`,
    `  ${fixed(edit.editMs.median)} ms (p95 ${fixed(edit.editMs.p95)} ms), ${fixed(edit.ratio, 3)} of a full analysis (${fixed(edit.fullMs, 1)} ms)`,
    "Growth with the number of resources:",
    table([
      ["resources", "ms", "µs each", "ratio to parseTree"],
      ...growth.map((one) => [one.resources, fixed(one.ms), fixed(one.microsecondsEach, 1), fixed(one.ratio)]),
    ]),
    `A template with loops of 10,000 in loops of 10,000: ${fixed(endless.ms)} ms (${fixed(endless.firstMs)} ms the first time)`,
    ...endless.notes.map((note) => `  ${note}`),
    `Heap in MB after so many edits of a template of ${Math.round(memory.characters / 1000)} KB: ${heap}`,
  ].join("\n");
}

function fleetText({ requests, expansions, ...fleet }) {
  return [
    `\n${fleet.machines} VMs and ${fleet.vaults} vaults in ${fleet.subscriptions} subscriptions, the sandbox in a process of its own:`,
    `  the sandbox starts in ${fixed(fleet.startMs, 0)} ms`,
    `  ${requests.graph} queries of Resource Graph (1,000 rows each) and ${requests.others} other requests`,
    `  first rows after ${fleet.firstRowsAfterPages} page(s): ${fixed(fleet.firstRowsMs, 0)} ms, of which Azure's first answer takes ${fixed(fleet.firstAnswerMs, 0)} ms; everything: ${fixed(fleet.allMs / 1000, 1)} s`,
    `  state in memory: ${fixed(fleet.stateMB, 1)} MB`,
    `  ${expansions.count} nodes opened with ${expansions.requests} requests: median ${fixed(expansions.median)} ms, p95 ${fixed(expansions.p95)} ms, worst ${fixed(expansions.max)} ms (the least of three walks; of the first alone ${fixed(expansions.firstMax)} ms)`,
  ].join("\n");
}

function sizesText({ bundles, vsix }) {
  const kilobytes = (bytes) => fixed(bytes / 1000, 1);
  return [
    "\nSizes of the production build, KB:",
    table([
      ...Object.entries(bundles).map(([file, bytes]) => [file, kilobytes(bytes)]),
      ["VSIX", vsix === undefined ? "not packaged" : kilobytes(vsix)],
    ]),
  ].join("\n");
}

function activationText({ productMs, emptyMs, aboveMs, samples }) {
  return [
    `\nActivation in the extension host, median of ${samples.product.length}, ms:`,
    table([
      ["this extension", fixed(productMs, 1)],
      ["an empty extension", fixed(emptyMs, 1)],
      ["above it", fixed(aboveMs, 1)],
    ]),
  ].join("\n");
}

function typingText({ keystrokes, edits }) {
  return [
    `\nFrom a key to the updated squiggles in VS Code, median of ${keystrokes} keystrokes, ms:`,
    table([
      ["an edit that concerns", "KB", "median", "p95", "max", "instant answer"],
      ...edits.map(({ name, characters, instantMs, medianMs, p95Ms, maxMs }) => [
        name,
        Math.round(characters / 1000),
        ...[medianMs, p95Ms, maxMs, instantMs].map((time) => fixed(time, 1)),
      ]),
    ]),
  ].join("\n");
}
