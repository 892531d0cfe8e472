import process from "node:process";
import { run } from "./run";

/** The entry of the bundle `dist/cli.js`. */
const { output, errors, exitCode } = run(process.argv.slice(2), {
  // https://no-color.org
  colour: process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "",
});
// A reader that stops early (`| head`) is no error.
process.stdout.on("error", () => undefined);
process.stdout.write(output);
process.stderr.write(errors);
// Not exit(): a pipe may still have to take the output.
process.exitCode = exitCode;
