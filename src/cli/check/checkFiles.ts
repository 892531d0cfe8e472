import { performance } from "node:perf_hooks";
import { checkTemplate } from "../../limits/checkTemplate";
import type { Finding, Severity } from "../../limits/finding";
import { evaluateTemplate } from "../../template/evaluateTemplate";
import type { ParameterFile, TemplateProblem } from "../../template/model";
import { isDeploymentTemplate } from "../../template/recognise";
import type { CheckCommand, SeverityChoice } from "../commandLine";
import { readText } from "../inputFiles";
import { LinkedFilesOnDisk, rootOf } from "../linkedFiles";
import { Places } from "../places";
import type { FilePlace } from "../places";

/** A finding in a file: in the template, or in one that it links. */
export interface FileFinding extends FilePlace {
  readonly finding: Finding;
  /** The finding's own, or what the command line makes of it. */
  readonly severity: Severity;
  /** jsonPath of the machine's declaration. */
  readonly vm: string;
  /** The deployments through which the machine comes. */
  readonly via: readonly string[];
}

/** One template and what was found in it. */
export interface CheckedFile {
  readonly file: string;
  readonly milliseconds: number;
  /** Declared machines, each instance of a copy loop for itself. */
  readonly virtualMachines: number;
  readonly findings: readonly FileFinding[];
  readonly problems: readonly (TemplateProblem & FilePlace)[];
}

type Choices = Pick<CheckCommand, "inputs" | "limits" | "severities">;

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
  { inputs, limits, severities }: Choices,
): CheckedFile {
  const started = performance.now();
  const linked = new LinkedFilesOnDisk(file, rootOf(file, inputs));
  const template = evaluateTemplate(text, { parameterFiles, files: linked });
  const { findings, profiles } = checkTemplate(template, { limits, lifted: "hint" });
  const { problems } = template;
  const milliseconds = performance.now() - started;
  const places = new Places(file, text, linked);
  const declarations = new Map(profiles.map(({ id, declaration }) => [id, declaration]));
  return {
    file,
    milliseconds,
    virtualMachines: profiles.length,
    problems: problems.map((problem) => ({ ...problem, ...places.of(problem.span) })),
    findings: findings.flatMap((finding) => {
      const severity = severityOf(finding, severities.get(finding.code));
      const span = finding.place?.span ?? { offset: 0, length: 0 };
      const declaration = declarations.get(finding.vm);
      const machine = { vm: declaration?.jsonPath ?? finding.vm, via: declaration?.via ?? [] };
      return severity === "off" ? [] : [{ finding, severity, ...machine, ...places.of(span) }];
    }),
  };
}

/** What is only possible, or lifted since, stays as quiet as it is: the choice is about what is certain to go wrong. */
function severityOf(finding: Finding, choice: SeverityChoice | undefined): SeverityChoice {
  if (choice === undefined || choice === "off") {
    return choice ?? finding.severity;
  }
  return finding.certainty === "certain" && !finding.lifted ? choice : finding.severity;
}
