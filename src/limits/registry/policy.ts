import type { Rule, RuleHeader } from "../rule";
import { policyName } from "../rules/policy/policyName";
import { scheduleFrequency } from "../rules/policy/scheduleFrequency";
import { scheduleHourlyInterval } from "../rules/policy/scheduleHourlyInterval";
import { instantRestoreDaysStandard } from "../rules/policy/instantRestoreDaysStandard";
import { instantRestoreDaysEnhanced } from "../rules/policy/instantRestoreDaysEnhanced";
import { retentionMaximum } from "../rules/policy/retentionMaximum";
import { retentionMinimumDaily } from "../rules/policy/retentionMinimumDaily";
import { policyVmCount } from "../rules/policy/policyVmCount";
import { policyCount } from "../rules/policy/policyCount";
import { defaultPolicy } from "../rules/policy/defaultPolicy";
import { policyTimeZone } from "../rules/policy/policyTimeZone";

/** The rules about backup policies, in the order in which their findings are shown: what stops a backup altogether first. */
export const policyRules: readonly Rule[] = [
  policyName,
  scheduleFrequency,
  scheduleHourlyInterval,
  instantRestoreDaysStandard,
  instantRestoreDaysEnhanced,
  retentionMaximum,
  retentionMinimumDaily,
  policyVmCount,
  policyCount,
  defaultPolicy,
  policyTimeZone,
];

/** What is told about backup policies and needs no check, since nothing is outside of it. */
export const policyHeaders: readonly RuleHeader[] = [];
