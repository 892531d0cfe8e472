/**
 * The explorer in front of an estate of 100,000 VMs, 500 vaults and 40 subscriptions: the sandbox in one process, the
 * client (connection, inventory and tree) in another, so that memory and time are the client's own.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { Failure } from "../failure.mjs";
import { repository } from "../vscode/cache.mjs";

const folder = path.dirname(fileURLToPath(import.meta.url));

/** @returns {Promise<any>} what `fleetClient.mjs` prints */
export async function measureFleet() {
  const outfile = path.join(repository, "out", "scripts", "bench-fleet.cjs");
  await esbuild.build({
    stdin: { contents: entry, resolveDir: repository, loader: "ts" },
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    // The tree's nodes are plain data; of the editor they need but its value types.
    alias: { vscode: path.join(repository, "test", "unit", "support", "fakeVscode.ts") },
    logLevel: "warning",
  });
  const server = spawn(process.execPath, [path.join(folder, "fleetSandbox.mjs"), outfile], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const address = await firstLine(server);
    const client = spawn(process.execPath, ["--expose-gc", path.join(folder, "fleetClient.mjs"), outfile, address], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    return JSON.parse(await firstLine(client));
  } finally {
    // It ends with its input.
    server.stdin.end();
  }
}

const entry = `
  export { connect, sandboxAccount } from "./src/azure/azureClient";
  export { ExplorerTree } from "./src/features/explorer/explorerTree";
  export { startSandbox } from "./src/sandbox/server";
`;

/** The first line that a process prints. */
function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const end = text.indexOf("\n");
      if (end >= 0) {
        resolve(text.slice(0, end));
      }
    });
    child.once("exit", (code) => reject(new Failure(`The measurement of the fleet ended early, with ${code}.`)));
  });
}
