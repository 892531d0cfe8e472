import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { agentlessConditionsExample } from "../rules/guest/agentlessConditions";
import { extensionOperationsDisabledExample } from "../rules/guest/extensionOperationsDisabled";
import { os32bitExample } from "../rules/guest/os32bit";
import { osCoreosExample } from "../rules/guest/osCoreos";
import { osCustomImageExample } from "../rules/guest/osCustomImage";
import { osVersionLinuxExample } from "../rules/guest/osVersionLinux";
import { osVersionWindowsClientExample } from "../rules/guest/osVersionWindowsClient";
import { windowsArm64AgentExample } from "../rules/guest/windowsArm64Agent";
import { osVersionWindowsServerExample } from "../rules/guest/osVersionWindowsServer";
import { vmAgentDisabledExample } from "../rules/guest/vmAgentDisabled";

/** The examples on the pages of the rules about the guest: operating systems and the agent. */
export const guestExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "agentless-conditions": agentlessConditionsExample,
  "extension-operations-disabled": extensionOperationsDisabledExample,
  "os-32bit": os32bitExample,
  "os-coreos": osCoreosExample,
  "os-custom-image": osCustomImageExample,
  "os-version-linux": osVersionLinuxExample,
  "os-version-windows-client": osVersionWindowsClientExample,
  "windows-arm64-agent": windowsArm64AgentExample,
  "os-version-windows-server": osVersionWindowsServerExample,
  "vm-agent-disabled": vmAgentDisabledExample,
};
