import type { Rule, RuleHeader } from "../rule";
import { dataDiskCount } from "../rules/disks/dataDiskCount";
import { diskSizeMax } from "../rules/disks/diskSizeMax";
import { diskSizeTotal } from "../rules/disks/diskSizeTotal";
import { premiumStorage } from "../rules/disks/premiumStorage";
import { unmanagedDisk } from "../rules/disks/unmanagedDisk";
import { ultraDiskNeedsEnhancedPolicy } from "../rules/disks/ultraDiskNeedsEnhancedPolicy";
import { premiumSsdV2NeedsEnhancedPolicy } from "../rules/disks/premiumSsdV2NeedsEnhancedPolicy";
import { sharedDisk } from "../rules/disks/sharedDisk";
import { writeAcceleratorOsDisk } from "../rules/disks/writeAcceleratorOsDisk";
import { diskEntraDataAccess } from "../rules/disks/diskEntraDataAccess";
import { ultraDiskCrrRegion } from "../rules/disks/ultraDiskCrrRegion";
import { premiumSsdV2CrrRegion } from "../rules/disks/premiumSsdV2CrrRegion";
import { ephemeralOsDisk } from "../rules/disks/ephemeralOsDisk";
import { writeAcceleratorDataDisk } from "../rules/disks/writeAcceleratorDataDisk";
import { adeEncryption } from "../rules/disks/adeEncryption";
import { selectiveDiskExclusion } from "../rules/disks/selectiveDiskExclusion";
import { diskNetworkAccess } from "../rules/disks/diskNetworkAccess";
import { cmkDiskEncryption } from "../rules/disks/cmkDiskEncryption";
import { zrsDisk } from "../rules/disks/zrsDisk";
import { performancePlusDisk } from "../rules/disks/performancePlusDisk";
import { temporaryDisk } from "../rules/disks/temporaryDisk";
import { encryptionAtHost } from "../rules/disks/encryptionAtHost";

/** The rules about disks, in the order in which their findings are shown: what stops a backup altogether first. */
export const diskRules: readonly Rule[] = [
  dataDiskCount,
  diskSizeMax,
  diskSizeTotal,
  premiumStorage,
  unmanagedDisk,
  ultraDiskNeedsEnhancedPolicy,
  premiumSsdV2NeedsEnhancedPolicy,
  sharedDisk,
  writeAcceleratorOsDisk,
  diskEntraDataAccess,
  ultraDiskCrrRegion,
  premiumSsdV2CrrRegion,
  ephemeralOsDisk,
  writeAcceleratorDataDisk,
  adeEncryption,
  selectiveDiskExclusion,
  diskNetworkAccess,
  cmkDiskEncryption,
  zrsDisk,
  performancePlusDisk,
  temporaryDisk,
];

/** What is told about disks and needs no check, since nothing is outside of it. */
export const diskHeaders: readonly RuleHeader[] = [encryptionAtHost];
