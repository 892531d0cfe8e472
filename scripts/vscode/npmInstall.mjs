/** Installs packages from the npm registry into a folder, with the npm that runs this script. */
import fs from "node:fs";
import path from "node:path";
import { Failure } from "../failure.mjs";
import { runProcess } from "../processes.mjs";

const networkCodes =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/**
 * @param {string} folder where `node_modules` is made
 * @param {readonly string[]} packages `name@version`; none installs what the folder's package.json asks for
 * @param {string} what the thing being fetched, for messages
 * @param {(message: string) => void} log
 */
export async function npmInstall(folder, packages, what, log) {
  if (!fs.existsSync(path.join(folder, "package.json"))) {
    fs.writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
  }
  const [command, ...first] = npmCommand();
  const started = Date.now();
  const timer = setInterval(
    () => log(`  … still fetching ${what} (${Math.round((Date.now() - started) / 1000)} s)`),
    10_000,
  );
  timer.unref();
  try {
    const args = ["install", "--prefix", folder, ...options, ...packages];
    const { code, output } = await runProcess(command, [...first, ...args], { cwd: folder, env: environment() });
    if (code !== 0) {
      throw new Failure(explain(output, what));
    }
  } finally {
    clearInterval(timer);
  }
}

/**
 * Install scripts compile native modules for minutes that nothing here needs, and `engines` names the Node which the
 * packages run on, not the one that unpacks them.
 */
const options = [
  "--ignore-scripts",
  "--omit=dev",
  "--no-engine-strict",
  "--no-package-lock",
  "--no-save",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/** npm hands its scripts the project's own paths as settings; an inner npm must not take them for its own. */
function environment() {
  const ownPaths = /^npm_(config_(local_prefix|prefix|dry_run|global|workspace.*)|package_.*|lifecycle_.*)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownPaths.test(name)));
}

function npmCommand() {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith("npm-cli.js") === true) {
    return [process.execPath, npm];
  }
  const besideNode = path.join(path.dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  return fs.existsSync(besideNode) ? [process.execPath, besideNode] : ["npm"];
}

function explain(output, what) {
  const network = networkCodes.exec(output)?.[1];
  if (network !== undefined) {
    return `Could not fetch ${what}: the npm registry cannot be reached (${network}). Check the network or npm's proxy settings, then run this again.`;
  }
  const log = output.trim().split("\n").slice(-5).join("\n");
  return output.includes("ENOSPC")
    ? `Could not fetch ${what}: the disk is full.`
    : `Could not fetch ${what} from the npm registry:\n${log}`;
}
