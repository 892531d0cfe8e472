/** A browser for Playwright: an installed one, else a Chromium from the npm registry. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";
import { chromium } from "playwright-core";
import { Failure } from "../failure.mjs";
import { cached } from "./cache.mjs";
import { findOnPath } from "./findOnPath.mjs";
import { npmInstall } from "./npmInstall.mjs";
import { chromiumVersion } from "./versions.mjs";

const commands = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const applications = [
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Chromium.app/Contents/MacOS/Chromium",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/** Keeps the browser quiet: no background traffic, no first-run pages, no GPU. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a headless browser.
 * @param {(message: string) => void} log told what is being fetched
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function launchBrowser(log) {
  const { executablePath, env } = await findBrowser(log);
  try {
    return await chromium.launch({ executablePath, args: flags, env: { ...process.env, ...env }, headless: true });
  } catch (error) {
    const reason =
      String(error.message)
        .split("\n")
        .find((line) => line.includes("error while loading")) ?? error.message;
    throw new Failure(`The browser ${executablePath} does not start: ${reason}`);
  }
}

/** The browser to use. `BROWSER_PATH` names one explicitly. */
async function findBrowser(log) {
  const given = process.env.BROWSER_PATH;
  if (given !== undefined && given !== "") {
    if (!fs.existsSync(given)) {
      throw new Failure(`BROWSER_PATH names ${given}, which does not exist.`);
    }
    return { executablePath: given, env: {} };
  }
  const installed = installedBrowser();
  if (installed !== undefined) {
    return { executablePath: installed, env: {} };
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Failure("No browser was found: install Chrome, Chromium or Edge, or name one in BROWSER_PATH.");
  }
  return fetchedChromium(log);
}

function installedBrowser() {
  if (process.platform === "darwin") {
    const roots = ["/Applications", path.join(process.env.HOME ?? "/", "Applications")];
    return roots
      .flatMap((root) => applications.map((name) => path.join(root, name)))
      .find((file) => fs.existsSync(file));
  }
  if (process.platform === "win32") {
    const roots = [process.env["ProgramFiles"], process.env["ProgramFiles(x86)"], process.env["LocalAppData"]];
    const names = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];
    return roots
      .filter((root) => root !== undefined)
      .flatMap((root) => names.map((name) => path.join(root, name)))
      .find((file) => fs.existsSync(file));
  }
  return commands.map(findOnPath).find((file) => file !== undefined && isWhole(file));
}

/** Ubuntu's `chromium-browser` may be a script that only tells to install a snap. */
function isWhole(file) {
  return spawnSync(file, ["--version"], { timeout: 20_000 }).status === 0;
}

/** The package carries a Chromium without window, its own NSS libraries and a font, each compressed with Brotli. */
async function fetchedChromium(log) {
  const folder = await cached(`chromium-${chromiumVersion}`, async (partial) => {
    log(
      `No browser is installed: fetching Chromium ${chromiumVersion} from the npm registry, once (about 0.2 GB on disk) …`,
    );
    await npmInstall(partial, [`@sparticuz/chromium@${chromiumVersion}`], "Chromium", log);
    log("  unpacking it …");
    const packed = path.join(partial, "node_modules", "@sparticuz", "chromium", "bin");
    await decompress(path.join(packed, "chromium.br"), path.join(partial, "chromium"));
    fs.chmodSync(path.join(partial, "chromium"), 0o755);
    for (const name of ["al2023", "fonts", "swiftshader"]) {
      const archive = path.join(partial, `${name}.tar`);
      await decompress(path.join(packed, `${name}.tar.br`), archive);
      unpack(archive, name === "fonts" ? path.join(partial, "fonts") : partial);
    }
    fs.rmSync(path.join(partial, "node_modules"), { recursive: true });
    log("  Chromium is ready.");
  });
  const libraries = [path.join(folder, "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  const fonts = fs.existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: path.join(folder, "fonts") };
  return { executablePath: path.join(folder, "chromium"), env: { LD_LIBRARY_PATH: libraries, ...fonts } };
}

async function decompress(from, to) {
  await pipeline(fs.createReadStream(from), zlib.createBrotliDecompress(), fs.createWriteStream(to));
}

function unpack(archive, folder) {
  fs.mkdirSync(folder, { recursive: true });
  const { status, error } = spawnSync("tar", ["-xf", archive, "--no-same-owner", "-C", folder]);
  if (status !== 0) {
    throw new Failure(`Could not unpack ${path.basename(archive)}: tar ${error?.message ?? `ended with ${status}`}.`);
  }
  fs.rmSync(archive);
}
