import type { RulesCommand } from "./commandLine";
import type { ExplainedLimit, RuleExplanation } from "../limits/pages/explain";
import { explain } from "../limits/pages/explain";
import type { LimitsId } from "../limits/finding";
import { ruleCodes } from "../limits/matrices/matrix";
import type { JsonValue } from "../template/value";
import type { CommandResult } from "./result";
import { sourceJson } from "./wire/wireSource";

/** `rules`: every rule and restore note with what the matrices say of it. */
export function runRules({ limits, format }: RulesCommand): CommandResult {
  const rules = ruleCodes.map(explain).filter((rule) => rule !== undefined);
  const chosen: readonly LimitsId[] = limits === undefined ? ["current", "2015-10"] : [limits];
  const output =
    format === "json"
      ? `${JSON.stringify({ schemaVersion: 1, rules: rules.map((rule) => ruleJson(rule, chosen)) }, undefined, 2)}\n`
      : rules.map((rule) => ruleText(rule, chosen)).join("\n");
  return { output, exitCode: 0 };
}

function limitsOf(rule: RuleExplanation, chosen: readonly LimitsId[]): readonly ExplainedLimit[] {
  return [rule.current, rule.october2015].filter(({ limits }) => chosen.includes(limits));
}

function ruleJson(rule: RuleExplanation, chosen: readonly LimitsId[]): JsonValue {
  const limits = limitsOf(rule, chosen);
  const each = (read: (limit: ExplainedLimit) => JsonValue): JsonValue =>
    Object.fromEntries(limits.map((limit) => [limit.limits, read(limit)]));
  const { code, title, kind, what, why, fix, page } = rule;
  return {
    id: code,
    title,
    kind,
    what,
    why,
    fix,
    page,
    severity: each(({ severity }) => severity),
    limit: each(({ value, supported, statement }) => ({ value: value ?? null, supported, statement })),
    sources: each(({ sources }) => sources.map(sourceJson)),
  };
}

function ruleText(rule: RuleExplanation, chosen: readonly LimitsId[]): string {
  const lines = limitsOf(rule, chosen).map(
    ({ limits, severity, statement }) => `  ${`${limits}:`.padEnd(9)} ${severity.padEnd(11)} ${statement}`,
  );
  return [`${rule.code}: ${rule.title}`, ...lines, ""].join("\n");
}
