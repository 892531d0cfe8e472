import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { osVersionWindowsServerExample } from "../rules/guest/osVersionWindowsServer";
import { vmAgentDisabledExample } from "../rules/guest/vmAgentDisabled";

/** The examples on the pages of the rules about the guest: operating systems and the agent. */
export const guestExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "os-version-windows-server": osVersionWindowsServerExample,
  "vm-agent-disabled": vmAgentDisabledExample,
};
