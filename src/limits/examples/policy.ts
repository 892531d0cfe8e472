import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { policyNameExample } from "../rules/policy/policyName";
import { scheduleFrequencyExample } from "../rules/policy/scheduleFrequency";
import { scheduleHourlyIntervalExample } from "../rules/policy/scheduleHourlyInterval";
import { instantRestoreDaysStandardExample } from "../rules/policy/instantRestoreDaysStandard";
import { instantRestoreDaysEnhancedExample } from "../rules/policy/instantRestoreDaysEnhanced";
import { retentionMaximumExample } from "../rules/policy/retentionMaximum";
import { retentionMinimumDailyExample } from "../rules/policy/retentionMinimumDaily";
import { policyVmCountExample } from "../rules/policy/policyVmCount";
import { policyCountExample } from "../rules/policy/policyCount";
import { defaultPolicyExample } from "../rules/policy/defaultPolicy";
import { policyTimeZoneExample } from "../rules/policy/policyTimeZone";

/** The examples on the pages of the rules about backup policies. */
export const policyExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "policy-name": policyNameExample,
  "schedule-frequency": scheduleFrequencyExample,
  "schedule-hourly-interval": scheduleHourlyIntervalExample,
  "instant-restore-days-standard": instantRestoreDaysStandardExample,
  "instant-restore-days-enhanced": instantRestoreDaysEnhancedExample,
  "retention-maximum": retentionMaximumExample,
  "retention-minimum-daily": retentionMinimumDailyExample,
  "policy-vm-count": policyVmCountExample,
  "policy-count": policyCountExample,
  "default-policy": defaultPolicyExample,
  "policy-time-zone": policyTimeZoneExample,
};
