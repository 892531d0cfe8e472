import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { armVmExample } from "../rules/compute/armVm";

/** The examples on the pages of the rules about machines and their sizes, security types and extensions. */
export const computeExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "arm-vm": armVmExample,
};
