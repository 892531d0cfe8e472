import type { LimitsId, Severity, Source } from "../finding";
import type { MatrixRow, RuleCode, SupportMatrix } from "../matrices/matrix";
import { current } from "../matrices/current";
import { october2015 } from "../matrices/october2015";
import { headerByCode } from "../ruleRegistry";
import type { RuleHeader, RuleText } from "../rule";

/** One matrix's word on a rule. */
export interface ExplainedLimit {
  readonly limits: LimitsId;
  /** "October 2015", "Today". */
  readonly title: string;
  readonly statement: string;
  readonly supported: MatrixRow["supported"];
  readonly severity: Severity | "none";
  /** The limit as text, when it is a number or a release. */
  readonly value: string | undefined;
  readonly sources: readonly Source[];
  /** Set when the sources disagree. */
  readonly contradiction: ExplainedContradiction | undefined;
}

/** Sources that say different things, and which of them is followed. */
export interface ExplainedContradiction {
  /** Its number among the contradictions that are known: `C4`. */
  readonly code: string;
  readonly statement: string;
  /** The one that is followed first. */
  readonly sources: readonly Source[];
}

/** Everything the hover and a page say about a rule. */
export interface RuleExplanation extends RuleText {
  readonly code: RuleCode;
  readonly title: string;
  readonly kind: RuleHeader["kind"];
  /** True when October 2015 refused it and today supports it, at least in the ordinary case. */
  readonly lifted: boolean;
  readonly october2015: ExplainedLimit;
  readonly current: ExplainedLimit;
  /** The page of the rule, relative to the root of the repository. */
  readonly page: string;
}

/** What is known of a rule or restore note under both matrices; undefined for a code that is none. */
export function explain(code: string): RuleExplanation | undefined {
  const header = headerByCode(code);
  if (header === undefined) {
    return undefined;
  }
  return {
    code: header.code,
    title: header.title(),
    kind: header.kind,
    ...header.text(),
    lifted: october2015.rows[header.code].lifted === true,
    october2015: explainLimit(october2015, header.code),
    current: explainLimit(current, header.code),
    page: `docs/rules/${header.code}.md`,
  };
}

function explainLimit(matrix: SupportMatrix, code: RuleCode): ExplainedLimit {
  const row = matrix.rows[code];
  return {
    limits: matrix.id,
    title: matrix.title(),
    statement: row.statement(),
    supported: row.supported,
    severity: row.severity,
    value: typeof row.value === "object" ? row.value.join(", ") : row.value?.toString(),
    sources: row.sources,
    contradiction: explainContradiction(row),
  };
}

function explainContradiction({ contradiction }: MatrixRow): ExplainedContradiction | undefined {
  return contradiction === undefined
    ? undefined
    : { code: contradiction.code, statement: contradiction.statement(), sources: contradiction.sources };
}
