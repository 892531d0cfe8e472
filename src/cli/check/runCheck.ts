import type { CheckCommand } from "../commandLine";
import { severities } from "../commandLine";
import { expandInputs, readParameterFiles } from "../inputFiles";
import type { CommandResult } from "../result";
import { checkFiles } from "./checkFiles";
import { checkJson } from "./checkJson";
import { checkText } from "./checkText";

/** `check`: exit code 1 when a finding is at least as grave as `--fail-on` says. */
export function runCheck(command: CheckCommand): CommandResult {
  const parameterFiles = readParameterFiles(command.parameterFiles);
  const files = checkFiles(expandInputs(command.inputs), parameterFiles, command);
  const output =
    command.format === "json"
      ? `${JSON.stringify(checkJson(files, command.limits), undefined, 2)}\n`
      : checkText(files);
  const gravest = severities.slice(0, severities.indexOf(command.failOn) + 1);
  const fails = files.some(({ findings }) => findings.some(({ severity }) => gravest.includes(severity)));
  return { output, exitCode: fails ? 1 : 0 };
}
