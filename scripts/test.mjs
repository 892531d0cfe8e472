/** `npm test [-- STAGE…]`: runs the stages, says how each went, and ends with `N passed, N failed`. */
import fs from "node:fs";
import path from "node:path";
import { Failure, runMain } from "./failure.mjs";
import { stages, sum } from "./stages.mjs";
import { repository } from "./vscode/cache.mjs";

const say = (line) => process.stdout.write(`${line}\n`);

/** What a stage stands on, when it runs alone. */
const needs = { budgets: ["package"], integration: ["package"], workbench: ["package"] };

async function main() {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in stages));
  if (unknown !== undefined) {
    throw new Failure(`There is no stage "${unknown}"; the stages are ${Object.keys(stages).join(", ")}.`);
  }
  const wanted = new Set(
    asked.length === 0 ? Object.keys(stages) : asked.flatMap((name) => [...(needs[name] ?? []), name]),
  );
  fs.mkdirSync(path.join(repository, "out", "logs"), { recursive: true });
  fs.mkdirSync(path.join(repository, "out", "results"), { recursive: true });
  const summary = [];
  for (const name of Object.keys(stages).filter((stage) => wanted.has(stage))) {
    const started = Date.now();
    say(`▶ ${name}`);
    const result = await runStage(name);
    summary.push({ name, ...result, seconds: (Date.now() - started) / 1000 });
  }
  say("\nSummary");
  for (const { name, passed, failed, seconds } of summary) {
    say(`  ${failed === 0 ? "✓" : "✗"} ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`);
  }
  const { passed, failed } = sum(summary);
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** A stage that breaks counts as one failure; the others still run. */
async function runStage(name) {
  const log = [];
  const tell = (line) => {
    log.push(line);
    say(line);
  };
  try {
    return await stages[name](tell);
  } catch (error) {
    tell(`  ✗ ${error instanceof Failure ? error.message : error.stack}`);
    return { passed: 0, failed: 1 };
  } finally {
    fs.writeFileSync(path.join(repository, "out", "logs", `${name}.log`), `${log.join("\n")}\n`);
  }
}

await runMain(main);
