import { styleText } from "node:util";
import type { Severity, Source } from "../../limits/finding";
import type { Compared } from "./baseline";
import type { CheckedFile, FileFinding, FileProblem } from "./checkedFile";
import { excerpt } from "./excerpt";

/** How the text is written. */
export interface TextStyle {
  /** With colours, for a terminal. */
  readonly colour: boolean;
}

/**
 * The text of `check` for people: findings and problems by file, each with its line and a caret, lines and columns counted from
 * one, and a line that sums up.
 */
export function checkText({ files, gone }: Compared, { colour }: TextStyle): string {
  const paint: Paint = colour
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_style, text) => text;
  const blocks = files.flatMap((file) => fileBlocks(file, paint));
  return [...blocks, summary(files, gone)].map((block) => `${block}\n`).join("\n");
}

type Style = "red" | "yellow" | "cyan" | "gray" | "bold";
type Paint = (style: Style, text: string) => string;

const severityStyles: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  information: "cyan",
  hint: "gray",
};

interface Entry {
  readonly of: FileFinding | FileProblem;
  readonly head: string;
  readonly notes: readonly string[];
}

function fileBlocks({ findings, problems }: CheckedFile, paint: Paint): readonly string[] {
  const entries: readonly Entry[] = [
    ...findings.filter(({ inBaseline }) => !inBaseline).map((found) => findingEntry(found, paint)),
    ...problems.map((problem) => ({
      of: problem,
      head: `${paint("yellow", "template")}: ${problem.message}`,
      notes: [],
    })),
  ];
  return entries.toSorted((a, b) => compare(a.of, b.of)).map((entry) => entryText(entry, paint));
}

function compare(a: Entry["of"], b: Entry["of"]): number {
  return a.file < b.file
    ? -1
    : a.file > b.file
      ? 1
      : a.start.line - b.start.line || a.start.character - b.start.character;
}

function findingEntry(of: FileFinding, paint: Paint): Entry {
  const { finding, fixes } = of;
  const { severity } = finding;
  const certainty = finding.certainty === "possible" ? " (possible)" : "";
  return {
    of,
    head: `${paint(severityStyles[severity], severity)}${certainty}: ${finding.message} ${paint("gray", `[${finding.code}]`)}`,
    notes: [
      `source: ${citation(finding.source)}`,
      ...(finding.decidedBy.length > 0 ? [`decided by: ${finding.decidedBy.join(", ")}`] : []),
      ...fixes.map(({ title }) => `fix: ${title}`),
    ],
  };
}

function citation({ title, date }: Source): string {
  return date === undefined ? title : `${title}, ${date}`;
}

function entryText({ of, head, notes }: Entry, paint: Paint): string {
  const { file, start, line } = of;
  const lines = excerpt(line, of);
  const gutter = " ".repeat(String(start.line + 1).length);
  return [
    `${paint("bold", `${file}:${start.line + 1}:${start.character + 1}`)} ${head}`,
    ...lines,
    ...notes.map((note) => paint("gray", `${gutter} = ${note}`)),
  ].join("\n");
}

function summary(files: readonly CheckedFile[], gone: number): string {
  const machines = files.reduce((sum, file) => sum + file.virtualMachines, 0);
  const all = files.flatMap((file) => file.findings);
  const accepted = all.filter(({ inBaseline }) => inBaseline).length;
  const problems = files.reduce((sum, file) => sum + file.problems.length, 0);
  const suppressed = files.reduce((sum, file) => sum + file.suppressed.length, 0);
  const told = [
    counted(all.length - accepted, "finding"),
    ...(problems > 0 ? [counted(problems, "template problem")] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(accepted > 0 ? [`${accepted} accepted by the baseline`] : []),
  ];
  const place = `in ${counted(files.length, "template")} with ${counted(machines, "virtual machine")}`;
  const stale =
    gone === 0
      ? ""
      : `\n${counted(gone, "entry of the baseline", "entries of the baseline")} no longer found; --write-baseline drops them.`;
  return `${told.join(", ")} ${place}.${stale}`;
}

function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
