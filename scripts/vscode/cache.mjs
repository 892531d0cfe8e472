/** The cache folder `.vscode-test/`: each entry appears whole or not at all, also when two scripts fill it at once. */
import fs from "node:fs";
import path from "node:path";
import { atExit } from "../processes.mjs";

/** The root of the repository. */
export const repository = path.resolve(import.meta.dirname, "../..");

/** Where everything fetched on demand is kept. */
export const cacheFolder = path.join(repository, ".vscode-test");

/**
 * The folder of a cache entry, filled by `fill` when it is not there yet.
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 */
export async function cached(name, fill) {
  const folder = path.join(cacheFolder, name);
  if (fs.existsSync(folder)) {
    return folder;
  }
  fs.mkdirSync(cacheFolder, { recursive: true });
  removeAbandoned();
  const partial = path.join(cacheFolder, `partial-${process.pid}-${name}`);
  const remove = () => fs.rmSync(partial, { recursive: true, force: true, maxRetries: 5 });
  const forget = atExit(remove);
  try {
    remove();
    fs.mkdirSync(partial);
    await fill(partial);
    finish(partial, folder);
  } finally {
    remove();
    forget();
  }
  return folder;
}

/** Another script may have filled the same entry meanwhile: then theirs is as good as ours. */
function finish(partial, folder) {
  try {
    fs.renameSync(partial, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) {
      throw error;
    }
  }
}

/** Removes what scripts left that were killed in the middle of a download. */
function removeAbandoned() {
  for (const name of fs.readdirSync(cacheFolder)) {
    const owner = /^partial-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) {
      fs.rmSync(path.join(cacheFolder, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
