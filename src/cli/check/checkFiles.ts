import { performance } from "node:perf_hooks";
import { checkTemplate } from "../../limits/check/checkTemplate";
import { evaluateTemplate } from "../../template/evaluateTemplate";
import type { ParameterFile } from "../../template/model";
import { isDeploymentTemplate } from "../../template/recognise";
import type { CheckCommand } from "../commandLine";
import { readText } from "../inputFiles";
import { LinkedFilesOnDisk, rootOf } from "../linkedFiles";
import { Places } from "../places";
import type { FilePlace } from "../places";
import type { CheckedFile } from "./checkedFile";
import { findingsInFiles, suppressedInFiles } from "./findingsInFiles";

type Choices = Pick<CheckCommand, "inputs" | "limits" | "rules">;

/**
 * Checks the templates among the files; the others are passed over. What a linked template and the one that links it both
 * tell is told once.
 * @throws UsageError when a file cannot be read
 */
export function checkFiles(
  files: readonly string[],
  parameterFiles: readonly ParameterFile[],
  command: Choices,
): readonly CheckedFile[] {
  const told = new Set<string>();
  const isNew = (message: string, { file, start, end }: FilePlace): boolean => {
    const key = JSON.stringify([file, start, end, message]);
    const isFirst = !told.has(key);
    told.add(key);
    return isFirst;
  };
  return files.flatMap((file) => {
    const text = readText(file);
    if (!isDeploymentTemplate(text)) {
      return [];
    }
    const checked = checkFile(file, text, parameterFiles, command);
    return [
      {
        ...checked,
        findings: checked.findings.filter((each) => isNew(`${each.finding.code} ${each.finding.message}`, each)),
        problems: checked.problems.filter((each) => isNew(each.message, each)),
      },
    ];
  });
}

function checkFile(
  file: string,
  text: string,
  parameterFiles: readonly ParameterFile[],
  { inputs, limits, rules }: Choices,
): CheckedFile {
  const started = performance.now();
  const linked = new LinkedFilesOnDisk(file, rootOf(file, inputs));
  const template = evaluateTemplate(text, { parameterFiles, files: linked });
  const { findings, suppressed, profiles } = checkTemplate(template, text, { limits, lifted: "hint", rules });
  const { problems } = template;
  const milliseconds = performance.now() - started;
  const places = new Places(file, text, linked);
  const surroundings = { profiles, places, text };
  return {
    file,
    milliseconds,
    virtualMachines: profiles.length,
    problems: problems.map((problem) => ({
      ...problem,
      ...places.of(problem.span),
      line: places.lineOf(problem.span),
    })),
    findings: findingsInFiles(findings, surroundings),
    suppressed: suppressedInFiles(suppressed, surroundings),
  };
}
