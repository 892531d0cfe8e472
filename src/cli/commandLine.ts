import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";
import type { RuleOverride } from "../limits/check/checkOptions";
import type { LimitsId, Severity } from "../limits/finding";
import { readOverrides } from "../limits/check/overrides";
import { parseJson } from "../template/json/parseJson";
import { nodeToJson } from "../template/json/node";
import type { DeploymentPlace } from "../template/model";
import type { JsonValue } from "../template/value";
import { UsageError } from "./usageError";

/** `inspect`: what a template deploys. */
export interface InspectCommand {
  readonly kind: "inspect";
  readonly template: string;
  readonly parameterFiles: readonly string[];
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly deployment: DeploymentPlace;
}

/** `check`: what cannot be backed up, and why. */
export interface CheckCommand {
  readonly kind: "check";
  /** Files, folders and globs. */
  readonly inputs: readonly string[];
  readonly parameterFiles: readonly string[];
  readonly limits: LimitsId;
  readonly format: "text" | "json" | "sarif";
  /** Severities and numbers in the place of the matrix's, by code of the rule. */
  readonly rules: Readonly<Record<string, RuleOverride>>;
  readonly failOn: Severity;
  /** Text and SARIF leave hints out unless this is set; JSON always has them. */
  readonly hints: boolean;
  /** File with the findings that are accepted. */
  readonly baseline: string | undefined;
  /** File to write all findings to, so that they are accepted from now on. */
  readonly writeBaseline: string | undefined;
}

/** `rules`: the rules with both matrices. */
export interface RulesCommand {
  readonly kind: "rules";
  /** Undefined: both matrices. */
  readonly limits: LimitsId | undefined;
  readonly format: "text" | "json";
}

/** `help`: the options of a command, or the overview. */
export interface HelpCommand {
  readonly kind: "help";
  /** The command that help is asked for; undefined for the overview. */
  readonly about: string | undefined;
}

/** What the user has asked for. */
export type Command = InspectCommand | CheckCommand | RulesCommand | HelpCommand;

type Options = NonNullable<ParseArgsConfig["options"]>;

/** From the gravest. */
export const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

const limitsIds: readonly LimitsId[] = ["current", "2015-10"];
const formats = ["text", "json"] as const;

const inspectOptions = {
  parameters: { type: "string", multiple: true },
  set: { type: "string", multiple: true },
  subscription: { type: "string" },
  "resource-group": { type: "string" },
  location: { type: "string" },
} as const satisfies Options;

const checkOptions = {
  parameters: { type: "string", multiple: true },
  limits: { type: "string" },
  format: { type: "string" },
  severity: { type: "string", multiple: true },
  value: { type: "string", multiple: true },
  "fail-on": { type: "string" },
  hints: { type: "boolean" },
  baseline: { type: "string" },
  "write-baseline": { type: "string" },
} as const satisfies Options;

const rulesOptions = { limits: { type: "string" }, format: { type: "string" } } as const satisfies Options;

/**
 * Reads the words after the program's name.
 * @throws UsageError with a sentence that says what is wrong
 */
export function readCommand(words: readonly string[]): Command {
  const [command, ...rest] = words;
  if (command === undefined || command === "help" || command === "--help" || command === "-h") {
    return { kind: "help", about: command === "help" ? rest[0] : undefined };
  }
  const reader = readers[command];
  if (reader === undefined) {
    throw new UsageError(`There is no command '${command}'; the commands are inspect, check, rules and help.`);
  }
  const end = rest.indexOf("--");
  const asksForHelp = (end < 0 ? rest : rest.slice(0, end)).some((word) => word === "--help" || word === "-h");
  return asksForHelp ? { kind: "help", about: command } : reader(rest);
}

const readers: Readonly<Record<string, (words: readonly string[]) => Command>> = {
  inspect: readInspect,
  check: readCheck,
  rules: readRules,
};

