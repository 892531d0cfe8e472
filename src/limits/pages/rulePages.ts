import type { Severity, Source } from "../finding";
import type { ExplainedLimit, RuleExplanation } from "./explain";
import { explain } from "./explain";
import { ruleCodes } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { hasNumber } from "../check/overrides";
import { ruleExamples } from "./ruleExamples";
import { ruleByCode } from "../ruleRegistry";
import { isSuppressionFault, suppressionFaults, type SuppressionFault } from "../suppression/suppressionFaults";

const generated = "<!-- Written by `npm run docs` from src/limits; edit the rule there, not this page. -->";

// The settings offer the same rules that have pages; the script that writes the pages writes their names into the manifest too.
export { ruleNames } from "./ruleNames";

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
  const faults = Object.keys(suppressionFaults)
    .filter((code) => isSuppressionFault(code))
    .map((code): readonly [string, string] => [`${code}.md`, suppressionPage(code)]);
  return new Map([...pages, ...faults, ["README.md", indexPage(all)]]);
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
    ...ownWay(rule),
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

/** How to go one's own way: only what has findings can be suppressed or set. */
function ownWay({ code, october2015, current }: RuleExplanation): readonly string[] {
  if (ruleByCode(code) === undefined) {
    return [];
  }
  const number = hasNumber(code) ? (current.value ?? october2015.value) : undefined;
  const setting = number === undefined ? '"warning"' : `{ "severity": "warning", "value": ${number} }`;
  return [
    "## How to suppress or set it",
    "In the template, for a resource (or for the whole template in its own `metadata`), or for the next line:",
    fenced(suppressing(code)),
    number === undefined
      ? "In the settings, as `error`, `warning`, `information`, `hint` or `off`:"
      : "In the settings, as `error`, `warning`, `information`, `hint` or `off`, and with a number of your own that holds under both matrices:",
    fenced(`"azureVmBackup.rules": { "${code}": ${setting} }`),
  ];
}

function suppressing(code: string): string {
  return [
    `"metadata": { "azureVmBackup": { "suppress": [{ "rule": "${code}", "reason": "why" }] } }`,
    "",
    `// azure-vm-backup-disable-next-line ${code} -- why`,
    `/* azure-vm-backup-disable ${code} -- why */`,
  ].join("\n");
}

/** The page of a finding about what suppresses findings. */
function suppressionPage(code: SuppressionFault): string {
  const isUnknown = code === "unknown-suppression";
  const parts = [
    generated,
    isUnknown ? "# Suppression of an unknown rule" : "# Suppression that suppresses nothing",
    `Code: \`${code}\``,
    isUnknown
      ? "A suppression names a rule that does not exist, or none at all. It has no effect, so what was to be suppressed is still shown."
      : "A suppression covers no finding. What it was written for may have been put right since, or it stands at another place than the finding.",
    "## How to fix it",
    isUnknown
      ? "Correct the name; [all rules](README.md) have theirs."
      : "Delete it, or move it to the resource or the line that is flagged.",
    "## How suppressions are written",
    "In the `metadata` of a resource they cover what is found about the resource, and what is found in its text; in the `metadata` of the template, everything. A reason may be given. Comments (JSON with comments) cover the next line that is more than a comment, or the whole template; several rules are parted by commas.",
    fenced(suppressing("data-disk-count")),
    "[All rules](README.md)",
  ];
  return `${parts.join("\n\n")}\n`;
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
    "## About suppressions",
    "Findings can be suppressed where they are found, which is checked itself: [`unknown-suppression`](unknown-suppression.md), [`unused-suppression`](unused-suppression.md).",
  ];
  return `${parts.join("\n\n")}\n`;
}

function today(rule: RuleExplanation): string {
  return rule.lifted && rule.current.severity === "none" ? "lifted" : severityWords[rule.current.severity];
}
