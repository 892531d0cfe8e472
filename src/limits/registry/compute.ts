import type { Rule, RuleHeader } from "../rule";
import { armVm } from "../rules/compute/armVm";
import { availabilitySet } from "../rules/compute/availabilitySet";
import { availabilityZone } from "../rules/compute/availabilityZone";
import { classicVm } from "../rules/compute/classicVm";
import { confidentialVm } from "../rules/compute/confidentialVm";
import { dedicatedHost } from "../rules/compute/dedicatedHost";
import { diagnosticSettings } from "../rules/compute/diagnosticSettings";
import { extendedZone } from "../rules/compute/extendedZone";
import { gen2Vm } from "../rules/compute/gen2Vm";
import { marketplacePlanCustomImage } from "../rules/compute/marketplacePlanCustomImage";
import { spotVm } from "../rules/compute/spotVm";
import { tagsLimit } from "../rules/compute/tagsLimit";
import { trustedLaunchDataDisk } from "../rules/compute/trustedLaunchDataDisk";
import { trustedLaunchNeedsEnhancedPolicy } from "../rules/compute/trustedLaunchNeedsEnhancedPolicy";
import { vmNameLength } from "../rules/compute/vmNameLength";
import { vmSizeMinimum } from "../rules/compute/vmSizeMinimum";
import { vmssFlexible } from "../rules/compute/vmssFlexible";
import { vmssUniform } from "../rules/compute/vmssUniform";

/** The rules about machines and their sizes, security types and extensions, in the order in which their findings are shown: what stops a backup altogether first. */
export const computeRules: readonly Rule[] = [
  armVm,
  classicVm,
  vmssUniform,
  confidentialVm,
  trustedLaunchDataDisk,
  trustedLaunchNeedsEnhancedPolicy,
  extendedZone,
  vmSizeMinimum,
  diagnosticSettings,
  marketplacePlanCustomImage,
  availabilityZone,
  availabilitySet,
  dedicatedHost,
  spotVm,
  vmssFlexible,
  vmNameLength,
  tagsLimit,
];

/** What is told about machines and their sizes, security types and extensions and needs no check, since nothing is outside of it. */
export const computeHeaders: readonly RuleHeader[] = [gen2Vm];
