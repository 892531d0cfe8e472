/** Opens the extension in an installed desktop VS Code, with a profile of its own. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Failure } from "../failure.mjs";
import { atExit, runProcess } from "../processes.mjs";
import { repository } from "./cache.mjs";
import { findOnPath } from "./findOnPath.mjs";
import { quietSettings } from "./settings.mjs";

/** The `code` command of a desktop VS Code, or undefined. */
export function findDesktop() {
  // In a remote window's terminal `code` only talks to that window; it cannot open another VS Code.
  return process.env.VSCODE_IPC_HOOK_CLI === undefined ? findOnPath("code") : undefined;
}

/**
 * Opens a window and waits until it is closed.
 * @param {{ command: string, workspace: string, dataFolder: string, settings: Record<string, unknown>, env: Record<string, string> }} options
 */
export async function runDesktop({ command, workspace, dataFolder, settings, env }) {
  const user = path.join(dataFolder, "User");
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, "settings.json"), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  // `code` starts the window as a process of its own session, so ending our group would not end it.
  atExit(() => endProcessesNaming(dataFolder));
  const args = [
    ...["--new-window", "--wait", "--skip-welcome", "--skip-release-notes", "--disable-workspace-trust"],
    ...["--user-data-dir", dataFolder, "--extensions-dir", path.join(dataFolder, "extensions")],
    ...[`--extensionDevelopmentPath=${repository}`, workspace],
  ];
  if (process.getuid?.() === 0) {
    // VS Code refuses to run as root unless asked like this.
    args.unshift("--no-sandbox");
  }
  const { code, output } = await runProcess(command, args, { env: { ...ownEnvironment(), ...env } });
  if (code !== 0) {
    throw new Failure(`${command} ended with ${code}: ${output.trim() || "no output"}`);
  }
}

function ownEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return Object.fromEntries(inherited);
}

/** Ends the processes whose command line names a folder that only this run knows. */
function endProcessesNaming(folder) {
  if (process.platform === "win32") {
    return;
  }
  const { stdout } = spawnSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" });
  for (const line of (stdout ?? "").split("\n")) {
    const pid = Number(/^\s*(\d+)/.exec(line)?.[1]);
    if (line.includes(folder) && pid > 0 && pid !== process.pid) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It ended meanwhile.
      }
    }
  }
}
