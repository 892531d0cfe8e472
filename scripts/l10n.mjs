// Collects the user-visible strings of src/** into l10n/bundle.l10n.json, for translators. `--check` only compares.
import fs from "node:fs";
import path from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";
import { Failure, runMain } from "./failure.mjs";

const root = path.resolve(import.meta.dirname, "..");
const bundle = path.join(root, "l10n", "bundle.l10n.json");

/** `const t = vscode.l10n.t;` and `const t = l10n.t;`: what the calls `t("…")` of a file stand for. */
const alias = /\bconst t = ((?:vscode\.)?l10n\.t);/;

/**
 * The source as the collector understands it: it follows imports, but no names that a file gives to `t`.
 * @param {string} text
 */
export function withoutAlias(text) {
  const name = alias.exec(text)?.[1];
  return name === undefined ? text : text.replace(/(?<![\w.$])t\(/g, `${name}(`);
}

/**
 * Calls whose text the collector cannot read, because it is no plain string: they would stay English for ever.
 * @param {string} text
 */
export function unreadableCalls(text) {
  return [...withoutAlias(text).matchAll(/\bl10n\.t\(\s*(?:[^"'`{\s)]|`[^`]*\$\{)[^\n]*/g)].map((match) => match[0]);
}

/** The strings of all sources, sorted, as the text of the bundle. */
export async function collect() {
  const sources = fs
    .readdirSync(path.join(root, "src"), { recursive: true })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => ({ file, text: fs.readFileSync(path.join(root, "src", file), "utf8") }));
  const unreadable = sources.flatMap(({ file, text }) => unreadableCalls(text).map((call) => `src/${file}: ${call}`));
  if (unreadable.length > 0) {
    throw new Failure(`Texts for l10n.t must be plain strings:\n${unreadable.join("\n")}`);
  }
  // One text instead of hundreds: the collector starts its parser anew for each, which takes far longer than the parsing.
  const imports = 'import * as vscode from "vscode";\nimport * as l10n from "@vscode/l10n";\n';
  const calling = sources.map(({ text }) => withoutAlias(text)).filter((text) => text.includes("l10n.t("));
  const contents = imports + calling.join("\n").replaceAll(/^import .* from "(?:vscode|@vscode\/l10n)";$/gm, "");
  const strings = await getL10nJson([{ extension: ".ts", contents }]);
  const sorted = Object.fromEntries(Object.entries(strings).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

async function main() {
  const text = await collect();
  const present = fs.existsSync(bundle) ? fs.readFileSync(bundle, "utf8") : "";
  if (text === present) {
    return;
  }
  if (process.argv.includes("--check")) {
    throw new Failure("l10n/bundle.l10n.json is out of date: run `npm run l10n`.");
  }
  fs.mkdirSync(path.dirname(bundle), { recursive: true });
  fs.writeFileSync(bundle, text);
  process.stdout.write(`Wrote ${Object.keys(JSON.parse(text)).length} strings to l10n/bundle.l10n.json\n`);
}

if (import.meta.filename === path.resolve(process.argv[1] ?? "")) {
  await runMain(main);
}
