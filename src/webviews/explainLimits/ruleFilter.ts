import type { ExplainedRule, LimitsGuide, LimitsSubject } from "./messages";

/** Which rules the page shows. */
export type RuleKind = "all" | "changed" | "disputed" | "set";

/** Which rules are shown. */
export interface RuleFilter {
  /** Words that all have to be in a rule's texts, in any case and order. */
  readonly text: string;
  /** Id of a subject; empty for all. */
  readonly subject: string;
  readonly kind: RuleKind;
}

/** The subjects with the rules that the filter lets through; subjects without any are left out. */
export function filtered({ subjects }: LimitsGuide, filter: RuleFilter): readonly LimitsSubject[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return subjects
    .filter(({ id }) => filter.subject === "" || filter.subject === id)
    .map((subject) => ({
      ...subject,
      rules: subject.rules.filter(
        (rule) => isOfKind(rule, filter.kind) && words.every((word) => textOf(rule).includes(word)),
      ),
    }))
    .filter(({ rules }) => rules.length > 0);
}

function isOfKind(rule: ExplainedRule, kind: RuleKind): boolean {
  switch (kind) {
    case "all":
      return true;
    case "changed":
      return (
        rule.october2015.supported !== "unmentioned" &&
        (rule.october2015.supported !== rule.current.supported || rule.october2015.value !== rule.current.value)
      );
    case "disputed":
      return rule.october2015.contradiction !== undefined || rule.current.contradiction !== undefined;
    case "set":
      return rule.setting !== undefined;
  }
}

function textOf({ code, title, what, october2015, current }: ExplainedRule): string {
  const cells = [october2015, current].flatMap(({ statement, value = "", sources }) => [
    statement,
    value,
    ...sources.map((source) => `${source.title} ${source.date ?? ""}`),
  ]);
  return [code, title, what, ...cells].join(" ").toLowerCase();
}
