/** Runs the web VS Code on loopback. */
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { Failure } from "../failure.mjs";
import { runProcess, startProcess, stopProcess } from "../processes.mjs";
import { quietSettings } from "./settings.mjs";

/**
 * Starts a VS Code server with a fresh profile.
 * @param {object} options
 * @param {{ node: string, serverMain: string }} options.vsCode from `provisionVsCode`
 * @param {string} options.dataFolder made if need be; holds settings and logs
 * @param {string} [options.extensionsFolder] where extensions are installed; default: none are
 * @param {boolean} [options.development] whether the address may name an extension under development. Such a VS Code shows
 *   no notifications, because it takes itself for one under test; so people get the packaged extension instead.
 * @param {Record<string, unknown>} [options.settings] user settings beside the quiet ones
 * @param {Record<string, string>} [options.env] what the extension host finds in its environment
 * @param {string} [options.builtinsFolder] VS Code's own extensions, in place of those it comes with
 * @param {number} [options.port] default: a free one
 * @param {string} [options.logFile] where the server's output goes
 * @returns {Promise<{ port: number, stopped: Promise<void>, stop: () => Promise<void> }>}
 */
export async function startServer(options) {
  const { vsCode, dataFolder, extensionsFolder, development = false, settings = {}, env = {}, port, logFile } = options;
  const { builtinsFolder } = options;
  writeSettings(dataFolder, { ...quietSettings, ...settings });
  const chosen = port ?? (await freePort());
  if (port !== undefined && !(await isFree(port))) {
    throw new Failure(`Port ${port} is in use; choose another with --port.`);
  }
  const args = [
    vsCode.serverMain,
    ...["--host", "127.0.0.1", "--port", String(chosen), "--without-connection-token"],
    ...["--accept-server-license-terms", "--server-data-dir", dataFolder, "--telemetry-level", "off"],
    "--disable-workspace-trust",
    ...(development ? ["--enable-smoke-test-driver"] : []),
    ...["--extensions-dir", extensionsFolder ?? path.join(dataFolder, "extensions")],
    ...(builtinsFolder === undefined ? [] : ["--builtin-extensions-dir", builtinsFolder]),
  ];
  const child = startProcess(vsCode.node, args, { env: cleanEnvironment(env) });
  let output = "";
  const collect = (text) => {
    output = (output + text).slice(-20_000);
    if (logFile !== undefined) {
      fs.appendFileSync(logFile, text);
    }
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const stopped = new Promise((resolve) => child.once("exit", () => resolve()));
  if (!(await answers(chosen, stopped))) {
    await stopProcess(child);
    throw new Failure(`VS Code's server did not start:\n${output.trim().split("\n").slice(-8).join("\n")}`);
  }
  return { port: chosen, stopped, stop: () => stopProcess(child) };
}

/** Installs a VSIX into a folder of extensions that `startServer` can be given. */
export async function installExtension(vsCode, dataFolder, extensionsFolder, vsix) {
  const args = [
    vsCode.serverMain,
    ...["--install-extension", vsix, "--force", "--accept-server-license-terms"],
    ...["--server-data-dir", dataFolder, "--extensions-dir", extensionsFolder],
  ];
  const { code, output } = await runProcess(vsCode.node, args, { env: cleanEnvironment({}), timeoutSeconds: 120 });
  if (code !== 0 || !output.includes("successfully installed")) {
    throw new Failure(`VS Code did not install ${path.basename(vsix)}:\n${output.trim()}`);
  }
}

/**
 * The address that opens a workspace, with an extension under development if one is named.
 * @param {number} port
 * @param {{ workspace: string, extension?: string, tests?: string, file?: string }} open absolute paths; the one of the file
 *   to begin with is followed by `:line:column`
 */
export function workbenchUrl(port, { workspace, extension, tests, file }) {
  const remote = (folder) => `vscode-remote://127.0.0.1:${port}${encodeURI(folder)}`;
  const payload = [["skipWelcome", "true"]];
  if (extension !== undefined) {
    payload.push(["extensionDevelopmentPath", remote(extension)]);
  }
  if (tests !== undefined) {
    payload.push(["extensionTestsPath", remote(tests)]);
  }
  if (file !== undefined) {
    payload.push(["openFile", remote(file)], ["gotoLineMode", "true"]);
  }
  const query = `folder=${encodeURIComponent(workspace).replaceAll("%2F", "/")}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return `http://127.0.0.1:${port}/?${query}`;
}

function writeSettings(dataFolder, settings) {
  const folder = path.join(dataFolder, "data", "User");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "settings.json"), `${JSON.stringify(settings, undefined, 2)}\n`);
}

/** Run from VS Code's own terminal, its variables would make the server take itself for that window's child. */
function cleanEnvironment(env) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|VITEST)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...env };
}

async function answers(port, stopped) {
  let running = true;
  void stopped.then(() => (running = false));
  const deadline = Date.now() + 60_000;
  while (running && Date.now() < deadline) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(5000) });
      await response.body?.cancel();
      if (response.ok) {
        return true;
      }
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** VS Code's server does not accept port 0, so a port is taken from the system and released again. */
async function freePort() {
  const server = net.createServer();
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function isFree(port) {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
