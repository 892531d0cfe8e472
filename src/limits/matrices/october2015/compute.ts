import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";
import { unmentioned } from "./unmentioned";

const article = sources.october2015Article;

/** What the article of 23 October 2015 says of where and how a virtual machine runs. */
export const computeRows = {
  "arm-vm": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () =>
      l10n.t("Virtual machines deployed through Azure Resource Manager (then called IaaS V2) are not supported."),
  },
  "classic-vm": {
    supported: "yes",
    severity: "none",
    sources: [article],
    statement: () => l10n.t("Classic virtual machines were the only kind that could be backed up."),
  },
  "vmss-uniform": unmentioned,
  "vmss-flexible": unmentioned,
  "vm-size-minimum": unmentioned,
  "availability-set": unmentioned,
  "availability-zone": unmentioned,
  "extended-zone": unmentioned,
  "spot-vm": unmentioned,
  "dedicated-host": unmentioned,
  "gen2-vm": unmentioned,
  "trusted-launch-needs-enhanced-policy": unmentioned,
  "trusted-launch-data-disk": unmentioned,
  "confidential-vm": unmentioned,
  "marketplace-plan-custom-image": unmentioned,
  "vm-name-length": unmentioned,
  "tags-limit": unmentioned,
  "diagnostic-settings": unmentioned,
} satisfies Partial<Record<RuleCode, MatrixRow>>;
