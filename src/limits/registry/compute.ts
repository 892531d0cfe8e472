import type { Rule, RuleHeader } from "../rule";
import { armVm } from "../rules/compute/armVm";

/** The rules about machines and their sizes, security types and extensions, in the order in which their findings are shown: what stops a backup altogether first. */
export const computeRules: readonly Rule[] = [armVm];

/** What is told about machines and their sizes, security types and extensions and needs no check, since nothing is outside of it. */
export const computeHeaders: readonly RuleHeader[] = [];
