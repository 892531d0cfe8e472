import * as l10n from "@vscode/l10n";
import { noteOnFirstDisk } from "../../parts/diskNotes";
import type { MachineRule, RuleExample } from "../../rule";

/** Disks that are not open to all networks: backed up, but not restored as they were by every way. */
export const diskNetworkAccess: MachineRule = {
  code: "disk-network-access",
  kind: "template",
  about: "machine",
  oncePerTemplate: true,
  title: () => l10n.t("Disk with restricted network access"),
  text: () => ({
    what: l10n.t("Reads networkAccessPolicy and publicNetworkAccess of the managed disks of the virtual machine."),
    why: l10n.t(
      "Such disks are backed up. At a restore in the portal the access can be chosen; a restore with PowerShell or the CLI cannot copy the setting of the source.",
    ),
    fix: l10n.t("Nothing to do in the template; check the network access of the disks after a restore."),
  }),
  check: (context) =>
    noteOnFirstDisk(
      context,
      (disk) => disk.restrictedNetwork,
      (disk) =>
        l10n.t(
          "{0} of {1} is not open to all networks, which {2} backs up; a restore with PowerShell or the CLI does not copy that setting.",
          disk,
          context.subject,
          context.service,
        ),
    ),
};

export const diskNetworkAccessExample: RuleExample = {
  bad: `"properties": {
  "creationData": { "createOption": "Empty" },
  "diskSizeGB": 256,
  "networkAccessPolicy": "DenyAll",
  "publicNetworkAccess": "Disabled"
}`,
  good: `"properties": {
  "creationData": { "createOption": "Empty" },
  "diskSizeGB": 256,
  "networkAccessPolicy": "AllowAll"
}`,
};
