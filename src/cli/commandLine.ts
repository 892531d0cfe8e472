import { parseArgs } from "node:util";
import type { ParseArgsConfig } from "node:util";
import { isRuleCode } from "../limits/matrix";
import type { LimitsId, Severity } from "../limits/finding";
import { parseJson } from "../template/json/parseJson";
import { nodeToJson } from "../template/json/node";
import type { DeploymentPlace } from "../template/model";
import type { JsonValue } from "../template/value";
import { UsageError } from "./usageError";

export interface InspectCommand {
  readonly kind: "inspect";
  readonly template: string;
  readonly parameterFiles: readonly string[];
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly deployment: DeploymentPlace;
}

/** `off` leaves the findings of a rule out. */
export type SeverityChoice = Severity | "off";

export interface CheckCommand {
  readonly kind: "check";
  /** Files, folders and globs. */
  readonly inputs: readonly string[];
  readonly parameterFiles: readonly string[];
  readonly limits: LimitsId;
  readonly format: "text" | "json";
  readonly severities: ReadonlyMap<string, SeverityChoice>;
  readonly failOn: Severity;
}

export interface RulesCommand {
  readonly kind: "rules";
  /** Undefined: both matrices. */
  readonly limits: LimitsId | undefined;
  readonly format: "text" | "json";
}

export interface HelpCommand {
  readonly kind: "help";
  /** The command that help is asked for; undefined for the overview. */
  readonly about: string | undefined;
}

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
  "fail-on": { type: "string" },
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
    format: readFormat(values.format),
    severities: new Map((values.severity ?? []).map(readSeverity)),
    failOn: oneOf("--fail-on", values["fail-on"], severities) ?? "error",
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
  if (format === "sarif") {
    throw new UsageError("SARIF cannot be written by this version; use --format text or --format json.");
  }
  return oneOf("--format", format, formats) ?? "text";
}

function oneOf<T extends string>(option: string, given: string | undefined, choices: readonly T[]): T | undefined {
  const chosen = choices.find((choice) => choice === given);
  if (given !== undefined && chosen === undefined) {
    throw new UsageError(`${option} takes ${choices.join(", ")}; '${given}' is none of them.`);
  }
  return chosen;
}

function readSeverity(text: string): readonly [string, SeverityChoice] {
  const [rule, level] = split(text);
  if (!isRuleCode(rule)) {
    throw new UsageError(`--severity takes RULE=LEVEL; '${rule}' is no rule, 'rules' lists them.`);
  }
  const choice = oneOf<SeverityChoice>(`--severity ${rule}=LEVEL`, level ?? "", [...severities, "off"]);
  return [rule, choice ?? "off"];
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
