/** `npm start`: the extension in a real VS Code, beside a sandbox Azure and a sample workspace. Ctrl+C ends all of it. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readArguments } from "./arguments.mjs";
import { build } from "./build.mjs";
import { Failure, runMain } from "./failure.mjs";
import { atExit } from "./processes.mjs";
import { repository } from "./vscode/cache.mjs";
import { findDesktop, runDesktop } from "./vscode/desktop.mjs";
import { findOnPath } from "./vscode/findOnPath.mjs";
import { provisionVsCode } from "./vscode/provision.mjs";
import { startSandboxProcess } from "./vscode/sandbox.mjs";
import { installExtension, startServer, workbenchUrl } from "./vscode/server.mjs";
import { sandboxSettings } from "./vscode/settings.mjs";
import { packageVsix, vsixFile } from "./vsix.mjs";

const help = `npm start [-- OPTIONS]

Builds the extension, starts the sandbox Azure and opens VS Code with a sample workspace: the desktop VS Code when
\`code\` is installed, else a web VS Code in the default browser.

  --desktop     use the desktop VS Code, or fail
  --web         use the web VS Code even when a desktop one is installed
  --no-open     print the address, open nothing (the default on a machine without a display)
  --port N      the port of the web VS Code (default: a free one)
  --estate NAME small (default), or fleet: 100,000 VMs in 40 subscriptions
  --help        show this
`;

const say = (message) => process.stdout.write(`${message}\n`);

async function main() {
  const options = readOptions();
  // Ctrl+C is how this ends normally; what else must end is registered in processes.mjs.
  process.once("SIGINT", () => {
    say("\nStopped.");
    process.exit(0);
  });
  const hasDisplay = process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const desktop = chooseDesktop(options, hasDisplay);
  say("Building the extension …");
  await (desktop === undefined ? packageVsix() : build({ production: false }));
  const vsCode = desktop === undefined ? await provisionVsCode(say) : undefined;
  const { workspace, dataFolder } = prepareFolders();
  say("Starting the sandbox, a small Azure on this machine …");
  const sandbox = await startSandboxProcess(options.estate === "small" ? {} : { estate: options.estate });
  if (desktop !== undefined) {
    say(`Opening ${desktop} … Close its window or press Ctrl+C here to stop.`);
    return runDesktop({ command: desktop, workspace, dataFolder, settings: sandboxSettings, env: sandbox.env });
  }
  // The packaged extension: a VS Code that takes one under development shows no notifications (see server.mjs).
  const extensionsFolder = path.join(dataFolder, "extensions");
  await installExtension(vsCode, dataFolder, extensionsFolder, vsixFile);
  const server = await startServer({
    vsCode,
    dataFolder,
    extensionsFolder,
    settings: sandboxSettings,
    env: sandbox.env,
    port: options.port,
  });
  const url = workbenchUrl(server.port, { workspace });
  const opened = options.open && hasDisplay && openInBrowser(url);
  say(`${opened ? "VS Code is open in your browser at" : "Open VS Code in a browser on this machine:"}\n\n  ${url}\n`);
  say(`The sample workspace is ${workspace} (a copy). Press Ctrl+C to stop.`);
  await server.stopped;
  throw new Failure("VS Code's server has ended unexpectedly.");
}

function readOptions() {
  const { values } = readArguments(help, {
    options: {
      desktop: { type: "boolean", default: false },
      web: { type: "boolean", default: false },
      "no-open": { type: "boolean", default: false },
      port: { type: "string" },
      estate: { type: "string", default: "small" },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Failure(`--port takes a number from 1 to 65535, not "${values.port}".`);
  }
  if (values.estate !== "small" && values.estate !== "fleet") {
    throw new Failure(`--estate takes small or fleet, not "${values.estate}".`);
  }
  return { ...values, port, open: !values["no-open"] };
}

function chooseDesktop(options, hasDisplay) {
  if (options.web || (!options.desktop && (!options.open || !hasDisplay || options.port !== undefined))) {
    return undefined;
  }
  const command = findDesktop();
  if (command === undefined && options.desktop) {
    throw new Failure("No desktop VS Code was found: there is no `code` command on the PATH.");
  }
  return command;
}

/** A copy of the sample workspace to play with, and a fresh profile; both go away at the end. */
function prepareFolders() {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "azure-vm-backup-"));
  atExit(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  const workspace = path.join(folder, "sample");
  fs.cpSync(path.join(repository, "sample"), workspace, { recursive: true });
  return { workspace, dataFolder: path.join(folder, "data") };
}

/** True when a browser was asked to open the address. */
function openInBrowser(url) {
  const opener = { darwin: "open", win32: "explorer" }[process.platform] ?? "xdg-open";
  if (findOnPath(opener) === undefined) {
    return false;
  }
  return spawnSync(opener, [url], { stdio: "ignore", timeout: 10_000 }).error === undefined;
}

await runMain(main);
