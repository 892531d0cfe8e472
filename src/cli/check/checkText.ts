import type { TextPosition } from "../../template/positions";
import type { CheckedFile } from "./checkFiles";

/** The text of `check`: findings and problems by file, lines and columns counted from one, and a line that sums up. */
export function checkText(files: readonly CheckedFile[]): string {
  const blocks = [...linesByFile(files)].map(([file, lines]) => {
    const sorted = lines.sort((a, b) => a.start.line - b.start.line || a.start.character - b.start.character);
    return [file, ...sorted.map(lineText)].join("\n");
  });
  return [...blocks, summary(files)].map((block) => `${block}\n`).join("\n");
}

interface Line {
  readonly start: TextPosition;
  readonly columns: readonly string[];
}

/** What is told of each file, in the order of the templates; a linked file stands after the first template that links it. */
function linesByFile(files: readonly CheckedFile[]): ReadonlyMap<string, Line[]> {
  const byFile = new Map<string, Line[]>();
  const add = (file: string, line: Line): void => {
    const lines = byFile.get(file);
    if (lines === undefined) {
      byFile.set(file, [line]);
    } else {
      lines.push(line);
    }
  };
  for (const { findings, problems } of files) {
    for (const { finding, severity, file, start } of findings) {
      add(file, { start, columns: [severity, finding.message, finding.code] });
    }
    for (const { message, file, start } of problems) {
      add(file, { start, columns: ["template", message, ""] });
    }
  }
  return byFile;
}

function lineText({ start, columns: [level = "", message = "", code = ""] }: Line): string {
  const place = `${start.line + 1}:${start.character + 1}`;
  return `  ${place.padEnd(8)} ${level.padEnd(11)} ${message}${code === "" ? "" : `  ${code}`}`;
}

function summary(files: readonly CheckedFile[]): string {
  const machines = files.reduce((sum, file) => sum + file.virtualMachines, 0);
  const findings = files.reduce((sum, file) => sum + file.findings.length, 0);
  const problems = files.reduce((sum, file) => sum + file.problems.length, 0);
  const told = [counted(findings, "finding"), ...(problems > 0 ? [counted(problems, "template problem")] : [])];
  return `${told.join(" and ")} in ${counted(files.length, "template")} with ${counted(machines, "virtual machine")}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
