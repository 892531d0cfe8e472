import { computeExamples } from "../examples/compute";
import { diskExamples } from "../examples/disks";
import { guestExamples } from "../examples/guest";
import { networkExamples } from "../examples/network";
import { policyExamples } from "../examples/policy";
import { vaultExamples } from "../examples/vault";
import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";

/** The examples of the pages. Apart from the rules' registry, so that the extension's bundles do not carry them. */
export const ruleExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  ...computeExamples,
  ...diskExamples,
  ...networkExamples,
  ...guestExamples,
  ...vaultExamples,
  ...policyExamples,
};
