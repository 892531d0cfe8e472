/**
 * node sandboxProcess.mjs [OPTIONS AS JSON]: runs the sandbox until it is ended, and prints one line of JSON with its address
 * and token. A process of its own, so that it lives on when VS Code's extension host restarts.
 */
import { createRequire } from "node:module";
import path from "node:path";

const bundle = path.join(import.meta.dirname, "..", "dist", "sandbox.js");
const { startSandbox } = createRequire(import.meta.url)(bundle);
const { url, token, publicOrigin } = await startSandbox(JSON.parse(process.argv[2] ?? "{}"));
process.stdout.write(`${JSON.stringify({ url, token, publicOrigin })}\n`);
