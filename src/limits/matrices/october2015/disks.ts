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
  "disk-size-max": {
    lifted: true,
    value: 1023,
    onlyFor: "dataDisks",
    supported: "no",
    severity: "error",
    sources: [sources.introduction2015, article],
    statement: () =>
      l10n.t(
        "The limits of the article name no size; the introduction of September 2015 counts with data disks of at most 1023 GB.",
      ),
  },
  "disk-size-total": unmentioned,
  "premium-storage": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines that use Premium storage are not supported."),
  },
  "ultra-disk-needs-enhanced-policy": unmentioned,
  "premium-ssd-v2-needs-enhanced-policy": unmentioned,
  "ultra-disk-crr-region": unmentioned,
  "premium-ssd-v2-crr-region": unmentioned,
  "shared-disk": unmentioned,
  "unmanaged-disk": {
    ...unmentioned,
    supported: "yes",
    statement: () => l10n.t("Disks in storage accounts were the only kind there was; this is no limit."),
  },
  "write-accelerator-os-disk": unmentioned,
  "disk-entra-data-access": unmentioned,
  "ephemeral-os-disk": unmentioned,
  "write-accelerator-data-disk": unmentioned,
  "ade-encryption": unmentioned,
  "selective-disk-exclusion": unmentioned,
  "disk-network-access": unmentioned,
  "cmk-disk-encryption": unmentioned,
  "zrs-disk": unmentioned,
  "performance-plus-disk": unmentioned,
  "temporary-disk": {
    supported: "no",
    severity: "information",
    sources: [sources.introduction2015, article],
    statement: () =>
      l10n.t(
        "The limits of the article do not mention it; the introduction of September 2015 leaves the resource disk out of the backup.",
      ),
  },
  "encryption-at-host": unmentioned,
} satisfies Partial<Record<RuleCode, MatrixRow>>;
