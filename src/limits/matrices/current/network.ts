import * as l10n from "@vscode/l10n";
import type { MatrixRow, RuleCode } from "../matrix";
import { sources } from "../sources";

const { supportMatrix } = sources;

/** What the newest texts that could be read say of the network. */
export const networkRows = {
  "reserved-ip-multiple": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix, sources.restore],
    statement: () => l10n.t("Supported; a restore of the disks is the way to get a special network layout back."),
  },
  "reserved-ip-no-endpoint": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix],
    statement: () =>
      l10n.t("Never applied to Azure Resource Manager; classic virtual machines can no longer be backed up."),
  },
  "multiple-nics": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix, sources.restore],
    statement: () =>
      l10n.t("Supported, as many as the VM size allows; restore the disks to rebuild a special network layout."),
  },
  "load-balanced": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix, sources.restore],
    statement: () =>
      l10n.t("Supported; after restoring the disks, the place in the back-end pool has to be set up again."),
  },
  "outbound-connectivity": {
    supported: "conditional",
    severity: "warning",
    sources: [
      sources.prepare,
      supportMatrix,
      sources.privateEndpoints1,
      sources.privateEndpoints2,
      sources.vmBackupFaq,
    ],
    statement: () =>
      l10n.t(
        "No outbound access is needed for the backup of a virtual machine, unless it has disks with Write Accelerator.",
      ),
  },
  "static-private-ip": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix, sources.restore],
    statement: () =>
      l10n.t(
        "The backup is supported; a restored virtual machine gets a dynamic address, and the static one is set again afterwards.",
      ),
  },
  "public-ip-and-nat-gateway": {
    supported: "conditional",
    severity: "information",
    sources: [sources.restore],
    statement: () =>
      l10n.t(
        "The network interfaces of a virtual machine with a public address and a NAT gateway are not created at a restore.",
      ),
  },
  "service-endpoint-storage-firewall": {
    supported: "conditional",
    severity: "information",
    sources: [supportMatrix],
    statement: () =>
      l10n.t(
        "Service endpoints for storage are supported; the firewall of a storage account should allow all networks.",
      ),
  },
  "nsg-present": {
    supported: "yes",
    severity: "none",
    sources: [supportMatrix, sources.restore],
    statement: () => l10n.t("Network security groups of networks, subnets and interfaces are supported and kept."),
  },
} satisfies Partial<Record<RuleCode, MatrixRow>>;
