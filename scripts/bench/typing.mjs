/**
 * How long a typist waits: from the key that makes a limit be broken (or kept again) until the editor of a real VS Code shows the
 * squiggle (or takes it away). All of it counts: the page, the extension host, the pause after a keystroke, the analysis, the drawing.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Failure } from "../failure.mjs";
import { launchBrowser } from "../vscode/browser.mjs";
import { repository } from "../vscode/cache.mjs";
import { provisionVsCode } from "../vscode/provision.mjs";
import { startServer, workbenchUrl } from "../vscode/server.mjs";
import { templateOfSize } from "./generatedTemplate.mjs";
import { median, quantile } from "./statistics.mjs";

/** A template of the size that issues speak of, in characters: at least 100 KB, since it is all ASCII. */
const characters = 102_400;

/** So many keystrokes come first and are not counted: the analysis is loaded, and the engines compile what is hot. */
const warmUp = 20;

/** A key after so many milliseconds: a fast typist's pause, long enough that one measurement does not meet the next. */
const betweenKeys = 400;

const longestWait = 30_000;

const instantManifest = {
  name: "instant",
  publisher: "bench",
  version: "0.0.1",
  engines: { vscode: "^1.105.0" },
  main: "./extension.js",
  activationEvents: ["onLanguage:json"],
};

/** Warns of a number of five digits, without a pause and with hardly a thought: nobody can be faster. */
const instantExtension = `
  const vscode = require("vscode");
  exports.activate = () => {
    const collection = vscode.languages.createDiagnosticCollection("instant");
    const answer = (document) => {
      const at = document.getText().search(/": \\d{5}/);
      const found = at < 0 ? [] : [new vscode.Diagnostic(document.lineAt(document.positionAt(at)).range, "Five digits.", 1)];
      collection.set(document.uri, found);
    };
    vscode.workspace.onDidChangeTextDocument(({ document }) => answer(document));
    // The first key may have come before the extension.
    vscode.workspace.textDocuments.forEach(answer);
  };
`;

/**
 * Needs a build in dist/. Two edits: one that concerns a single machine of many, and one that concerns them all. Beside the extension runs one that
 * answers each keystroke at once; `instantMs` is the median of its squiggles: what VS Code takes by itself, on a machine as busy as this.
 * @param {number} keystrokes that are counted of each edit
 * @param {(message: string) => void} log
 * @returns {Promise<{ keystrokes: number, edits: { name: string, characters: number, instantMs: number, medianMs: number, p95Ms: number, maxMs: number }[] }>}
 */
