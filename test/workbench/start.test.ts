import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../../scripts/vscode/browser.mjs";
import { descendants, isAlive } from "./driver/processTree";

const script = path.resolve(import.meta.dirname, "../../scripts/start.mjs");

describe("npm start", () => {
  let child: ChildProcess | undefined;

  afterEach(() => {
    child?.kill("SIGKILL");
  });

  /** Starts it and collects what it says. */
  function start(...args: readonly string[]): { readonly said: () => string; readonly ended: Promise<number | null> } {
    const started = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    let output = "";
    started.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    started.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    return { said: () => output, ended: new Promise((resolve) => started.once("close", resolve)) };
  }

  it("serves a VS Code that is signed in to the sandbox, and one Ctrl+C leaves nothing behind", async () => {
    const { said, ended } = start("--no-open");
    await expect.poll(said, { timeout: 90_000 }).toContain("Press Ctrl+C to stop");
    const url = /http:\S+/.exec(said())?.[0] ?? "";
    const workspace = /workspace is (\S+)/.exec(said())?.[1] ?? "";
    const browser = await launchBrowser(() => undefined);
    try {
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: "domcontentloaded" });
      await page
        .locator(".activitybar")
        .getByRole("tab", { name: /^Azure VM Backup/ })
        .click({ timeout: 90_000 });
      await page.getByRole("treeitem", { name: "Larkmoor Production" }).waitFor();
    } finally {
      await browser.close();
    }
    const processes = descendants(child?.pid ?? 0);
    expect(processes.length).toBeGreaterThanOrEqual(4);
    child?.kill("SIGINT");
    expect(await ended).toBe(0);
    await expect.poll(() => processes.filter(isAlive)).toEqual([]);
    expect(existsSync(workspace)).toBe(false);
  });

  it("explains itself", async () => {
    const { said, ended } = start("--help");
    expect(await ended).toBe(0);
    expect(said()).toContain("--desktop");
  });

  it.each([
    [["--port", "many"], "--port takes a number from 1 to 65535"],
    [["--sideways"], "'--sideways'"],
  ])("refuses %j with a sentence", async (args, sentence) => {
    const { said, ended } = start(...args);
    expect(await ended).toBe(1);
    expect(said()).toContain(sentence);
    expect(said()).not.toContain("    at ");
  });
});
