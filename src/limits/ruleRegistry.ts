import { isRuleCode, type RuleCode } from "./matrices/matrix";
import { computeHeaders, computeRules } from "./registry/compute";
import { diskHeaders, diskRules } from "./registry/disks";
import { guestHeaders, guestRules } from "./registry/guest";
import { networkHeaders, networkRules } from "./registry/network";
import { policyHeaders, policyRules } from "./registry/policy";
import { vaultHeaders, vaultRules } from "./registry/vault";
import { restoreHeaders } from "./registry/restore";
import type { EstateRule, MachineRule, PolicyRule, Rule, RuleHeader, VaultRule } from "./rule";

/** Every rule, in the order in which its findings are shown; the list of each subject is a file of src/limits/registry. */
export const rules: readonly Rule[] = [
  ...computeRules,
  ...diskRules,
  ...networkRules,
  ...guestRules,
  ...vaultRules,
  ...policyRules,
];

/** The rules that are asked about each machine. */
export const rulesOfMachines: readonly MachineRule[] = rules.filter((rule) => rule.about === "machine");

/** The rules that are asked about each vault. */
export const rulesOfVaults: readonly VaultRule[] = rules.filter((rule) => rule.about === "vault");

/** The rules that are asked about each backup policy. */
export const rulesOfPolicies: readonly PolicyRule[] = rules.filter((rule) => rule.about === "policy");

/** The rules that are asked once about all that is deployed together. */
export const rulesOfEstates: readonly EstateRule[] = rules.filter((rule) => rule.about === "estate");

/** Everything that has a page: rules, what needs no check, then restore notes. */
export const ruleHeaders: readonly RuleHeader[] = [
  ...rules,
  ...computeHeaders,
  ...diskHeaders,
  ...networkHeaders,
  ...guestHeaders,
  ...vaultHeaders,
  ...policyHeaders,
  ...restoreHeaders,
];

const orders: ReadonlyMap<string, number> = new Map(rules.map(({ code }, order) => [code, order]));

/** The place of a rule in the order in which findings are shown; what is no rule comes last. */
export function orderOf(code: string): number {
  return orders.get(code) ?? rules.length;
}

const byCode: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.code, rule]));

/** The rule of a code; undefined for restore notes and unknown codes. */
export function ruleByCode(code: string): Rule | undefined {
  return byCode.get(code);
}

/** The head of a rule or restore note, by the code of a finding. */
export function headerByCode(code: string): RuleHeader | undefined {
  return isRuleCode(code) ? ruleHeaders.find((header) => header.code === (code satisfies RuleCode)) : undefined;
}
