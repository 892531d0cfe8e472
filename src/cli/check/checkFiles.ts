import { performance } from "node:perf_hooks";
import { checkTemplate } from "../../limits/checkTemplate";
import type { Finding, Severity } from "../../limits/finding";
import { evaluateTemplate } from "../../template/evaluateTemplate";
import type { ParameterFile, TemplateProblem } from "../../template/model";
import { Positions } from "../../template/positions";
import type { TextPosition } from "../../template/positions";
import { isDeploymentTemplate } from "../../template/recognise";
import type { CheckCommand, SeverityChoice } from "../commandLine";
import { readText } from "../inputFiles";

/** A finding in a file. */
export interface FileFinding {
  readonly finding: Finding;
  /** The finding's own, or what the command line makes of it. */
  readonly severity: Severity;
  readonly file: string;
  readonly start: TextPosition;
  readonly end: TextPosition;
  /** jsonPath of the machine's declaration; undefined for a finding about something else. */
  readonly vm: string | undefined;
}

/** One template and what was found in it. */
export interface CheckedFile {
  readonly file: string;
  readonly milliseconds: number;
  /** Declared machines, each instance of a copy loop for itself. */
  readonly virtualMachines: number;
  readonly findings: readonly FileFinding[];
  readonly problems: readonly (TemplateProblem & { readonly start: TextPosition; readonly end: TextPosition })[];
}

/**
 * Checks the templates among the files; the others are passed over.
 * @throws UsageError when a file cannot be read
 */
export function checkFiles(
  files: readonly string[],
  parameterFiles: readonly ParameterFile[],
  command: Pick<CheckCommand, "limits" | "severities">,
): readonly CheckedFile[] {
  return files.flatMap((file) => {
    const text = readText(file);
    return isDeploymentTemplate(text) ? [checkFile(file, text, parameterFiles, command)] : [];
  });
}

function checkFile(
  file: string,
  text: string,
  parameterFiles: readonly ParameterFile[],
  { limits, severities }: Pick<CheckCommand, "limits" | "severities">,
): CheckedFile {
  const started = performance.now();
  const template = evaluateTemplate(text, { parameterFiles });
  const { findings, profiles } = checkTemplate(template, text, { limits, lifted: "hint" });
  const { problems } = template;
  const milliseconds = performance.now() - started;
  const positions = new Positions(text);
  const declarations = new Map(profiles.map(({ id, declaration }) => [id, declaration?.jsonPath ?? id]));
  const rangeOf = (span: { readonly offset: number; readonly length: number }) => ({
    start: positions.at(span.offset),
    end: positions.at(span.offset + span.length),
  });
  return {
    file,
    milliseconds,
    virtualMachines: profiles.length,
    problems: problems.map((problem) => ({ ...problem, ...rangeOf(problem.span) })),
    findings: findings.flatMap((finding) => {
      const severity = severityOf(finding, severities.get(finding.code));
      const span = finding.place?.span ?? { offset: 0, length: 0 };
      const vm = finding.vm === undefined ? undefined : (declarations.get(finding.vm) ?? finding.vm);
      return severity === "off" ? [] : [{ finding, severity, file, vm, ...rangeOf(span) }];
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