export async function measureTyping(keystrokes, log) {
  const vsCode = await provisionVsCode(log);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "azure-vm-backup-bench-"));
  const workspace = path.join(folder, "workspace");
  fs.mkdirSync(workspace);
  // An address takes one extension under development only: the other one is there as an installed one.
  const instant = path.join(folder, "data", "extensions", "bench.instant-0.0.1");
  fs.mkdirSync(instant, { recursive: true });
  fs.writeFileSync(path.join(instant, "package.json"), JSON.stringify(instantManifest));
  fs.writeFileSync(path.join(instant, "extension.js"), instantExtension);
  const server = await startServer({ vsCode, dataFolder: path.join(folder, "data"), development: true });
  try {
    const edits = [];
    for (const [name, text] of Object.entries({ "one machine": oneDisk(), "all machines": oneVariable() })) {
      const file = path.join(workspace, `${name.replace(" ", "-")}.json`);
      fs.writeFileSync(file, text);
      const { line, column } = placeToType(text);
      const place = `${file}:${line}:${column}`;
      const samples = await typeInPage(
        workbenchUrl(server.port, { workspace, extension: repository, file: place }),
        keystrokes,
        log,
      );
      const times = samples.map(({ squiggleMs }) => squiggleMs);
      const [medianMs, p95Ms, maxMs] = [0.5, 0.95, 1].map((share) => quantile(times, share));
      const instantMs = median(samples.map((sample) => sample.instantMs));
      edits.push({ name, characters: text.length, instantMs, medianMs, p95Ms, maxMs });
    }
    return { keystrokes, edits };
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** One digit less than too large for a disk, today. */
const largeDisk = 9999;

/** A disk in the middle of the template is the large one. */
function oneDisk() {
  const generated = templateOfSize(characters * 1.05);
  const middle = generated.indexOf('"diskSizeGB": ', generated.length / 2);
  return `${generated.slice(0, middle)}${generated.slice(middle).replace(/\d+/, largeDisk)}`;
}

/** All disks have the size that a variable tells. It stands last, right behind a machine, so that both are on the screen. */
function oneVariable() {
  const { resources, variables, outputs, ...head } = JSON.parse(templateOfSize(characters * 1.05));
  const isMachine = ({ type }) => type.endsWith("/virtualMachines");
  for (const { properties } of resources.filter(isMachine)) {
    properties.storageProfile.dataDisks[0].diskSizeGB = "[variables('diskSize')]";
  }
  const ordered = [...resources.filter((one) => !isMachine(one)), ...resources.filter(isMachine)];
  const all = { ...head, outputs, resources: ordered, variables: { ...variables, diskSize: largeDisk } };
  return JSON.stringify(all, undefined, 2);
}

/** Behind the size of the large disk. */
function placeToType(text) {
  const size = text.indexOf(`": ${largeDisk}`);
  if (text.length < characters || size < 0) {
    throw new Failure("The generated template is not what the bench needs.");
  }
  const lines = text.slice(0, size + `": ${largeDisk}`.length).split("\n");
  return { line: lines.length, column: lines.at(-1).length + 1 };
}

async function typeInPage(url, keystrokes, log) {
  const browser = await launchBrowser(log);
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1800 } });
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.locator(".monaco-editor .view-line").first().waitFor({ timeout: longestWait });
    await page.locator(".monaco-editor .native-edit-context, .monaco-editor textarea.inputarea").first().focus();
    await page.evaluate(watchSquiggles);
    const samples = [];
    for (let count = 0; count < warmUp + keystrokes; count += 1) {
      const isTooLarge = count % 2 === 0;
      await page.keyboard.press(isTooLarge ? "9" : "Backspace");
      // The first one waits for VS Code to start the extension.
      await page
        .waitForFunction(
          (wanted) => ["errors", "warnings"].every((kind) => globalThis.typing[kind] > 0 === wanted),
          isTooLarge,
          { timeout: longestWait },
        )
        .catch(() => {
          throw new Failure(`VS Code did not update the squiggles after keystroke ${count + 1}.`);
        });
      samples.push(
        await page.evaluate(() => {
          const { pressedAt, errorsAt, warningsAt } = globalThis.typing;
          return { instantMs: warningsAt - pressedAt, squiggleMs: errorsAt - pressedAt };
        }),
      );
      await page.waitForTimeout(betweenKeys);
    }
    return samples.slice(warmUp);
  } finally {
    await browser.close();
  }
}

/** Runs in the page: notes when a key is pressed, and when what the editor draws has other squiggles: errors are the product's. */
function watchSquiggles() {
  const count = (kind) => document.querySelectorAll(`.monaco-editor .view-overlays .squiggly-${kind}`).length;
  const typing = { pressedAt: 0, errors: count("error"), errorsAt: 0, warnings: count("warning"), warningsAt: 0 };
  globalThis.typing = typing;
  document.addEventListener("keydown", () => (typing.pressedAt = performance.now()), true);
  const note = (kind, now) => {
    if (now !== typing[kind]) {
      typing[kind] = now;
      typing[`${kind}At`] = performance.now();
    }
  };
  new MutationObserver(() => {
    note("errors", count("error"));
    note("warnings", count("warning"));
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}
