import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { dataDiskCountExample } from "../rules/disks/dataDiskCount";
import { diskSizeMaxExample } from "../rules/disks/diskSizeMax";
import { diskSizeTotalExample } from "../rules/disks/diskSizeTotal";
import { premiumStorageExample } from "../rules/disks/premiumStorage";
import { unmanagedDiskExample } from "../rules/disks/unmanagedDisk";
import { ultraDiskNeedsEnhancedPolicyExample } from "../rules/disks/ultraDiskNeedsEnhancedPolicy";
import { premiumSsdV2NeedsEnhancedPolicyExample } from "../rules/disks/premiumSsdV2NeedsEnhancedPolicy";
import { sharedDiskExample } from "../rules/disks/sharedDisk";
import { writeAcceleratorOsDiskExample } from "../rules/disks/writeAcceleratorOsDisk";
import { diskEntraDataAccessExample } from "../rules/disks/diskEntraDataAccess";
import { ultraDiskCrrRegionExample } from "../rules/disks/ultraDiskCrrRegion";
import { premiumSsdV2CrrRegionExample } from "../rules/disks/premiumSsdV2CrrRegion";
import { ephemeralOsDiskExample } from "../rules/disks/ephemeralOsDisk";
import { writeAcceleratorDataDiskExample } from "../rules/disks/writeAcceleratorDataDisk";
import { adeEncryptionExample } from "../rules/disks/adeEncryption";
import { selectiveDiskExclusionExample } from "../rules/disks/selectiveDiskExclusion";
import { diskNetworkAccessExample } from "../rules/disks/diskNetworkAccess";
import { cmkDiskEncryptionExample } from "../rules/disks/cmkDiskEncryption";
import { zrsDiskExample } from "../rules/disks/zrsDisk";
import { performancePlusDiskExample } from "../rules/disks/performancePlusDisk";
import { temporaryDiskExample } from "../rules/disks/temporaryDisk";

/** The examples on the pages of the rules about disks. */
export const diskExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "data-disk-count": dataDiskCountExample,
  "disk-size-max": diskSizeMaxExample,
  "disk-size-total": diskSizeTotalExample,
  "premium-storage": premiumStorageExample,
  "unmanaged-disk": unmanagedDiskExample,
  "ultra-disk-needs-enhanced-policy": ultraDiskNeedsEnhancedPolicyExample,
  "premium-ssd-v2-needs-enhanced-policy": premiumSsdV2NeedsEnhancedPolicyExample,
  "shared-disk": sharedDiskExample,
  "write-accelerator-os-disk": writeAcceleratorOsDiskExample,
  "disk-entra-data-access": diskEntraDataAccessExample,
  "ultra-disk-crr-region": ultraDiskCrrRegionExample,
  "premium-ssd-v2-crr-region": premiumSsdV2CrrRegionExample,
  "ephemeral-os-disk": ephemeralOsDiskExample,
  "write-accelerator-data-disk": writeAcceleratorDataDiskExample,
  "ade-encryption": adeEncryptionExample,
  "selective-disk-exclusion": selectiveDiskExclusionExample,
  "disk-network-access": diskNetworkAccessExample,
  "cmk-disk-encryption": cmkDiskEncryptionExample,
  "zrs-disk": zrsDiskExample,
  "performance-plus-disk": performancePlusDiskExample,
  "temporary-disk": temporaryDiskExample,
};
