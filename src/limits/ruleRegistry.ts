import { isRuleCode, type RuleCode } from "./matrices/matrix";
import type { MachineRule, RuleHeader } from "./rule";
import { armVm } from "./rules/compute/armVm";
import { crossRegionBackup } from "./rules/vault/crossRegionBackup";
import { crossRegionRestore } from "./rules/restore/crossRegionRestore";
import { dataDiskCount } from "./rules/disks/dataDiskCount";
import { loadBalanced } from "./rules/network/loadBalanced";
import { multipleNics } from "./rules/network/multipleNics";
import { osVersionWindowsServer } from "./rules/guest/osVersionWindowsServer";
import { outboundConnectivity } from "./rules/network/outboundConnectivity";
import { premiumSsdV2NeedsEnhancedPolicy } from "./rules/disks/premiumSsdV2NeedsEnhancedPolicy";
import { premiumStorage } from "./rules/disks/premiumStorage";
import { regionMismatch } from "./rules/vault/regionMismatch";
import { regionSupport } from "./rules/vault/regionSupport";
import { reservedIpMultiple } from "./rules/network/reservedIpMultiple";
import { reservedIpNoEndpoint } from "./rules/network/reservedIpNoEndpoint";
import { restoreDomainController } from "./rules/restore/restoreDomainController";
import { restoreInPlace } from "./rules/restore/restoreInPlace";
import { sharedDisk } from "./rules/disks/sharedDisk";
import { ultraDiskNeedsEnhancedPolicy } from "./rules/disks/ultraDiskNeedsEnhancedPolicy";
import { unmanagedDisk } from "./rules/disks/unmanagedDisk";
import { vmAgentDisabled } from "./rules/guest/vmAgentDisabled";
import { writeAcceleratorOsDisk } from "./rules/disks/writeAcceleratorOsDisk";

/** Every rule, in the order in which its findings are shown: what stops a backup altogether first. */
export const rules: readonly MachineRule[] = [
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
export function ruleByCode(code: string): MachineRule | undefined {
  return rules.find((rule) => rule.code === code);
}

/** The head of a rule or restore note, by the code of a finding. */
export function headerByCode(code: string): RuleHeader | undefined {
  return isRuleCode(code) ? ruleHeaders.find((header) => header.code === (code satisfies RuleCode)) : undefined;
}
