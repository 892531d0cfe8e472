/** Sizes of the production build and of the VSIX, if one has been packaged. */
import fs from "node:fs";
import path from "node:path";
import { build } from "../build.mjs";
import { repository } from "../vscode/cache.mjs";
import { vsixFile } from "../vsix.mjs";

/**
 * Makes a production build and reads the sizes of its bundles.
 * @returns {Promise<{ bundles: Record<string, number>, vsix: number | undefined }>} bytes
 */
export async function measureSizes() {
  await build({ production: true });
  const { outputs } = JSON.parse(fs.readFileSync(path.join(repository, "dist", "meta.json"), "utf8"));
  const bundles = Object.fromEntries(
    Object.entries(outputs)
      .filter(([file]) => !file.endsWith(".map"))
      .map(([file, { bytes }]) => [file, bytes]),
  );
  return { bundles, vsix: fs.existsSync(vsixFile) ? fs.statSync(vsixFile).size : undefined };
}
