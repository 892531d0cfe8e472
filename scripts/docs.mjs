// Writes docs/rules from the data of src/limits, and removes pages of rules that are gone. `--check` only compares.
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, "docs", "rules");

/** Bundles the page generator (TypeScript) in memory and loads it. */
async function loadRulePages() {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, "src", "limits", "rulePages.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: "warning",
  });
  const file = path.join(root, "node_modules", ".cache", `rulePages-${process.pid}.mjs`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, outputFiles[0].text);
  try {
    return (await import(file)).rulePages();
  } finally {
    fs.rmSync(file);
  }
}

const pages = await loadRulePages();
const stale = [];
fs.mkdirSync(folder, { recursive: true });
for (const name of fs.readdirSync(folder)) {
  if (!pages.has(name)) {
    stale.push(name);
  }
}
for (const [name, text] of pages) {
  const file = path.join(folder, name);
  if (!fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text) {
    stale.push(name);
  }
}
if (process.argv.includes("--check")) {
  if (stale.length > 0) {
    console.error(`docs/rules is out of date (${stale.join(", ")}); run "npm run docs".`);
    process.exit(1);
  }
} else {
  for (const name of stale) {
    const text = pages.get(name);
    const file = path.join(folder, name);
    if (text === undefined) {
      fs.rmSync(file);
    } else {
      fs.writeFileSync(file, text);
    }
  }
  console.log(`${pages.size} pages in docs/rules, ${stale.length} of them changed.`);
}
