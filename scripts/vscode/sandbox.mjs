/** Starts the sandbox (a small Azure on loopback) in a process of its own. */
import path from "node:path";
import { Failure } from "../failure.mjs";
import { startProcess, stopProcess } from "../processes.mjs";
import { repository } from "./cache.mjs";

/**
 * Needs a finished build.
 * @param {{ speed?: number, retryAfterSeconds?: number, estate?: string }} [options] handed to `startSandbox`
 * @returns {Promise<{ url: string, token: string, publicOrigin: string, env: Record<string, string>, stop: () => Promise<void> }>}
 *   `env` is what the extension host needs in its environment to attach to it
 */
export async function startSandboxProcess(options = {}) {
  const script = path.join(repository, "scripts", "sandboxProcess.mjs");
  const child = startProcess(process.execPath, [script, JSON.stringify(options)]);
  let errors = "";
  child.stderr.on("data", (text) => (errors += text));
  const line = await new Promise((resolve) => {
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
      if (output.includes("\n")) {
        resolve(output);
      }
    });
    child.once("exit", () => resolve(undefined));
  });
  if (line === undefined) {
    throw new Failure(`The sandbox did not start:\n${errors.trim()}`);
  }
  const { url, token, publicOrigin } = JSON.parse(line);
  return {
    url,
    token,
    publicOrigin,
    env: { AZURE_VM_BACKUP_SANDBOX: `${url}|${token}|${publicOrigin}` },
    stop: () => stopProcess(child),
  };
}