function readInspect(words: readonly string[]): InspectCommand {
  const { values, positionals } = parse(words, inspectOptions);
  const [template, ...others] = positionals;
  if (template === undefined || others.length > 0) {
    throw new UsageError(`inspect takes one template, but ${positionals.length} are given.`);
  }
  return {
    kind: "inspect",
    template,
    parameterFiles: values.parameters ?? [],
    parameters: Object.fromEntries((values.set ?? []).map(readAssignment)),
    deployment: {
      subscriptionId: values.subscription,
      resourceGroup: values["resource-group"],
      location: values.location,
    },
  };
}

function readCheck(words: readonly string[]): CheckCommand {
  const { values, positionals } = parse(words, checkOptions);
  if (positionals.length === 0) {
    throw new UsageError("check takes at least one file, folder or glob.");
  }
  return {
    kind: "check",
    inputs: positionals,
    parameterFiles: values.parameters ?? [],
    limits: oneOf("--limits", values.limits, limitsIds) ?? "current",
    format: oneOf("--format", values.format, [...formats, "sarif"]) ?? "text",
    rules: readRuleChoices(values.severity ?? [], values.value ?? []),
    failOn: oneOf("--fail-on", values["fail-on"], severities) ?? "error",
    hints: values.hints ?? false,
    baseline: values.baseline,
    writeBaseline: values["write-baseline"],
  };
}

function readRules(words: readonly string[]): RulesCommand {
  const { values, positionals } = parse(words, rulesOptions);
  if (positionals[0] !== undefined) {
    throw new UsageError(`rules takes no files, but '${positionals[0]}' is given.`);
  }
  return {
    kind: "rules",
    limits: oneOf("--limits", values.limits, limitsIds),
    format: readFormat(values.format),
  };
}

function parse<T extends Options>(
  words: readonly string[],
  options: T,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>> {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's own first sentence says which option it is; what follows is about the syntax of `--`.
    throw new UsageError(error instanceof Error ? firstSentence(error.message) : String(error));
  }
}

function firstSentence(message: string): string {
  const [first = message] = message.split(/\. |\n/);
  return `${first.replace(/\.$/, "")}.`;
}

function readFormat(format: string | undefined): "text" | "json" {
  return oneOf("--format", format, formats) ?? "text";
}

function oneOf<T extends string>(option: string, given: string | undefined, choices: readonly T[]): T | undefined {
  const chosen = choices.find((choice) => choice === given);
  if (given !== undefined && chosen === undefined) {
    throw new UsageError(`${option} takes ${choices.join(", ")}; '${given}' is none of them.`);
  }
  return chosen;
}

/** What `--severity RULE=LEVEL` and `--value RULE=NUMBER` choose, judged like the setting of the editor. */
function readRuleChoices(
  levels: readonly string[],
  numbers: readonly string[],
): Readonly<Record<string, RuleOverride>> {
  const setting: Record<string, { severity?: string; value?: number }> = {};
  for (const text of levels) {
    const [rule, severity = ""] = split(text);
    setting[rule] = { ...setting[rule], severity };
  }
  for (const text of numbers) {
    const [rule, value = ""] = split(text);
    setting[rule] = { ...setting[rule], value: value === "" ? Number.NaN : Number(value) };
  }
  const { rules, faults } = readOverrides(setting);
  const [fault] = faults;
  if (fault !== undefined) {
    throw new UsageError(`${fault.message} 'azure-vm-backup rules' lists them.`);
  }
  return rules;
}

function readAssignment(text: string): readonly [string, JsonValue] {
  const [name, json] = split(text);
  if (name === "" || json === undefined) {
    throw new UsageError(`--set takes NAME=JSON, but '${text}' is given.`);
  }
  const { root, faults } = parseJson(json);
  if (root === undefined || faults.length > 0) {
    throw new UsageError(`--set ${name}: '${json}' is not JSON; texts need double quotes: --set '${name}="text"'.`);
  }
  return [name, nodeToJson(root)];
}

function split(text: string): readonly [string, string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
