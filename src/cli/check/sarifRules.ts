import type { RuleExplanation } from "../../limits/pages/explain";
import type { LimitsId } from "../../limits/finding";
import type { JsonValue } from "../../template/value";

const levels = { error: "error", warning: "warning", information: "note", hint: "note", none: "none" } as const;

/** A rule as `reportingDescriptor` (SARIF 2.1.0, section 3.49): what a reader of code scanning sees beside a finding. */
export function sarifRule(code: string, rule: RuleExplanation | undefined, limits: LimitsId): JsonValue {
  if (rule === undefined) {
    return { id: code };
  }
  const limit = limits === "current" ? rule.current : rule.october2015;
  const helpUri = limit.sources.find(({ url }) => url !== undefined)?.url;
  return {
    id: code,
    name: code.replace(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.what },
    ...(helpUri === undefined ? {} : { helpUri }),
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    defaultConfiguration: { level: levels[limit.severity] },
    properties: { kind: rule.kind, tags: ["azure", "backup", rule.kind] },
  };
}

function helpText(rule: RuleExplanation): string {
  return [rule.what, rule.why, rule.fix, `Today: ${rule.current.statement}`].join("\n\n");
}

function helpMarkdown(rule: RuleExplanation): string {
  const limit = ({ title, statement, sources }: RuleExplanation["current"]): string => {
    const cited = sources.map((source) => {
      const name = source.url === undefined ? source.title : `[${source.title}](${source.url})`;
      return source.date === undefined ? name : `${name}, ${source.date}`;
    });
    return `**${title}:** ${statement} (${cited.join("; ")})`;
  };
  return [rule.what, rule.why, `**Fix:** ${rule.fix}`, limit(rule.current), limit(rule.october2015)].join("\n\n");
}
