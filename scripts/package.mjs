/** `npm run package`: the VSIX, in out/. */
import path from "node:path";
import { runMain } from "./failure.mjs";
import { repository } from "./vscode/cache.mjs";
import { packageVsix, vsixFile } from "./vsix.mjs";

await runMain(async () => {
  const { bytes, files } = await packageVsix();
  process.stdout.write(`${path.relative(repository, vsixFile)}: ${files} files, ${Math.round(bytes / 1024)} KB\n`);
});
