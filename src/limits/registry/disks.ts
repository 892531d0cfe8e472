import type { Rule, RuleHeader } from "../rule";
import { dataDiskCount } from "../rules/disks/dataDiskCount";
import { premiumStorage } from "../rules/disks/premiumStorage";
import { unmanagedDisk } from "../rules/disks/unmanagedDisk";
import { ultraDiskNeedsEnhancedPolicy } from "../rules/disks/ultraDiskNeedsEnhancedPolicy";
import { premiumSsdV2NeedsEnhancedPolicy } from "../rules/disks/premiumSsdV2NeedsEnhancedPolicy";
import { sharedDisk } from "../rules/disks/sharedDisk";
import { writeAcceleratorOsDisk } from "../rules/disks/writeAcceleratorOsDisk";

/** The rules about disks, in the order in which their findings are shown: what stops a backup altogether first. */
export const diskRules: readonly Rule[] = [
  dataDiskCount,
  premiumStorage,
  unmanagedDisk,
  ultraDiskNeedsEnhancedPolicy,
  premiumSsdV2NeedsEnhancedPolicy,
  sharedDisk,
  writeAcceleratorOsDisk,
];

/** What is told about disks and needs no check, since nothing is outside of it. */
export const diskHeaders: readonly RuleHeader[] = [];
