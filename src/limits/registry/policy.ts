import type { Rule, RuleHeader } from "../rule";

/** The rules about backup policies, in the order in which their findings are shown: what stops a backup altogether first. */
export const policyRules: readonly Rule[] = [];

/** What is told about backup policies and needs no check, since nothing is outside of it. */
export const policyHeaders: readonly RuleHeader[] = [];
