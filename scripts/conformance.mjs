/**
 * `npm run conformance -- [--recordings FILE] [--specs DIR [--oav DIR [--exchanges FILE]]]`: recorded traffic of Azure against
 * the sandbox, and the sandbox's own traffic against Azure's specifications.
 * Each scenario of the recordings is sent, in order, to a sandbox that is seeded with what it names and whose clock is
 * stepped while an operation runs; every answer is compared with Azure's. With `--specs` (a checkout of
 * azure-rest-api-specs, or a part of it) the requests of its examples are sent too, and must be accepted. With `--oav`, the
 * folder of the npm package `oav`, all that was answered goes through Azure's own validator. The last line is `N passed, N failed`, an exchange each.
 *
 *   --recordings FILE   one `{file, i, liveRequest, liveResponse}` a line; `.gz` is unpacked
 *   --only NAME         only scenarios whose name contains this
 *   --exchanges FILE    what the sandbox tests have noted (AZURE_VM_BACKUP_EXCHANGES=FILE npm run test:sandbox), for the validator
 */
import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { headOf, readArguments } from "./arguments.mjs";
import { Failure, runMain } from "./failure.mjs";
import { loadSources } from "./loadSources.mjs";
import { sendExamples } from "./conformance/examples.mjs";
import { replay } from "./conformance/replay.mjs";
import { validate } from "./conformance/validate.mjs";

const say = (text) => process.stdout.write(`${text}\n`);

await runMain(async () => {
  const { values } = readArguments(headOf(import.meta.filename), {
    options: {
      recordings: { type: "string" },
      only: { type: "string", default: "" },
      exchanges: { type: "string" },
      specs: { type: "string" },
      oav: { type: "string" },
    },
  });
  if (values.recordings === undefined && values.specs === undefined) {
    throw new Failure("npm run conformance takes --recordings FILE, --specs DIR, or both.");
  }
  if (values.exchanges !== undefined && values.oav === undefined) {
    throw new Failure(
      "--exchanges needs --oav, the folder of the npm package oav: the exchanges are for the validator.",
    );
  }
  if (values.oav !== undefined && values.specs === undefined) {
    throw new Failure("--oav needs --specs: what the validator goes by.");
  }
  const { startSandbox } = await loadSources("conformance", `export { startSandbox } from "./src/sandbox/server";`);
  const exchanges = values.exchanges === undefined ? [] : linesOf(values.exchanges);
  let passed = 0;
  let failed = 0;
  for (const [name, pairs] of values.recordings === undefined ? [] : scenarios(values.recordings, values.only)) {
    const result = await replay(startSandbox, pairs);
    exchanges.push(...result.exchanges.map((exchange) => ({ ...exchange, file: name })));
    passed += result.checked - result.wrong.length;
    failed += result.wrong.length;
    const percent = ((100 * (result.checked - result.wrong.length)) / Math.max(1, result.checked)).toFixed(1);
    say(`${name}: ${result.checked - result.wrong.length} of ${result.checked} answers as recorded (${percent} %)`);
    for (const { request, differences } of result.wrong) {
      say(`  ${request}\n    ${differences.slice(0, 6).join("\n    ")}`);
    }
  }
  if (values.specs !== undefined) {
    const result = await sendExamples(startSandbox, values.specs);
    exchanges.push(...result.exchanges);
    passed += result.accepted;
    failed += result.problems.length;
    say(`examples: ${result.accepted} of ${result.accepted + result.problems.length} requests accepted`);
    for (const problem of result.problems) {
      say(`  ${problem}`);
    }
  }
  if (values.oav !== undefined) {
    const found = await validate(exchanges, values.specs, path.resolve(values.oav));
    passed += found.valid;
    failed += found.problems.length;
    say(
      `validator: ${found.valid} exchanges valid, ${found.unknown.length} of no operation, ${found.injected} injected faults left out`,
    );
    for (const [text, count] of [...tally(found.unknown), ...tally(found.problems)]) {
      say(`  ${count} × ${text}`);
    }
  }
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

function linesOf(file) {
  if (!fs.existsSync(file)) {
    throw new Failure(`${file} does not exist.`);
  }
  const bytes = fs.readFileSync(file);
  const lines = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line));
}

function scenarios(file, only) {
  const pairs = linesOf(file);
  const found = Map.groupBy
    ? Map.groupBy(pairs, (pair) => pair.file)
    : pairs.reduce((map, pair) => map.set(pair.file, [...(map.get(pair.file) ?? []), pair]), new Map());
  const wanted = [...found].filter(([name]) => name.includes(only));
  if (wanted.length === 0) {
    throw new Failure(`${file} holds no such scenario.`);
  }
  return wanted;
}

function tally(texts) {
  const counts = new Map();
  for (const text of texts) {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
