import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";
import { unmentioned } from "./unmentioned";

const article = sources.october2015Article;

/** What the article of 23 October 2015 says of disks. */
export const diskRows = {
  "data-disk-count": {
    lifted: true,
    value: 16,
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () => l10n.t("More than 16 data disks are not supported."),
  },
  "premium-storage": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines that use Premium storage are not supported."),
  },
  "ultra-disk-needs-enhanced-policy": unmentioned,
  "premium-ssd-v2-needs-enhanced-policy": unmentioned,
  "shared-disk": unmentioned,
  "unmanaged-disk": {
    ...unmentioned,
    supported: "yes",
    statement: () => l10n.t("Disks in storage accounts were the only kind there was; this is no limit."),
  },
  "write-accelerator-os-disk": unmentioned,
} satisfies Partial<Record<RuleCode, MatrixRow>>;
