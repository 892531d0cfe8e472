import type { MatrixRow, RuleCode } from "../matrix";

/** What the article of 23 October 2015 says of backup policies. */
export const policyRows = {} satisfies Partial<Record<RuleCode, MatrixRow>>;
