/** `npm run pictures`: writes docs/pictures/*.png, the real product seen in a real VS Code. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import esbuild from "esbuild";
import { runMain } from "./failure.mjs";
import { launchBrowser } from "./vscode/browser.mjs";
import { repository } from "./vscode/cache.mjs";
import { provisionVsCode } from "./vscode/provision.mjs";
import { installPackagedExtension } from "./vscode/testBed.mjs";
import { packageVsix } from "./vsix.mjs";

const say = (line) => process.stdout.write(`${line}\n`);

await runMain(async () => {
  await packageVsix();
  await provisionVsCode(say);
  await (await launchBrowser(say)).close();
  await installPackagedExtension();
  const { takePictures } = await import(pathToFileURL(await bundlePictures()));
  await takePictures(path.join(repository, "docs", "pictures"), (file) => say(`docs/pictures/${file}`));
});

/** The driver of the workbench tests is TypeScript; what it takes from scripts/ stays where it is. */
async function bundlePictures() {
  const outfile = path.join(repository, "out", "pictures.mjs");
  await esbuild.build({
    entryPoints: [path.join(repository, "test", "workbench", "pictures.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    plugins: [
      {
        name: "scripts-stay",
        setup: (build) => {
          build.onResolve({ filter: /\.mjs$/ }, ({ path: file, resolveDir }) => ({
            path: pathToFileURL(path.resolve(resolveDir, file)).href,
            external: true,
          }));
        },
      },
    ],
  });
  return outfile;
}
