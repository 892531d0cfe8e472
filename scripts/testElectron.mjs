/** `npm run test:electron [-- --vscode PATH]`: the in-host suite in a desktop VS Code, downloaded or installed. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { headOf, readArguments } from "./arguments.mjs";
import { build } from "./build.mjs";
import { Failure, runMain } from "./failure.mjs";
import { buildSuite, readResults, suiteModule } from "./hostSuite.mjs";
import { atExit } from "./processes.mjs";
import { cacheFolder, repository } from "./vscode/cache.mjs";
import { startSandboxProcess } from "./vscode/sandbox.mjs";

const say = (line) => process.stdout.write(`${line}\n`);

async function main() {
  const { values } = readArguments(headOf(import.meta.filename), {
    options: { vscode: { type: "string" }, version: { type: "string", default: "stable" } },
  });
  if (values.vscode !== undefined && !fs.existsSync(values.vscode)) {
    throw new Failure(`--vscode names ${values.vscode}, which does not exist.`);
  }
  await build({ production: false });
  await buildSuite();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "azure-vm-backup-electron-"));
  atExit(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const workspace = path.join(folder, "sample");
  fs.cpSync(path.join(repository, "sample"), workspace, { recursive: true });
  const results = path.join(folder, "results.jsonl");
  const sandbox = await startSandboxProcess();
  try {
    await runTests({
      ...(values.vscode === undefined ? { version: values.version } : { vscodeExecutablePath: values.vscode }),
      cachePath: cacheFolder,
      extensionDevelopmentPath: repository,
      extensionTestsPath: suiteModule,
      extensionTestsEnv: { ...sandbox.env, AZURE_VM_BACKUP_TEST_RESULTS: results },
      launchArgs: [workspace, "--disable-extensions", "--user-data-dir", path.join(folder, "data")],
    });
  } catch (error) {
    if (!fs.existsSync(results)) {
      throw new Failure(explain(error.message ?? String(error), values.vscode));
    }
  } finally {
    await sandbox.stop();
  }
  const { passed, failed } = readResults(results, say);
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function explain(reason, installed) {
  if (installed === undefined && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(reason)) {
    return `VS Code cannot be downloaded (${reason}); name an installed one with -- --vscode PATH.`;
  }
  const noDisplay = process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  return `VS Code could not run the suite: ${reason}${noDisplay ? " (there is no display; try xvfb-run)" : ""}`;
}

await runMain(main);
