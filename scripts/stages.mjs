/** The stages of `npm test`. Each resolves to `{ passed, failed }` and logs what a reader of a failure needs. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkBudgets } from "./budgets.mjs";
import { buildSuite, readResults, suiteModule } from "./hostSuite.mjs";
import { runProcess } from "./processes.mjs";
import { launchBrowser } from "./vscode/browser.mjs";
import { repository } from "./vscode/cache.mjs";
import { runSuiteInPage } from "./vscode/page.mjs";
import { provisionVsCode } from "./vscode/provision.mjs";
import { startSandboxProcess } from "./vscode/sandbox.mjs";
import { startServer, workbenchUrl } from "./vscode/server.mjs";
import { packageVsix, vsixFile } from "./vsix.mjs";

const out = path.join(repository, "out");
const tool = (...parts) => path.join(repository, "node_modules", ...parts);

/**
 * In the order they run.
 * @type {Record<string, (log: (line: string) => void) => Promise<{ passed: number, failed: number }>>}
 */
export const stages = {
  lint: (log) => check(log, [tool("eslint", "bin", "eslint.js"), ".", "--max-warnings", "0"]),
  types: async (log) => {
    const tsc = tool("typescript", "bin", "tsc");
    return sum([
      await check(log, [tsc, "--noEmit", "-p", "tsconfig.json"]),
      await check(log, [tsc, "--noEmit", "-p", path.join("src", "webviews", "tsconfig.json")]),
    ]);
  },
  unit: (log) => vitest(log, "unit", 600),
  sandbox: (log) => vitest(log, "sandbox", 1200),
  package: async (log) => {
    const { bytes, files } = await packageVsix();
    log(`  ${path.basename(vsixFile)}: ${files} files, ${Math.round(bytes / 1024)} KB`);
    return { passed: 1, failed: 0 };
  },
  budgets: async (log) => {
    const checks = checkBudgets();
    checks.forEach(({ title, ok }) => log(`  ${ok ? "✓" : "✗"} ${title}`));
    return { passed: checks.filter(({ ok }) => ok).length, failed: checks.filter(({ ok }) => !ok).length };
  },
  integration,
  workbench: async (log) => {
    // Fetched here once, so that the tests' own time limits need not allow for it.
    await provisionVsCode(log);
    await (await launchBrowser(log)).close();
    return vitest(log, "workbench", 1800);
  },
};

/** Runs the in-host suite in the web VS Code, on the extension as it stands in dist/. */
async function integration(log) {
  const vsCode = await provisionVsCode(log);
  await buildSuite();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "azure-vm-backup-integration-"));
  const consoleFile = path.join(out, "logs", "integration-console.log");
  const results = path.join(folder, "results.jsonl");
  const workspace = path.join(folder, "sample");
  fs.cpSync(path.join(repository, "sample"), workspace, { recursive: true });
  fs.rmSync(consoleFile, { force: true });
  const sandbox = await startSandboxProcess();
  const server = await startServer({
    vsCode,
    dataFolder: path.join(folder, "data"),
    development: true,
    env: { ...sandbox.env, AZURE_VM_BACKUP_TEST_RESULTS: results },
    logFile: path.join(out, "logs", "integration-server.log"),
  });
  try {
    const url = workbenchUrl(server.port, { workspace, extension: repository, tests: suiteModule });
    const onConsole = (line) => fs.appendFileSync(consoleFile, `${line}\n`);
    const code = await runSuiteInPage(url, { log, onConsole, timeoutSeconds: 420 });
    const counts = readResults(results, log);
    if (code !== 0 && counts.failed === 0) {
      log(`  ✗ VS Code ended the suite with ${code ?? "a time-out"}; see ${path.relative(repository, consoleFile)}`);
      return { ...counts, failed: 1 };
    }
    return counts;
  } finally {
    await server.stop();
    await sandbox.stop();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function check(log, args) {
  const { code, output, timedOut } = await runProcess(process.execPath, args, { cwd: repository, timeoutSeconds: 600 });
  if (code === 0) {
    return { passed: 1, failed: 0 };
  }
  log(timedOut ? `${output}\n  ✗ took longer than 600 s` : output.trimEnd());
  return { passed: 0, failed: 1 };
}

async function vitest(log, name, timeoutSeconds) {
  const report = path.join(out, "results", `${name}.json`);
  fs.rmSync(report, { force: true });
  const args = [tool("vitest", "vitest.mjs"), "run", "--config", `test/${name}/vitest.config.mts`];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code, output, timedOut } = await runProcess(process.execPath, [...args, ...reporters], {
    cwd: repository,
    env: { ...process.env, NO_COLOR: "1" },
    timeoutSeconds,
  });
  if (code !== 0) {
    const failures = output.search(/^⎯+ (Failed|Unhandled)/m);
    log(output.slice(Math.max(failures, 0)).trimEnd());
  }
  if (timedOut) {
    log(`  ✗ took longer than ${timeoutSeconds} s`);
  }
  return countVitest(report, code);
}

/** A file that does not even load, or an error outside all tests, is a failure too. */
function countVitest(report, code) {
  if (!fs.existsSync(report)) {
    return { passed: 0, failed: 1 };
  }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(fs.readFileSync(report, "utf8"));
  const isBroken = (file) =>
    file.status === "failed" && !file.assertionResults.some((assertion) => assertion.status === "failed");
  const failed = numFailedTests + testResults.filter(isBroken).length;
  return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** Adds up results. */
export function sum(results) {
  return results.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );
}
