/**
 * `npm run fuzz`: throws generated templates, and real ones that are cut, swapped and overwritten, at the whole analysis.
 * Fails on an exception, on an input that takes too much time of the processor (measured again before it counts), and on a hang.
 * The last line is `N passed, N failed`, an input each. Failing inputs are written to out/fuzz.
 *
 *   --runs N      inputs (default: 200000)
 *   --seed N      of the first batch (default: a new one); the seed of every failing batch is printed
 *   --corpus DIR  the real templates (default: sample/)
 */
import { fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { headOf, readArguments } from "./arguments.mjs";
import { Failure, runMain } from "./failure.mjs";
import { batchSize, bundleFuzz } from "./fuzz/batches.mjs";
import { repository } from "./vscode/cache.mjs";

const say = (text) => process.stdout.write(`${text}\n`);
const out = path.join(repository, "out", "fuzz");
/** An input that takes longer, by the clock on the wall, is taken to hang: on a busy machine that is little time of its own. */
const longestInputSeconds = 120;
const mostFailures = 20;

await runMain(async () => {
  const { runs, seed, corpus } = readOptions();
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  const bundle = await bundleFuzz();
  // Not in `out`, which another run empties.
  const notes = fs.mkdtempSync(path.join(os.tmpdir(), "fuzz-"));
  const batches = Array.from({ length: Math.ceil(runs / batchSize) }, (_, batch) => ({
    seed: (seed + batch) | 0,
    runs: Math.min(batchSize, runs - batch * batchSize),
    kind: batch % 4 === 0 ? "generated" : "mutated",
  }));
  say(`${runs} inputs in ${batches.length} batches, seed ${seed}, real templates from ${corpus}.`);
  const totals = { passed: 0, failed: 0, failures: [], slowest: { msPerUnit: 0 } };
  const processes = Math.max(1, Math.min(os.availableParallelism(), 4));
  await Promise.all(Array.from({ length: processes }, () => work(batches, { bundle, corpus, notes }, totals)));
  fs.rmSync(notes, { recursive: true, force: true });
  const { text = "", ...slowest } = totals.slowest;
  say(`\nSlowest input: ${slowest.ms?.toFixed(1)} ms for ${text.length} characters (seed ${slowest.seed}).`);
  totals.failures.forEach((failure, index) => tell(failure, index));
  say(`\n${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 ? 0 : 1;
});

function readOptions() {
  const { values } = readArguments(headOf(import.meta.filename), {
    options: {
      runs: { type: "string", default: "200000" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
      corpus: { type: "string", default: path.join(repository, "sample") },
    },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
    throw new Failure("--runs needs a number of at least 1, --seed a whole number.");
  }
  if (!fs.existsSync(values.corpus)) {
    throw new Failure(`${values.corpus} does not exist.`);
  }
  return { runs, seed, corpus: path.resolve(values.corpus) };
}

/** Takes batches until none are left; a process that hangs is ended, and the next batch gets a new one. */
async function work(batches, setting, totals) {
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    if (totals.failures.length >= mostFailures) {
      return;
    }
    const result = await runBatch(batch, setting);
    totals.passed += result.passed;
    totals.failed += result.failed;
    totals.failures.push(...result.failures.map((failure) => ({ ...failure, ...batch })));
    if (result.slowest !== undefined && result.slowest.msPerUnit > totals.slowest.msPerUnit) {
      totals.slowest = { ...result.slowest, seed: batch.seed };
    }
    if (batches.length % 10 === 0) {
      say(`  ${totals.passed} passed, ${totals.failed} failed; ${batches.length} batches to go`);
    }
  }
}

/** One batch in a process of its own, which says in a file what it is at. */
function runBatch(batch, setting) {
  const place = path.join(setting.notes, `at-${batch.seed}.txt`);
  fs.writeFileSync(place, "");
  const child = fork(new URL("fuzz/worker.mjs", import.meta.url), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  child.send({ ...setting, ...batch, place });
  return new Promise((resolve) => {
    let last = "";
    let since = Date.now();
    const watch = setInterval(() => {
      const now = fs.readFileSync(place, "utf8");
      if (now !== last) {
        [last, since] = [now, Date.now()];
      } else if (Date.now() - since > longestInputSeconds * 1000) {
        const [, done = "0", text = ""] = /^(\d+)\n([\s\S]*)$/.exec(now) ?? [];
        finish({
          passed: Number(done),
          failed: 1,
          failures: [{ reason: `takes longer than ${longestInputSeconds} s`, text }],
        });
      }
    }, 1000);
    const finish = (result) => {
      clearInterval(watch);
      child.removeAllListeners();
      child.kill();
      fs.rmSync(place, { force: true });
      resolve(result);
    };
    child.once("message", finish);
    child.once("exit", (code) => {
      const reason = `the process ended by itself (${code})`;
      finish({ passed: 0, failed: 1, failures: [{ reason, text: fs.readFileSync(place, "utf8") }] });
    });
  });
}

function tell({ reason, text, seed, runs, kind }, index) {
  const file = path.join(out, `failure-${index}.json`);
  fs.writeFileSync(file, text);
  say(`\n✗ ${reason}`);
  say(
    `  ${text.length} characters, in ${path.relative(repository, file)}; the batch: ${kind}, seed ${seed}, ${runs} inputs`,
  );
}
