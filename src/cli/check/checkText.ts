import type { CheckedFile } from "./checkFiles";

/** The text of `check`: findings and problems by file, lines and columns counted from one, and a line that sums up. */
export function checkText(files: readonly CheckedFile[]): string {
  const blocks = files.flatMap(({ file, findings, problems }) => {
    const lines = [
      ...findings.map(({ finding, severity, start }) => ({
        start,
        columns: [severity, finding.message, finding.code],
      })),
      ...problems.map(({ message, start }) => ({ start, columns: ["template", message, ""] })),
    ].sort((a, b) => a.start.line - b.start.line || a.start.character - b.start.character);
    return lines.length === 0 ? [] : [[file, ...lines.map(lineText)].join("\n")];
  });
  return [...blocks, summary(files)].map((block) => `${block}\n`).join("\n");
}

function lineText({
  start,
  columns: [level = "", message = "", code = ""],
}: {
  readonly start: { readonly line: number; readonly character: number };
  readonly columns: readonly string[];
}): string {
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
