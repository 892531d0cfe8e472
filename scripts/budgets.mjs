/** The sizes that the product keeps, measured on the production build. */
import fs from "node:fs";
import path from "node:path";
import { repository } from "./vscode/cache.mjs";
import { vsixFile } from "./vsix.mjs";

const kilobyte = 1000;

/** What VS Code loads at activation. */
const activationBudget = 250 * kilobyte;
const vsixBudget = 1500 * kilobyte;

/**
 * Needs the production build and the VSIX.
 * @returns {{ title: string, ok: boolean }[]}
 */
export function checkBudgets() {
  const dist = path.join(repository, "dist");
  const activation = fs.statSync(path.join(dist, "extension.js")).size;
  const vsix = fs.statSync(vsixFile).size;
  const meta = JSON.parse(fs.readFileSync(path.join(dist, "meta.json"), "utf8"));
  const inputs = Object.keys(meta.outputs["dist/extension.js"].inputs);
  const azure = inputs.filter((file) => file.includes("node_modules/@azure/"));
  const rules = inputs.filter((file) => file.startsWith("src/limits/rules/"));
  return [
    atMost("dist/extension.js", activation, activationBudget),
    atMost("the VSIX", vsix, vsixBudget),
    {
      title: `dist/extension.js holds no Azure SDK${azure.length > 0 ? `, but it does: ${azure.slice(0, 3).join(", ")}` : ""}`,
      ok: azure.length === 0,
    },
    {
      title: `dist/extension.js holds no rules${rules.length > 0 ? `, but it does: ${rules.slice(0, 3).join(", ")}` : ""}`,
      ok: rules.length === 0,
    },
  ];
}

function atMost(what, size, budget) {
  const numbers = `${(size / kilobyte).toFixed(0)} KB of ${budget / kilobyte} KB`;
  return { title: `${what} keeps its budget (${numbers})`, ok: size < budget };
}
