import * as l10n from "@vscode/l10n";
import { optionsKey, type CheckOptions, type RuleOverride } from "./checkOptions";
import type { LimitsId, Severity } from "../finding";
import { current } from "../matrices/current";
import type { MatrixRow, SupportMatrix } from "../matrices/matrix";
import { matrixOf } from "../matrices/matrixOf";
import { october2015 } from "../matrices/october2015";
import type { EstateRule, MachineRule, PolicyRule, Rule, SharedContext, VaultRule } from "../rule";
import { rulesOfEstates, rulesOfMachines, rulesOfPolicies, rulesOfVaults } from "../ruleRegistry";

/** One row that a rule is asked about. */
export interface Ask {
  readonly shared: SharedContext;
  readonly limits: LimitsId;
  /** Set when the row is of October 2015 and told under `current` as lifted: how loud that is. */
  readonly lifted: Severity | undefined;
  /** What the user's settings say of the rule; undefined for a lifted row, which nobody can set. */
  readonly override: RuleOverride | undefined;
  /** The number of the matrix, where the settings put another in its place. */
  readonly matrixValue: MatrixRow["value"];
}

/** A rule that has something to say under the chosen options. */
export interface PlannedRule<R extends Rule> {
  readonly rule: R;
  /** The row in force first; a later one only counts when the earlier ones found nothing. */
  readonly asks: readonly Ask[];
}

/** What there is to ask under some options: rules that cannot find anything under them are not in it. */
export interface CheckPlan {
  readonly machines: readonly PlannedRule<MachineRule>[];
  readonly vaults: readonly PlannedRule<VaultRule>[];
  readonly policies: readonly PlannedRule<PolicyRule>[];
  readonly estates: readonly PlannedRule<EstateRule>[];
}

const plans = new WeakMap<CheckOptions, CheckPlan>();
/** Equal options share a plan: findings that are kept from version to version are told apart by it. */
const plansByKey = new Map<string, CheckPlan>();

/** The plan of some options, made once. */
export function planOf(options: CheckOptions): CheckPlan {
  const known = plans.get(options);
  if (known !== undefined) {
    return known;
  }
  const key = optionsKey(options);
  const plan = plansByKey.get(key) ?? newPlan(options);
  plansByKey.set(key, plan);
  plans.set(options, plan);
  return plan;
}

function newPlan(options: CheckOptions): CheckPlan {
  return {
    machines: planned(rulesOfMachines, options),
    vaults: planned(rulesOfVaults, options),
    policies: planned(rulesOfPolicies, options),
    estates: planned(rulesOfEstates, options),
  };
}

function planned<R extends Rule>(some: readonly R[], options: CheckOptions): readonly PlannedRule<R>[] {
  return some.map((rule) => ({ rule, asks: asksOf(rule, options) })).filter(({ asks }) => asks.length > 0);
}

function asksOf(rule: Rule, options: CheckOptions): readonly Ask[] {
  const override = options.rules?.[rule.code];
  if (override?.severity === "off") {
    return [];
  }
  const asks = [askOf(rule, matrixOf(options.limits), override)];
  if (options.limits === current.id && options.lifted !== "off" && isLifted(rule)) {
    asks.push({ ...askOf(rule, october2015, undefined), lifted: options.lifted });
  }
  return asks.filter(({ shared }) => limits(shared.row));
}

function isLifted(rule: Rule): boolean {
  return october2015.rows[rule.code].lifted === true && rule.silentWhenLifted !== true;
}

function askOf(rule: Rule, matrix: SupportMatrix, override: RuleOverride | undefined): Ask {
  const row = matrix.rows[rule.code];
  const inForce = override?.value === undefined ? row : overridden(rule, row, override.value);
  const shared = { row: inForce, service: matrix.service() };
  return { shared, limits: matrix.id, lifted: undefined, override, matrixValue: row.value };
}

/** A row with the user's number: it is a limit even where the matrix is silent. */
function overridden(rule: Rule, row: MatrixRow, value: number): MatrixRow {
  const severities = [row, current.rows[rule.code], october2015.rows[rule.code]].map(({ severity }) => severity);
  return {
    ...row,
    value,
    supported: limits(row) ? row.supported : "no",
    severity: severities.find((severity) => severity !== "none") ?? "warning",
    sources: [{ title: l10n.t("Setting azureVmBackup.rules") }, ...row.sources],
  };
}

/** True for a row that something can be outside of. */
function limits({ severity, supported }: MatrixRow): boolean {
  return severity !== "none" && supported !== "yes" && supported !== "unmentioned";
}
