import { version } from "../../../package.json";
import type { CheckCommand } from "../commandLine";
import { severities } from "../commandLine";
import { expandInputs, readParameterFiles } from "../inputFiles";
import type { CommandResult } from "../result";
import { compareWith, readBaseline, writeBaseline } from "./baseline";
import type { Compared } from "./baseline";
import type { FileFinding } from "./checkedFile";
import { checkFiles } from "./checkFiles";
import { checkJson } from "./checkJson";
import { checkText } from "./checkText";
import { sarifLog } from "./sarif";

/**
 * `check`: exit code 1 when a finding that no baseline accepts is at least as grave as `--fail-on` says.
 * @param colour whether the text is for a terminal that shows colours
 */
export function runCheck(command: CheckCommand, colour: boolean): CommandResult {
  const parameterFiles = readParameterFiles(command.parameterFiles);
  const files = checkFiles(expandInputs(command.inputs), parameterFiles, command);
  if (command.writeBaseline !== undefined) {
    writeBaseline(command.writeBaseline, files);
    const count = files.reduce((sum, { findings }) => sum + findings.length, 0);
    return { output: `${command.writeBaseline} accepts ${count} findings.\n`, exitCode: 0 };
  }
  const baseline = command.baseline === undefined ? undefined : readBaseline(command.baseline);
  const compared = compareWith(baseline ?? new Map(), files);
  const gravest = severities.slice(0, severities.indexOf(command.failOn) + 1);
  const fails = compared.files.some(({ findings }) =>
    findings.some(({ finding, inBaseline }) => !inBaseline && gravest.includes(finding.severity)),
  );
  return { output: written(compared, command, baseline !== undefined, colour), exitCode: fails ? 1 : 0 };
}

function written(
  compared: Compared,
  { format, limits, hints }: CheckCommand,
  hasBaseline: boolean,
  colour: boolean,
): string {
  if (format === "json") {
    return `${JSON.stringify(checkJson(compared.files, limits), undefined, 2)}\n`;
  }
  const shown = hints ? compared : withoutHints(compared);
  const { files } = shown;
  switch (format) {
    case "sarif":
      return `${JSON.stringify(sarifLog({ files, limits, version, hasBaseline }), undefined, 2)}\n`;
    case "text":
      return checkText(shown, { colour });
  }
}

function withoutHints(compared: Compared): Compared {
  const isLoud = ({ finding }: FileFinding): boolean => finding.severity !== "hint";
  return {
    ...compared,
    files: compared.files.map((file) => ({ ...file, findings: file.findings.filter(isLoud) })),
  };
}
