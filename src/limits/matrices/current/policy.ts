import type { MatrixRow, RuleCode } from "../matrix";

/** What the newest texts that could be read say of backup policies. */
export const policyRows = {} satisfies Partial<Record<RuleCode, MatrixRow>>;
