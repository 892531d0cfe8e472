/**
 * The suite that runs inside VS Code's extension host. VS Code (web or desktop) loads the bundle of this file and awaits `run()`.
 * What happens is written as JSON lines to the file named by `AZURE_VM_BACKUP_TEST_RESULTS`, so that even a crash leaves what came before.
 */
import { appendFileSync, readdirSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";

/** One line of the results file. */
type Line =
  | { readonly kind: "start"; readonly tests: number }
  | { readonly kind: "pass" | "pending"; readonly title: string; readonly milliseconds: number }
  | { readonly kind: "fail"; readonly title: string; readonly error: string }
  | { readonly kind: "end" };

/** Runs every `*.test.js` beside this file; rejects when a test failed, as VS Code's runners expect. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: "bdd",
    timeout: 60_000,
    reporter: Mocha.reporters.Base,
    forbidOnly: process.env["CI"] === "true",
  });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith(".test.js")) {
      mocha.addFile(path.join(__dirname, name));
    }
  }
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on("pass", (test) => {
      write({ kind: "pass", title: test.fullTitle(), milliseconds: test.duration ?? 0 });
    });
    runner.on("pending", (test) => {
      write({ kind: "pending", title: test.fullTitle(), milliseconds: 0 });
    });
    runner.on("fail", (test, error: unknown) => {
      write({ kind: "fail", title: test.fullTitle(), error: describeError(error) });
    });
    write({ kind: "start", tests: runner.total });
  });
  write({ kind: "end" });
  if (failures > 0) {
    throw new Error(`${failures} tests failed`);
  }
}

function write(line: Line): void {
  const file = process.env["AZURE_VM_BACKUP_TEST_RESULTS"];
  if (file !== undefined) {
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
