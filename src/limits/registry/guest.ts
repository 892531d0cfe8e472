import type { Rule, RuleHeader } from "../rule";
import { osVersionWindowsServer } from "../rules/guest/osVersionWindowsServer";
import { agentlessConditions } from "../rules/guest/agentlessConditions";
import { extensionOperationsDisabled } from "../rules/guest/extensionOperationsDisabled";
import { os32bit } from "../rules/guest/os32bit";
import { osCoreos } from "../rules/guest/osCoreos";
import { osCustomImage } from "../rules/guest/osCustomImage";
import { osVersionLinux } from "../rules/guest/osVersionLinux";
import { osVersionWindowsClient } from "../rules/guest/osVersionWindowsClient";
import { windowsArm64Agent } from "../rules/guest/windowsArm64Agent";
import { vmAgentDisabled } from "../rules/guest/vmAgentDisabled";

/** The rules about the guest: operating systems and the agent, in the order in which their findings are shown: what stops a backup altogether first. */
export const guestRules: readonly Rule[] = [
  osVersionWindowsServer,
  vmAgentDisabled,
  osCoreos,
  os32bit,
  osVersionWindowsClient,
  osVersionLinux,
  osCustomImage,
  extensionOperationsDisabled,
  agentlessConditions,
  windowsArm64Agent,
];

/** What is told about the guest: operating systems and the agent and needs no check, since nothing is outside of it. */
export const guestHeaders: readonly RuleHeader[] = [];
