import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { dataDiskCountExample } from "../rules/disks/dataDiskCount";
import { premiumStorageExample } from "../rules/disks/premiumStorage";
import { unmanagedDiskExample } from "../rules/disks/unmanagedDisk";
import { ultraDiskNeedsEnhancedPolicyExample } from "../rules/disks/ultraDiskNeedsEnhancedPolicy";
import { premiumSsdV2NeedsEnhancedPolicyExample } from "../rules/disks/premiumSsdV2NeedsEnhancedPolicy";
import { sharedDiskExample } from "../rules/disks/sharedDisk";
import { writeAcceleratorOsDiskExample } from "../rules/disks/writeAcceleratorOsDisk";

/** The examples on the pages of the rules about disks. */
export const diskExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "data-disk-count": dataDiskCountExample,
  "premium-storage": premiumStorageExample,
  "unmanaged-disk": unmanagedDiskExample,
  "ultra-disk-needs-enhanced-policy": ultraDiskNeedsEnhancedPolicyExample,
  "premium-ssd-v2-needs-enhanced-policy": premiumSsdV2NeedsEnhancedPolicyExample,
  "shared-disk": sharedDiskExample,
  "write-accelerator-os-disk": writeAcceleratorOsDiskExample,
};
