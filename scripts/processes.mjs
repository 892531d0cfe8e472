/**
 * Child processes that never outlive the script that started them. Each runs in a process group of its own behind
 * `supervise.mjs`, which ends the group when this process goes away, however it goes.
 */
import { spawn } from "node:child_process";
import path from "node:path";

const supervisor = path.join(import.meta.dirname, "supervise.mjs");
const groups = new Set();
const cleanups = new Set();
let installed = false;

/**
 * Starts a program in a process group of its own.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns a child process whose stdout and stderr are pipes
 */
export function startProcess(command, args, options = {}) {
  installExitHandlers();
  const child = spawn(process.execPath, [supervisor, command, ...args], {
    ...options,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    windowsHide: true,
  });
  groups.add(child);
  child.once("exit", () => {
    killGroup(child, "SIGKILL");
    groups.delete(child);
  });
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  // The channel is there for the supervisor to notice our end; it must not keep us alive.
  child.channel?.unref();
  return child;
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void, timeoutSeconds?: number }} [options]
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>} code 1 when a signal ended it
 */
export async function runProcess(command, args, options = {}) {
  const { onOutput, timeoutSeconds, ...rest } = options;
  const child = startProcess(command, args, rest);
  let output = "";
  let timedOut = false;
  const collect = (text) => {
    output += text;
    onOutput?.(text);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const timer =
    timeoutSeconds === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          void stopProcess(child);
        }, timeoutSeconds * 1000);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  clearTimeout(timer);
  return { code: timedOut ? 1 : code, output, timedOut };
}

/** Asks a process group to end, and ends it after three seconds. Resolves when it is gone. */
export async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise((resolve) => child.once("exit", resolve));
  killGroup(child, "SIGTERM");
  const timer = setTimeout(() => killGroup(child, "SIGKILL"), 3000);
  await gone;
  clearTimeout(timer);
}

/**
 * Registers something to do (synchronously) when this process ends, also by a signal.
 * @returns {() => void} forgets it again
 */
export function atExit(cleanup) {
  installExitHandlers();
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

function killGroup(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

function installExitHandlers() {
  if (installed) {
    return;
  }
  installed = true;
  process.on("exit", () => {
    for (const child of groups) {
      killGroup(child, "SIGKILL");
    }
    for (const cleanup of cleanups) {
      cleanup();
    }
  });
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ]) {
    process.on(signal, () => process.exit(code));
  }
  endWithNpm();
}

/**
 * npm passes a request to end to the shell between it and us, which ends without passing it on. Then our parent is another one.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      process.exit(143);
    }
  }, 500).unref();
}
