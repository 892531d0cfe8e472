/** How long activation takes inside VS Code's extension host, above an extension that does nothing. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runSuiteInPage } from "../vscode/page.mjs";
import { provisionVsCode } from "../vscode/provision.mjs";
import { startServer, workbenchUrl } from "../vscode/server.mjs";
import { repository } from "../vscode/cache.mjs";
import { Failure } from "../failure.mjs";
import { median } from "./statistics.mjs";

/** The extension host runs this as its suite: it activates the extension under development and notes the time. */
const suite = `
  const vscode = require("vscode");
  const fs = require("node:fs");
  exports.run = async () => {
    const extension = vscode.extensions.getExtension(process.env.BENCH_EXTENSION);
    const early = extension.isActive;
    const write = (line) => fs.appendFileSync(process.env.BENCH_RESULTS, JSON.stringify(line) + "\\n");
    const start = performance.now();
    try {
      await extension.activate();
    } catch (error) {
      write({ error: error.stack });
      throw error;
    }
    write({ early, milliseconds: performance.now() - start });
  };
`;

const emptyManifest = {
  name: "empty",
  publisher: "bench",
  version: "0.0.1",
  engines: { vscode: "^1.105.0" },
  main: "./extension.js",
  activationEvents: ["onLanguage:json"],
};

/**
 * Needs the production build in dist/. Each sample is an extension host of its own.
 * @param {number} samples of each extension
 * @param {(message: string) => void} log
 * @returns {Promise<{ productMs: number, emptyMs: number, aboveMs: number, samples: object }>} medians
 */
export async function measureActivation(samples, log) {
  const vsCode = await provisionVsCode(log);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "azure-vm-backup-bench-"));
  try {
    const { name, publisher } = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8"));
    const empty = writeEmptyExtension(folder);
    const times = { product: [], empty: [] };
    for (const [kind, id, extension] of [
      ["product", `${publisher}.${name}`, repository],
      ["empty", `${emptyManifest.publisher}.${emptyManifest.name}`, empty],
    ]) {
      times[kind] = await activations({ vsCode, folder, id, extension, samples, log });
    }
    const [productMs, emptyMs] = [median(times.product), median(times.empty)];
    return { productMs, emptyMs, aboveMs: productMs - emptyMs, samples: times };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function activations({ vsCode, folder, id, extension, samples, log }) {
  const results = path.join(folder, `${id}.jsonl`);
  const tests = path.join(folder, "suite.js");
  const workspace = path.join(folder, "workspace");
  fs.writeFileSync(tests, suite);
  fs.mkdirSync(workspace, { recursive: true });
  const server = await startServer({
    vsCode,
    dataFolder: path.join(folder, `data-${id}`),
    development: true,
    env: { BENCH_EXTENSION: id, BENCH_RESULTS: results },
  });
  try {
    const url = workbenchUrl(server.port, { workspace, extension, tests });
    // The first start fills VS Code's own caches and is not counted.
    for (let sample = 0; sample <= samples; sample += 1) {
      const code = await runSuiteInPage(url, { log, onConsole: () => undefined, timeoutSeconds: 120 });
      if (code !== 0) {
        const reason = readLines(results).at(-1)?.error ?? "the suite did not run";
        throw new Failure(`VS Code did not activate ${id}: ${reason}`);
      }
    }
  } finally {
    await server.stop();
  }
  const lines = readLines(results).slice(1);
  if (lines.some(({ early }) => early)) {
    throw new Failure(`${id} was active before it was asked to be: something in an empty workspace activates it.`);
  }
  return lines.map(({ milliseconds }) => milliseconds);
}

function readLines(file) {
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim() : "";
  return text === "" ? [] : text.split("\n").map((line) => JSON.parse(line));
}

function writeEmptyExtension(folder) {
  const extension = path.join(folder, "empty");
  fs.mkdirSync(extension);
  fs.writeFileSync(path.join(extension, "package.json"), JSON.stringify(emptyManifest));
  fs.writeFileSync(path.join(extension, "extension.js"), "exports.activate = () => undefined;\n");
  return extension;
}
