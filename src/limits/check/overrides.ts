import * as l10n from "@vscode/l10n";
import type { RuleOverride } from "./checkOptions";
import type { Severity } from "../finding";
import { current } from "../matrices/current";
import { isRuleCode } from "../matrices/matrix";
import { october2015 } from "../matrices/october2015";
import { ruleByCode } from "../ruleRegistry";
import { isSuppressionFault } from "../suppression/suppressionFaults";

/** Something in the setting `azureVmBackup.rules` that cannot be followed. */
export interface OverrideFault {
  /** The name under which it stands in the setting. */
  readonly code: string;
  /** A whole sentence. */
  readonly message: string;
}

/** What of a setting can be followed, and what cannot. */
export interface ReadOverrides {
  readonly rules: Readonly<Record<string, RuleOverride>>;
  readonly faults: readonly OverrideFault[];
}

const severityNames: readonly (Severity | "off")[] = ["error", "warning", "information", "hint", "off"];

/**
 * Reads the setting `azureVmBackup.rules` as it stands in a settings file: by code of the rule a severity, or an object with
 * `severity` and `value`. What is wrong is told and left out; the rest is followed.
 */
export function readOverrides(setting: unknown): ReadOverrides {
  const rules: Record<string, RuleOverride> = {};
  const faults: OverrideFault[] = [];
  for (const [code, entry] of Object.entries(isObject(setting) ? setting : {})) {
    if (ruleByCode(code) === undefined && !isSuppressionFault(code)) {
      faults.push({ code, message: l10n.t("There is no rule '{0}' whose findings could be set.", code) });
      continue;
    }
    const { severity, value, ...unknown } = isObject(entry) ? entry : { severity: entry };
    const told = Object.keys(unknown).map((name) =>
      l10n.t("Rule '{0}' has no setting '{1}'; it has 'severity' and 'value'.", code, name),
    );
    faults.push(
      ...[...told, severityFault(code, severity), valueFault(code, value)]
        .filter((message) => message !== undefined)
        .map((message) => ({ code, message })),
    );
    const override = {
      ...(isSeverity(severity) ? { severity } : {}),
      ...(valueFault(code, value) === undefined && typeof value === "number" ? { value } : {}),
    };
    if (Object.keys(override).length > 0) {
      rules[code] = override;
    }
  }
  return { rules, faults };
}

/** True for a rule that a matrix gives a number for, which the settings can give another. */
export function hasNumber(code: string): boolean {
  return isRuleCode(code) && [current, october2015].some(({ rows }) => typeof rows[code].value === "number");
}

function severityFault(code: string, severity: unknown): string | undefined {
  return severity === undefined || isSeverity(severity)
    ? undefined
    : l10n.t("The severity of rule '{0}' must be error, warning, information, hint or off.", code);
}

function valueFault(code: string, value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (!hasNumber(code)) {
    return l10n.t("Rule '{0}' has no number that could be set.", code);
  }
  return typeof value === "number" && Number.isFinite(value) && value >= 0
    ? undefined
    : l10n.t("The value of rule '{0}' must be a number that is not negative.", code);
}

function isSeverity(value: unknown): value is Severity | "off" {
  return severityNames.some((name) => name === value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
