/** The command lines of the scripts. */
import fs from "node:fs";
import { parseArgs } from "node:util";
import { Failure } from "./failure.mjs";

/**
 * What `parseArgs` reads. `--help` prints the help and ends the process; an option that is not there is one sentence.
 * @param {string} help all that the script has to say about its options
 * @param {import("node:util").ParseArgsConfig} config the options, without `--help`
 */
export function readArguments(help, config) {
  const options = { ...config.options, help: { type: "boolean", short: "h", default: false } };
  let read;
  try {
    read = parseArgs({ ...config, options });
  } catch (error) {
    throw new Failure(`${error.message.split(". To specify")[0]}; --help tells the options.`);
  }
  if (read.values.help) {
    process.stdout.write(`${help.trim()}\n`);
    process.exit(0);
  }
  return read;
}

/** The comment at the head of a script, which tells what it does and takes: the same words for readers and for `--help`. */
export function headOf(script) {
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(fs.readFileSync(script, "utf8"))?.[1] ?? "";
  return comment.replace(/^ ?\* ?/gm, "").trim();
}
