/**
 * `npm run corpus -- DIR`: every template below a folder through `inspect`, each with the parameter file beside it and without.
 * Prints what was found, joined, unknown and wrong. Fails on a crash, and on a machine that refers to an interface which its
 * own template declares but which was not found. The last line is `N passed, N failed`, a template each.
 *
 *   --json FILE   also writes the findings of every template there
 */
import fs from "node:fs";
import path from "node:path";
import { headOf, readArguments } from "./arguments.mjs";
import { Failure, runMain } from "./failure.mjs";
import { jsonFiles } from "./jsonFiles.mjs";
import { loadSources } from "./loadSources.mjs";
import { lostInterfaces, interfacesOf, machinesIn, unknownsIn } from "./corpus/readInspection.mjs";
import { table } from "./bench/statistics.mjs";

const say = (text) => process.stdout.write(`${text}\n`);
const mostExamples = 15;

await runMain(async () => {
  const { values, positionals } = readArguments(headOf(import.meta.filename), {
    allowPositionals: true,
    options: { json: { type: "string" } },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    throw new Failure("npm run corpus -- DIR takes one folder of templates.");
  }
  const engine = await loadSources(
    "corpus",
    `export { inspection } from "./src/cli/inspect/inspection";
     export { isDeploymentTemplate, isParameterFile } from "./src/template/recognise";`,
  );
  const files = jsonFiles(folder).map((file) => ({
    file,
    text: fs.readFileSync(file, "utf8").replace(/^\uFEFF/, ""),
  }));
  const others = files.filter(({ text }) => !engine.isDeploymentTemplate(text));
  // Nothing is expected of files that are no templates, but that they do no harm: anything else throws here.
  others.forEach(({ file, text }) => engine.inspection(text, file, {}));
  const templates = files.filter((each) => !others.includes(each));
  const results = templates.map(({ file, text }) => readTemplate(file, text, folder, engine));
  if (results.length === 0) {
    throw new Failure(`${folder} holds no ARM templates (*.json, *.jsonc).`);
  }
  if (values.json !== undefined) {
    fs.writeFileSync(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
  }
  say(report(results, others.length, folder));
  const failed = results.filter((result) => result.crash !== undefined || result.lost.length > 0).length;
  say(`\n${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/** What one template gives, without parameters and with those of the file beside it. */
function readTemplate(file, text, folder, engine) {
  const name = path.relative(folder, file);
  try {
    const bare = engine.inspection(text, name, {});
    const beside = parameterFileBeside(file, engine);
    const given = beside === undefined ? bare : engine.inspection(text, name, { parameterFiles: [beside] });
    const machines = machinesIn(bare);
    const interfaces = interfacesOf(bare);
    return {
      name,
      resources: bare.resources.length,
      machines: machines.length,
      interfaces: interfaces.length,
      declaredElsewhere: interfaces.filter(({ declared }) => declared === false).length,
      lost: [...new Set([...lostInterfaces(bare), ...lostInterfaces(given)])],
      unknowns: unknownsIn(machines),
      unknownsWithParameters: beside === undefined ? undefined : unknownsIn(machinesIn(given)),
      problems: bare.problems.map(({ message, range }) => `${range.start.line + 1}: ${message}`),
    };
  } catch (error) {
    return {
      name,
      crash: error.stack,
      lost: [],
      machines: 0,
      resources: 0,
      interfaces: 0,
      declaredElsewhere: 0,
      unknowns: [],
      problems: [],
    };
  }
}

function parameterFileBeside(file, { isParameterFile }) {
  const name = file.replace(/\.jsonc?$/, ".parameters.json");
  if (!fs.existsSync(name)) {
    return undefined;
  }
  const text = fs.readFileSync(name, "utf8");
  return isParameterFile(text) ? { name: path.basename(name), text } : undefined;
}

function report(results, others, folder) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const unknowns = results.flatMap((result) => result.unknowns.map((unknown) => ({ ...unknown, name: result.name })));
  const withParameters = results.flatMap((result) => result.unknownsWithParameters ?? []);
  const supplied = results.filter((result) => result.unknownsWithParameters !== undefined);
  const problems = results.flatMap(({ name, problems: list }) => list.map((problem) => `${name}:${problem}`));
  const crashes = results.filter(({ crash }) => crash !== undefined);
  const lost = results.flatMap(({ name, lost: list }) => list.map((id) => `${name}: ${id}`));
  return [
    `${results.length} templates and ${others} other JSON files in ${folder}`,
    table([
      ["resources", String(sum("resources"))],
      ["virtual machines and scale sets", String(sum("machines"))],
      ["templates that deploy one", String(results.filter(({ machines }) => machines > 0).length)],
      ["network interfaces of machines", String(sum("interfaces"))],
      ["  declared in the same template", String(sum("interfaces") - sum("declaredElsewhere"))],
      ["  declared elsewhere", String(sum("declaredElsewhere"))],
      ["  declared here but not found", String(lost.length)],
      ["crashes", String(crashes.length)],
      ["problems", String(problems.length)],
    ]),
    `\nUnknown facts of machines, by reason (without parameters):`,
    table(counted(unknowns.map(({ reason }) => reason))),
    `\nThe same with the parameter file beside the template (${supplied.length} templates have one):`,
    table(counted(withParameters.map(({ reason }) => reason))),
    ...section(
      "Unknown for other reasons than a missing parameter, by fact",
      counted(unknownFacts(unknowns)).map((row) => row.join("  ")),
    ),
    ...section("Errors and unsupported expressions", wrong(unknowns)),
    ...section("Problems", problems),
    ...section("Interfaces that are declared here but were not found", lost),
    ...section(
      "Crashes",
      crashes.map(({ name, crash }) => `${name}\n${crash}`),
    ),
  ].join("\n");
}

function unknownFacts(unknowns) {
  return unknowns.filter(({ reason }) => reason !== "noDefault").map(({ reason, fact }) => `${reason}: ${fact}`);
}

function wrong(unknowns) {
  return unknowns
    .filter(({ reason }) => reason === "error" || reason === "unsupported")
    .map(({ name, fact, text, problem }) => `${name}: ${fact}: ${problem ?? text.slice(0, 200)}`);
}

function counted(words) {
  const counts = new Map();
  words.forEach((word) => counts.set(word, (counts.get(word) ?? 0) + 1));
  return [...counts].sort(([, a], [, b]) => b - a).map(([word, count]) => [word, String(count)]);
}

function section(title, lines) {
  const more = lines.length > mostExamples ? [`  … and ${lines.length - mostExamples} more`] : [];
  return lines.length === 0 ? [] : [`\n${title}:`, ...lines.slice(0, mostExamples).map((line) => `  ${line}`), ...more];
}
