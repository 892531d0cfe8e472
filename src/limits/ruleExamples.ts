import type { RuleCode } from "./matrix";
import type { RuleExample } from "./rule";
import { armVmExample } from "./rules/armVm";
import { crossRegionBackupExample } from "./rules/crossRegionBackup";
import { dataDiskCountExample } from "./rules/dataDiskCount";
import { loadBalancedExample } from "./rules/loadBalanced";
import { multipleNicsExample } from "./rules/multipleNics";
import { osVersionWindowsServerExample } from "./rules/osVersionWindowsServer";
import { outboundConnectivityExample } from "./rules/outboundConnectivity";
import { premiumSsdV2NeedsEnhancedPolicyExample } from "./rules/premiumSsdV2NeedsEnhancedPolicy";
import { premiumStorageExample } from "./rules/premiumStorage";
import { regionMismatchExample } from "./rules/regionMismatch";
import { regionSupportExample } from "./rules/regionSupport";
import { reservedIpMultipleExample } from "./rules/reservedIpMultiple";
import { reservedIpNoEndpointExample } from "./rules/reservedIpNoEndpoint";
import { sharedDiskExample } from "./rules/sharedDisk";
import { ultraDiskNeedsEnhancedPolicyExample } from "./rules/ultraDiskNeedsEnhancedPolicy";
import { unmanagedDiskExample } from "./rules/unmanagedDisk";
import { vmAgentDisabledExample } from "./rules/vmAgentDisabled";
import { writeAcceleratorOsDiskExample } from "./rules/writeAcceleratorOsDisk";

/** The examples of the pages. Apart from the rules' registry, so that the extension's bundle does not carry them. */
export const ruleExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "arm-vm": armVmExample,
  "cross-region-backup": crossRegionBackupExample,
  "data-disk-count": dataDiskCountExample,
  "load-balanced": loadBalancedExample,
  "multiple-nics": multipleNicsExample,
  "os-version-windows-server": osVersionWindowsServerExample,
  "outbound-connectivity": outboundConnectivityExample,
  "premium-ssd-v2-needs-enhanced-policy": premiumSsdV2NeedsEnhancedPolicyExample,
  "premium-storage": premiumStorageExample,
  "region-mismatch": regionMismatchExample,
  "region-support": regionSupportExample,
  "reserved-ip-multiple": reservedIpMultipleExample,
  "reserved-ip-no-endpoint": reservedIpNoEndpointExample,
  "shared-disk": sharedDiskExample,
  "ultra-disk-needs-enhanced-policy": ultraDiskNeedsEnhancedPolicyExample,
  "unmanaged-disk": unmanagedDiskExample,
  "vm-agent-disabled": vmAgentDisabledExample,
  "write-accelerator-os-disk": writeAcceleratorOsDiskExample,
};
