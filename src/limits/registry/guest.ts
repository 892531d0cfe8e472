import type { Rule, RuleHeader } from "../rule";
import { osVersionWindowsServer } from "../rules/guest/osVersionWindowsServer";
import { vmAgentDisabled } from "../rules/guest/vmAgentDisabled";

/** The rules about the guest: operating systems and the agent, in the order in which their findings are shown: what stops a backup altogether first. */
export const guestRules: readonly Rule[] = [osVersionWindowsServer, vmAgentDisabled];

/** What is told about the guest: operating systems and the agent and needs no check, since nothing is outside of it. */
export const guestHeaders: readonly RuleHeader[] = [];
