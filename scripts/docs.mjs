// Writes docs/rules from the data of src/limits, removes pages of rules that are gone, and writes the names of the rules into the
// manifest, where settings.json takes its suggestions from. `--check` only compares.
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, "docs", "rules");

/** Bundles the page generator (TypeScript) in memory and loads it. */
async function loadRulePages() {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, "src", "limits", "pages", "rulePages.ts")],
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
    const { rulePages, ruleNames } = await import(file);
    return { pages: rulePages(), names: ruleNames() };
  } finally {
    fs.rmSync(file);
  }
}

const { pages, names } = await loadRulePages();

/** `package.json` and `package.nls.json` with the names of the rules, where they differ from what they should be. */
function staleManifests() {
  const [manifest, texts] = ["package.json", "package.nls.json"].map((name) => path.join(root, name));
  const contents = JSON.parse(fs.readFileSync(manifest, "utf8"));
  const nls = JSON.parse(fs.readFileSync(texts, "utf8"));
  contents.contributes.configuration.properties["azureVmBackup.rules"].propertyNames = {
    enum: names.map(({ code }) => code),
    enumDescriptions: names.map(({ code }) => `%rule.${code}%`),
  };
  const others = Object.entries(nls).filter(([key]) => !key.startsWith("rule."));
  const rules = names.map(({ code, title }) => [`rule.${code}`, title]);
  return [
    [manifest, contents],
    [texts, Object.fromEntries([...others, ...rules])],
  ]
    .map(([file, value]) => ({ file, text: `${JSON.stringify(value, undefined, 2)}\n` }))
    .filter(({ file, text }) => fs.readFileSync(file, "utf8") !== text);
}

const manifests = staleManifests();
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
  if (manifests.length > 0) {
    console.error('The names of the rules in the manifest are out of date; run "npm run docs".');
    process.exit(1);
  }
  if (stale.length > 0) {
    console.error(`docs/rules is out of date (${stale.join(", ")}); run "npm run docs".`);
    process.exit(1);
  }
} else {
  for (const { file, text } of manifests) {
    fs.writeFileSync(file, text);
  }
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
