/** Serves the fleet until its input ends; prints where, as JSON. */
import { createRequire } from "node:module";

const { startSandbox } = createRequire(import.meta.url)(process.argv[2]);
const begun = performance.now();
const { url, publicOrigin, token, close } = await startSandbox({ estate: "fleet" });
const startMs = performance.now() - begun;
process.stdout.write(`${JSON.stringify({ url, publicOrigin, token, startMs })}\n`);
process.stdin.resume();
process.stdin.once("end", () => void close());
