/** Runs one batch of inputs and tells the main process what came of it. */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { once } from "node:events";

const [{ bundle, corpus, seed, runs, kind, place }] = await once(process, "message");
const { fc, analyse, examine, generatedTemplate, mutatedTemplate } = createRequire(import.meta.url)(bundle);

/** Milliseconds of the processor that 100 KB of text may take; smaller texts have as much. */
const budget = 100;
const unit = 100_000;
/** Larger originals would make the run long without making it better. */
const largestOriginal = 15_000;
/** Faults found in one batch are mostly the same one. */
const mostFailures = 3;

const notes = fs.openSync(place, "w");

function originals() {
  return fs
    .readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
    .filter((text) => text.length > 0 && text.length <= largestOriginal);
}

/** Where the main process finds the text, should this one never come back. */
function announce(text, done) {
  const bytes = Buffer.from(`${done}\n${text}`);
  fs.ftruncateSync(notes, 0);
  fs.writeSync(notes, bytes, 0, bytes.length, 0);
}

/** Milliseconds of the processor, of this process only: what other processes take of it must not fail an input. */
function timeOf(text) {
  const before = process.cpuUsage();
  analyse(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The fault of a text, undefined when it has none. */
function faultOf(text) {
  try {
    const allowed = budget * Math.max(1, text.length / unit);
    let ms = timeOf(text);
    // A collection of garbage or a cold compiler may have been in the way.
    for (let again = 0; ms > allowed && again < 4; again += 1) {
      ms = Math.min(ms, timeOf(text));
    }
    noteSlowest(text, ms);
    if (ms > allowed) {
      return { reason: `takes ${ms.toFixed(0)} ms, allowed are ${allowed.toFixed(0)}`, text };
    }
    examine(text);
    return undefined;
  } catch (error) {
    return { reason: error?.stack ?? String(error), text };
  }
}

let slowest;

function noteSlowest(text, ms) {
  const msPerUnit = ms / Math.max(1, text.length / unit);
  if (slowest === undefined || msPerUnit > slowest.msPerUnit) {
    slowest = { text, ms, msPerUnit };
  }
}

const arbitrary = kind === "generated" ? generatedTemplate : mutatedTemplate(originals());
const failures = [];
let passed = 0;
let failed = 0;
for (const text of fc.sample(arbitrary, { seed, numRuns: runs })) {
  announce(text, passed + failed);
  const fault = faultOf(text);
  if (fault === undefined) {
    passed += 1;
  } else {
    failed += 1;
    if (failures.length < mostFailures) {
      failures.push(fault);
    }
  }
}
process.send({ passed, failed, failures, slowest });
