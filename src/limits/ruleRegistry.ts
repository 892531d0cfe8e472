import { isRuleCode, type RuleCode } from "./matrix";
import type { Rule, RuleHeader } from "./rule";
import { armVm } from "./rules/armVm";
import { crossRegionBackup } from "./rules/crossRegionBackup";
import { crossRegionRestore } from "./rules/crossRegionRestore";
import { dataDiskCount } from "./rules/dataDiskCount";
import { loadBalanced } from "./rules/loadBalanced";
import { multipleNics } from "./rules/multipleNics";
import { osVersionWindowsServer } from "./rules/osVersionWindowsServer";
import { outboundConnectivity } from "./rules/outboundConnectivity";
import { premiumSsdV2NeedsEnhancedPolicy } from "./rules/premiumSsdV2NeedsEnhancedPolicy";
import { premiumStorage } from "./rules/premiumStorage";
import { regionMismatch } from "./rules/regionMismatch";
import { regionSupport } from "./rules/regionSupport";
import { reservedIpMultiple } from "./rules/reservedIpMultiple";
import { reservedIpNoEndpoint } from "./rules/reservedIpNoEndpoint";
import { restoreDomainController } from "./rules/restoreDomainController";
import { restoreInPlace } from "./rules/restoreInPlace";
import { sharedDisk } from "./rules/sharedDisk";
import { ultraDiskNeedsEnhancedPolicy } from "./rules/ultraDiskNeedsEnhancedPolicy";
import { unmanagedDisk } from "./rules/unmanagedDisk";
import { vmAgentDisabled } from "./rules/vmAgentDisabled";
import { writeAcceleratorOsDisk } from "./rules/writeAcceleratorOsDisk";

/** Every rule, in the order in which its findings are shown: what stops a backup altogether first. */
export const rules: readonly Rule[] = [
  armVm,
  dataDiskCount,
  premiumStorage,
  reservedIpMultiple,
  reservedIpNoEndpoint,
  multipleNics,
  loadBalanced,
  osVersionWindowsServer,
  regionMismatch,
  crossRegionBackup,
  regionSupport,
  vmAgentDisabled,
  outboundConnectivity,
  ultraDiskNeedsEnhancedPolicy,
  premiumSsdV2NeedsEnhancedPolicy,
  sharedDisk,
  unmanagedDisk,
  writeAcceleratorOsDisk,
];

/** The limitations that only a restore meets; nothing in a template or a running machine shows them. */
export const restoreHeaders: readonly RuleHeader[] = [restoreInPlace, crossRegionRestore, restoreDomainController];

/** Everything that has a page: rules, then restore notes. */
export const ruleHeaders: readonly RuleHeader[] = [...rules, ...restoreHeaders];

/** The rule of a code; undefined for restore notes and unknown codes. */
export function ruleByCode(code: string): Rule | undefined {
  return rules.find((rule) => rule.code === code);
}

/** The head of a rule or restore note, by the code of a finding. */
export function headerByCode(code: string): RuleHeader | undefined {
  return isRuleCode(code) ? ruleHeaders.find((header) => header.code === (code satisfies RuleCode)) : undefined;
}
