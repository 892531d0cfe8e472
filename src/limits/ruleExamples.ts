import type { RuleCode } from "./matrices/matrix";
import type { RuleExample } from "./rule";
import { armVmExample } from "./rules/compute/armVm";
import { crossRegionBackupExample } from "./rules/vault/crossRegionBackup";
import { dataDiskCountExample } from "./rules/disks/dataDiskCount";
import { loadBalancedExample } from "./rules/network/loadBalanced";
import { multipleNicsExample } from "./rules/network/multipleNics";
import { osVersionWindowsServerExample } from "./rules/guest/osVersionWindowsServer";
import { outboundConnectivityExample } from "./rules/network/outboundConnectivity";
import { premiumSsdV2NeedsEnhancedPolicyExample } from "./rules/disks/premiumSsdV2NeedsEnhancedPolicy";
import { premiumStorageExample } from "./rules/disks/premiumStorage";
import { regionMismatchExample } from "./rules/vault/regionMismatch";
import { regionSupportExample } from "./rules/vault/regionSupport";
import { reservedIpMultipleExample } from "./rules/network/reservedIpMultiple";
import { reservedIpNoEndpointExample } from "./rules/network/reservedIpNoEndpoint";
import { sharedDiskExample } from "./rules/disks/sharedDisk";
import { ultraDiskNeedsEnhancedPolicyExample } from "./rules/disks/ultraDiskNeedsEnhancedPolicy";
import { unmanagedDiskExample } from "./rules/disks/unmanagedDisk";
import { vmAgentDisabledExample } from "./rules/guest/vmAgentDisabled";
import { writeAcceleratorOsDiskExample } from "./rules/disks/writeAcceleratorOsDisk";

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
