import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";

/** The examples on the pages of the rules about backup policies. */
export const policyExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {};
