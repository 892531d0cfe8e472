/**
 * The house rule "who may import whom" as an ESLint rule. The table below is the one in ARCHITECTURE.md;
 * a test compares the two.
 */
import path from "node:path";

/**
 * Per room: the rooms it may import from, and what it may take from outside.
 * `types` marks rooms of which only types may be taken (`import type`); `doors` limits which files of a room may be named.
 */
export const rooms = {
  template: { may: [], vscode: false, azureSdk: "no", node: false },
  limits: { may: ["template"], vscode: false, azureSdk: "no", node: false },
  cli: { may: ["template", "limits"], vscode: false, azureSdk: "no", node: true },
  azure: { may: [], vscode: false, azureSdk: "yes", node: true },
  sandbox: { may: ["template"], vscode: false, azureSdk: "no", node: true },
  host: { may: [], types: ["azure"], vscode: true, azureSdk: "no", node: true },
  wording: { may: ["host"], types: ["azure"], vscode: true, azureSdk: "no", node: false },
  features: {
    may: ["template", "limits", "host", "wording"],
    types: ["azure", "sandbox", "webviews"],
    vscode: true,
    azureSdk: "no",
    node: true,
  },
  webviews: { may: [], types: ["limits"], vscode: false, azureSdk: "no", node: false },
};

const root = "src";

/** `src/features/jobs/x.ts` → { room: "features", feature: "jobs" }; undefined for files outside the rooms. */
export function placeOf(file, cwd) {
  const parts = path.relative(cwd, file).split(path.sep);
  if (parts[0] !== root || parts.length < 3) {
    return undefined;
  }
  return { room: parts[1], feature: parts[1] === "features" ? parts[2] : undefined };
}

/** The sentence to show for an import that the house forbids, or undefined when it is fine. */
export function forbiddenImport(from, specifier, typeOnly, target) {
  const rules = rooms[from.room];
  if (rules === undefined) {
    return `src/${from.room}/ is not a room of this house; add it to scripts/lint/layers.mjs and ARCHITECTURE.md first.`;
  }
  if (specifier === "vscode") {
    return rules.vscode
      ? undefined
      : `src/${from.room}/ must not import vscode: only host and features know the editor.`;
  }
  if (specifier.startsWith("node:")) {
    return rules.node ? undefined : `src/${from.room}/ must run in a browser: no Node built-ins.`;
  }
  if (specifier.startsWith("@azure/")) {
    if (rules.azureSdk === "no" && !typeOnly) {
      return `src/${from.room}/ must not import the Azure SDKs: they live in src/azure, in a bundle of their own.`;
    }
    return undefined;
  }
  if (target === undefined) {
    return undefined;
  }
  if (target.room === from.room) {
    return target.feature === from.feature
      ? undefined
      : `Features do not import one another: ${from.feature} must not know ${target.feature}; pass what it needs in through extension.ts.`;
  }
  if (rules.may.includes(target.room)) {
    return undefined;
  }
  if (rules.types?.includes(target.room)) {
    return typeOnly
      ? undefined
      : `src/${from.room}/ may only take types from src/${target.room}/ (write "import type"): its code is another bundle.`;
  }
  return `src/${from.room}/ must not import src/${target.room}/ (see the table in ARCHITECTURE.md).`;
}

const layerRule = {
  meta: { type: "problem", schema: [], messages: { layer: "{{sentence}}" } },
  create(context) {
    const from = placeOf(context.filename, context.cwd);
    if (from === undefined) {
      return {};
    }
    const check = (node, source, typeOnly) => {
      if (source === null || source === undefined || typeof source.value !== "string") {
        return;
      }
      const target = source.value.startsWith(".")
        ? placeOf(path.resolve(path.dirname(context.filename), source.value), context.cwd)
        : undefined;
      const sentence = forbiddenImport(from, source.value, typeOnly, target);
      if (sentence !== undefined) {
        context.report({ node, messageId: "layer", data: { sentence } });
      }
    };
    const allTypes = (node) =>
      node.importKind === "type" ||
      node.exportKind === "type" ||
      (node.specifiers?.length > 0 && node.specifiers.every((s) => s.importKind === "type"));
    return {
      ImportDeclaration: (node) => check(node, node.source, allTypes(node)),
      ExportNamedDeclaration: (node) => check(node, node.source, allTypes(node)),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === "type"),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source, true),
    };
  },
};

export const housePlugin = { rules: { layers: layerRule } };
