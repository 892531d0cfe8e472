/** The suite of test/integration: how it is built and how its results are read. */
import fs from "node:fs";
import path from "node:path";
import esbuild from "esbuild";
import { repository } from "./vscode/cache.mjs";

/** The module that VS Code is told to run. */
export const suiteModule = path.join(repository, "out", "integration", "index");

/** Bundles the runner and each test file on its own, as VS Code's extension host loads CommonJS. */
export async function buildSuite() {
  const folder = path.join(repository, "test", "integration");
  const tests = fs.readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  fs.rmSync(path.dirname(suiteModule), { recursive: true, force: true });
  await esbuild.build({
    entryPoints: [
      { in: path.join(folder, "runner.ts"), out: "index" },
      ...tests.map((name) => ({ in: path.join(folder, name), out: name.replace(/\.ts$/, "") })),
    ],
    outdir: path.dirname(suiteModule),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}

/**
 * Reads what the suite wrote. A suite that did not come to its end counts as one failure more.
 * @param {string} file
 * @param {(line: string) => void} log gets one line for each test
 */
export function readResults(file, log) {
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  const count = (kind) => lines.filter((line) => line.kind === kind).length;
  for (const line of lines) {
    if (line.kind === "pass") {
      log(`  ✓ ${line.title} (${line.milliseconds} ms)`);
    } else if (line.kind === "fail") {
      log(`  ✗ ${line.title}\n${shortened(line.error).replace(/^/gm, "      ")}`);
    }
  }
  const ended = count("end") === 1 && count("pass") + count("fail") > 0;
  if (!ended) {
    log("  ✗ the suite did not come to its end");
  }
  return { passed: count("pass"), failed: count("fail") + (ended ? 0 : 1) };
}

/** A stack without VS Code's own frames. */
function shortened(error) {
  return error
    .split("\n")
    .filter((line) => !line.includes("extensionHostProcess.js"))
    .slice(0, 12)
    .join("\n");
}
