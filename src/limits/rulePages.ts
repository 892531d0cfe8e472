import type { Severity, Source } from "./finding";
import type { ExplainedLimit, RuleExplanation } from "./explain";
import { explain } from "./explain";
import { ruleCodes } from "./matrices/matrix";
import type { RuleExample } from "./rule";
import { ruleExamples } from "./ruleExamples";

const generated = "<!-- Written by `npm run docs` from src/limits; edit the rule there, not this page. -->";

const severityWords: Readonly<Record<Severity | "none", string>> = {
  error: "error",
  warning: "warning",
  information: "information",
  hint: "hint",
  none: "no finding",
};

const supportWords: Readonly<Record<ExplainedLimit["supported"], string>> = {
  yes: "supported",
  no: "not supported",
  conditional: "supported with conditions",
  unmentioned: "not mentioned",
};

/** The pages of docs/rules: file name → Markdown, one for each rule and restore note and an index. */
export function rulePages(): ReadonlyMap<string, string> {
  const all = ruleCodes.map(explain).filter((explanation) => explanation !== undefined);
  const pages = all.map((rule): readonly [string, string] => [`${rule.code}.md`, rulePage(rule)]);
  return new Map([...pages, ["README.md", indexPage(all)]]);
}

function rulePage(rule: RuleExplanation): string {
  const parts = [
    generated,
    `# ${rule.title}`,
    `Code: \`${rule.code}\``,
    rule.what,
    "## Why it matters",
    rule.why,
    "## The limit, then and now",
    limitTable(rule),
    ...afterwards(rule),
    ...contradictionOf(rule.current),
    ...examples(ruleExamples[rule.code]),
    "## How to fix it",
    rule.fix,
    "## Sources",
    "October 2015:",
    sourceList(rule.october2015.sources),
    "Today:",
    sourceList(rule.current.sources),
    "[All rules](README.md)",
  ];
  return `${parts.join("\n\n")}\n`;
}

function limitTable({ october2015, current }: RuleExplanation): string {
  const row = (name: string, of: (limit: ExplainedLimit) => string): string =>
    `| ${name} | ${of(october2015)} | ${of(current)} |`;
  const lines = [
    "| | October 2015 (`2015-10`) | Today (`current`) |",
    "|---|---|---|",
    row("What the text says", (limit) => limit.statement),
    row("In a word", (limit) => supportWords[limit.supported]),
  ];
  if (october2015.value !== undefined || current.value !== undefined) {
    lines.push(row("Value", (limit) => limit.value ?? "none"));
  }
  lines.push(row("A finding is", (limit) => severityWords[limit.severity]));
  return lines.join("\n");
}

function afterwards(rule: RuleExplanation): readonly string[] {
  if (rule.kind === "restore") {
    return ["No template shows it: the readiness panel of a VM and the hover tell it, under both matrices."];
  }
  if (rule.code === "arm-vm") {
    return ["Under `2015-10` there is one finding for a whole template; under `current` the rule is silent."];
  }
  if (rule.lifted && rule.current.severity !== "none") {
    return [
      "Partly lifted since: under `current`, what October 2015 refused and today supports is a hint that `azureVmBackup.liftedLimits` can make louder or switch off.",
    ];
  }
  return rule.lifted
    ? ["Lifted since: under `current` it is a hint that `azureVmBackup.liftedLimits` can make louder or switch off."]
    : [];
}

function contradictionOf({ contradiction }: ExplainedLimit): readonly string[] {
  if (contradiction === undefined) {
    return [];
  }
  const { code, statement, sources } = contradiction;
  return ["## Where the sources disagree", `${statement} (${code})`, sourceList(sources)];
}

function examples(example: RuleExample | undefined): readonly string[] {
  return example === undefined ? [] : ["## Flagged", fenced(example.bad), "## Not flagged", fenced(example.good)];
}

function fenced(text: string): string {
  return `\`\`\`jsonc\n${text}\n\`\`\``;
}

function sourceList(sources: readonly Source[]): string {
  return sources.map(sourceLine).join("\n");
}

function sourceLine({ title, url, date }: Source): string {
  const name = url === undefined ? title : `[${title}](${url})`;
  return `- ${name}, ${date ?? "no date shown"}`;
}

function indexPage(all: readonly RuleExplanation[]): string {
  const line = (rule: RuleExplanation): string =>
    `| [\`${rule.code}\`](${rule.code}.md) | ${rule.title} | ${severityWords[rule.october2015.severity]} | ${today(rule)} |`;
  const table = (rules: readonly RuleExplanation[]): string =>
    ["| Rule | About | October 2015 | Today |", "|---|---|---|---|", ...rules.map(line)].join("\n");
  const parts = [
    generated,
    "# Rules",
    "What the extension looks for in ARM templates and in running VMs, and how grave it is under each support matrix. The setting `azureVmBackup.limits` chooses the matrix.",
    table(all.filter((rule) => rule.kind !== "restore")),
    "## Met only at a restore",
    table(all.filter((rule) => rule.kind === "restore")),
  ];
  return `${parts.join("\n\n")}\n`;
}

function today(rule: RuleExplanation): string {
  return rule.lifted && rule.current.severity === "none" ? "lifted" : severityWords[rule.current.severity];
}
