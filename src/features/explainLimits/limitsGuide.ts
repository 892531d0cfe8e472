import * as vscode from "vscode";
import { explain } from "../../limits/pages/explain";
import type { ExplainedLimit } from "../../limits/pages/explain";
import type { LimitsId, Source } from "../../limits/finding";
import { computeCodes } from "../../limits/codes/compute";
import { diskCodes } from "../../limits/codes/disks";
import { guestCodes } from "../../limits/codes/guest";
import { networkCodes } from "../../limits/codes/network";
import { policyCodes } from "../../limits/codes/policy";
import { restoreCodes } from "../../limits/codes/restore";
import { vaultCodes } from "../../limits/codes/vault";
import { readOverrides } from "../../limits/check/overrides";
import type { CitedSource, ExplainedRule, LimitsGuide, MatrixCell } from "../../webviews/explainLimits/messages";

/**
 * Both matrices, by subject, with what the settings put in their place.
 * @param ruleSettings the setting `azureVmBackup.rules` as it stands in a settings file
 */
export function limitsGuide(inForce: LimitsId, ruleSettings: unknown): LimitsGuide {
  const { rules } = readOverrides(ruleSettings);
  const subject = (id: string, title: string, codes: readonly string[]): LimitsGuide["subjects"][number] => ({
    id,
    title,
    rules: codes.flatMap((code) => explained(code, rules[code])),
  });
  return {
    inForce,
    subjects: [
      subject("compute", vscode.l10n.t("Virtual machine"), computeCodes),
      subject("disks", vscode.l10n.t("Disks"), diskCodes),
      subject("network", vscode.l10n.t("Network"), networkCodes),
      subject("guest", vscode.l10n.t("Operating system and agent"), guestCodes),
      subject("vault", vscode.l10n.t("Vault"), vaultCodes),
      subject("policy", vscode.l10n.t("Backup policy"), policyCodes),
      subject("restore", vscode.l10n.t("Restore"), restoreCodes),
    ],
  };
}

function explained(code: string, setting: ExplainedRule["setting"]): readonly ExplainedRule[] {
  const rule = explain(code);
  return rule === undefined
    ? []
    : [
        {
          code: rule.code,
          title: rule.title,
          what: rule.what,
          why: rule.why,
          fix: rule.fix,
          lifted: rule.lifted,
          october2015: cellOf(rule.october2015),
          current: cellOf(rule.current),
          setting,
        },
      ];
}

function cellOf({ supported, severity, value, statement, sources, contradiction }: ExplainedLimit): MatrixCell {
  return {
    supported,
    severity,
    value,
    statement,
    sources: sources.map(cited),
    contradiction:
      contradiction === undefined
        ? undefined
        : { statement: contradiction.statement, sources: contradiction.sources.map(cited) },
  };
}

function cited({ title, url, date }: Source): CitedSource {
  return { title, url, date };
}
