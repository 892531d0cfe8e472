import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode, SupportMatrix } from "./matrix";
import { sources } from "./sources";

const article = sources.october2015Article;

/** What did not exist in October 2015, or was no limit then. */
const unmentioned: MatrixRow = {
  supported: "unmentioned",
  severity: "none",
  sources: [article],
  statement: () => l10n.t("The article does not mention it."),
};

const machines = {
  "arm-vm": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () =>
      l10n.t("Virtual machines deployed through Azure Resource Manager (then called IaaS V2) are not supported."),
  },
  "os-version-windows-server": {
    value: "2008 R2",
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () => l10n.t("Windows Server releases older than 2008 R2 are not supported."),
  },
  "vm-agent-disabled": {
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () =>
      l10n.t(
        "The VM agent must be installed; it is optional when the virtual machine is created, so it has to be chosen.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;

const disks = {
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

const network = {
  "reserved-ip-multiple": {
    lifted: true,
    value: 1,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines with several reserved IP addresses are not supported."),
  },
  "reserved-ip-no-endpoint": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines with a reserved IP address and no endpoint are not supported."),
  },
  "multiple-nics": {
    lifted: true,
    value: 1,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines with more than one network interface are not supported."),
  },
  "load-balanced": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.introduction2015],
    statement: () => l10n.t("Virtual machines behind a load balancer, internal or internet-facing, are not supported."),
  },
  "outbound-connectivity": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () =>
      l10n.t(
        "The backup extension must reach an Azure Storage endpoint over the internet; without it the backup fails.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;

const regions = {
  "region-mismatch": {
    supported: "no",
    severity: "error",
    sources: [article, sources.backUp2015],
    statement: () => l10n.t("The vault must be in the region of the virtual machines that it protects."),
  },
  "cross-region-backup": {
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () => l10n.t("Backup across regions is not supported; each region needs a vault of its own."),
  },
  "region-support": {
    value: ["public"],
    supported: "conditional",
    severity: "warning",
    sources: [article],
    statement: () =>
      l10n.t(
        "Supported in the public regions of Azure; a region without it is missing from the list of vault regions.",
      ),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;

const restores = {
  "restore-in-place": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article, sources.restore2015],
    statement: () =>
      l10n.t("A restore cannot replace an existing virtual machine: delete the machine and its disks first."),
  },
  "cross-region-restore": {
    lifted: true,
    supported: "no",
    severity: "error",
    sources: [article],
    statement: () => l10n.t("Restoring into another region is not supported."),
  },
  "restore-domain-controller": {
    supported: "conditional",
    severity: "warning",
    sources: [article, sources.restore2015],
    statement: () => l10n.t("A domain controller that is one of several can only be restored through PowerShell."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;

/** The limits of the article of 23 October 2015. */
export const october2015: SupportMatrix = {
  id: "2015-10",
  service: () => l10n.t("Azure Backup of October 2015"),
  title: () => l10n.t("October 2015"),
  rows: { ...machines, ...disks, ...network, ...regions, ...restores },
};
