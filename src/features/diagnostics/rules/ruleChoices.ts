import type { RuleCode } from "../../../limits/matrices/matrix";
import { ruleHeaders } from "../../../limits/ruleRegistry";

/** A rule or restore note, for a list to choose from. */
export interface RuleChoice {
  readonly code: RuleCode;
  readonly title: string;
  /** What it looks at. */
  readonly what: string;
}

/** Everything that has a page about limits. */
export function ruleChoices(): readonly RuleChoice[] {
  return ruleHeaders.map(({ code, title, text }) => ({ code, title: title(), what: text().what }));
}
