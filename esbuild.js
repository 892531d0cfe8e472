// Builds every bundle of the product; `--production` minifies, `--watch` keeps going.
// Six Node bundles, so that nothing is loaded before it is needed: extension (activation), analysis (the template language
// and the rules, when the first template or VM is looked at), operations (protection, restores, policies and the settings of vaults), azure (the SDKs), identity
// (@azure/identity, only for those sign-ins) and sandbox. A seventh is the command line. Webviews are bundled for the browser.
const esbuild = require("esbuild");
const fs = require("node:fs");
const path = require("node:path");

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");

/** Source file → bundle, for code that another bundle loads on demand with `import()`. */
const lazyBundles = {
  "src/analysis": "analysis",
  "src/operations": "operations",
  "src/azure/azureClient": "azure",
  "src/azure/accounts/identityCredentials": "identity",
  "src/sandbox/server": "sandbox",
};

/** Turns `await import("./azure/azureClient")` into a load of the bundle built from that file. */
const lazyBundlePlugin = {
  name: "lazy-bundles",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      if (args.kind !== "dynamic-import") {
        return undefined;
      }
      const file = path.relative(__dirname, path.resolve(args.resolveDir, args.path)).split(path.sep).join("/");
      const bundle = lazyBundles[file];
      return bundle === undefined ? undefined : { path: `./${bundle}.js`, external: true };
    });
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  metafile: true,
  logLevel: "warning",
  legalComments: "none",
};

const node = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  mainFields: ["module", "main"],
  // VS Code patches `require`, not `import()`; see lazyBundlePlugin.
  supported: { "dynamic-import": false },
  plugins: [lazyBundlePlugin],
  outdir: "dist",
  entryPoints: {
    extension: "src/extension.ts",
    ...Object.fromEntries(Object.entries(lazyBundles).map(([file, bundle]) => [bundle, `${file}.ts`])),
  },
};

/** The command line: the package's `bin`, on its own. */
const commandLine = {
  ...node,
  external: [],
  plugins: [],
  banner: { js: "#!/usr/bin/env node" },
  entryPoints: { cli: "src/cli/main.ts" },
};

function webviewEntries() {
  const entries = {};
  for (const name of fs.readdirSync("src/webviews")) {
    if (fs.existsSync(`src/webviews/${name}/main.ts`)) {
      entries[name] = `src/webviews/${name}/main.ts`;
    }
  }
  return entries;
}

const browser = {
  ...common,
  platform: "browser",
  format: "iife",
  target: "es2022",
  outdir: "dist/webviews",
  entryPoints: webviewEntries(),
};

async function main() {
  fs.rmSync("dist", { recursive: true, force: true });
  const builds = [node, commandLine, browser].filter((options) => Object.keys(options.entryPoints).length > 0);
  if (watch) {
    for (const options of builds) {
      const context = await esbuild.context(options);
      await context.watch();
    }
    return;
  }
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  const outputs = Object.assign({}, ...results.map((result) => result.metafile.outputs));
  const inputs = Object.assign({}, ...results.map((result) => result.metafile.inputs));
  fs.chmodSync("dist/cli.js", 0o755);
  fs.writeFileSync("dist/meta.json", JSON.stringify({ inputs, outputs }));
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
