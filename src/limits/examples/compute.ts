import type { RuleCode } from "../matrices/matrix";
import type { RuleExample } from "../rule";
import { availabilitySetExample } from "../rules/compute/availabilitySet";
import { availabilityZoneExample } from "../rules/compute/availabilityZone";
import { classicVmExample } from "../rules/compute/classicVm";
import { confidentialVmExample } from "../rules/compute/confidentialVm";
import { dedicatedHostExample } from "../rules/compute/dedicatedHost";
import { diagnosticSettingsExample } from "../rules/compute/diagnosticSettings";
import { extendedZoneExample } from "../rules/compute/extendedZone";
import { marketplacePlanCustomImageExample } from "../rules/compute/marketplacePlanCustomImage";
import { spotVmExample } from "../rules/compute/spotVm";
import { tagsLimitExample } from "../rules/compute/tagsLimit";
import { trustedLaunchDataDiskExample } from "../rules/compute/trustedLaunchDataDisk";
import { trustedLaunchNeedsEnhancedPolicyExample } from "../rules/compute/trustedLaunchNeedsEnhancedPolicy";
import { vmNameLengthExample } from "../rules/compute/vmNameLength";
import { vmSizeMinimumExample } from "../rules/compute/vmSizeMinimum";
import { vmssFlexibleExample } from "../rules/compute/vmssFlexible";
import { vmssUniformExample } from "../rules/compute/vmssUniform";
import { armVmExample } from "../rules/compute/armVm";

/** The examples on the pages of the rules about machines and their sizes, security types and extensions. */
export const computeExamples: Readonly<Partial<Record<RuleCode, RuleExample>>> = {
  "arm-vm": armVmExample,
  "availability-set": availabilitySetExample,
  "availability-zone": availabilityZoneExample,
  "classic-vm": classicVmExample,
  "confidential-vm": confidentialVmExample,
  "dedicated-host": dedicatedHostExample,
  "diagnostic-settings": diagnosticSettingsExample,
  "extended-zone": extendedZoneExample,
  "marketplace-plan-custom-image": marketplacePlanCustomImageExample,
  "spot-vm": spotVmExample,
  "tags-limit": tagsLimitExample,
  "trusted-launch-data-disk": trustedLaunchDataDiskExample,
  "trusted-launch-needs-enhanced-policy": trustedLaunchNeedsEnhancedPolicyExample,
  "vm-name-length": vmNameLengthExample,
  "vm-size-minimum": vmSizeMinimumExample,
  "vmss-flexible": vmssFlexibleExample,
  "vmss-uniform": vmssUniformExample,
};
