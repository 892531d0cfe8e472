import * as l10n from "@vscode/l10n";
import { noteOnFirstDisk } from "../../parts/diskNotes";
import type { MachineRule, RuleExample } from "../../rule";

/** Disks that a customer's key encrypts: backed up, with fewer ways to restore them. */
export const cmkDiskEncryption: MachineRule = {
  code: "cmk-disk-encryption",
  kind: "template",
  about: "machine",
  oncePerTemplate: true,
  title: () => l10n.t("Disk encrypted with a customer-managed key"),
  text: () => ({
    what: l10n.t("Finds disks with a disk encryption set, named by the virtual machine or by the disk."),
    why: l10n.t(
      "Such disks are backed up, but not into another subscription restored; a restore into another region comes without the disk encryption set, and one into another zone falls back to platform keys.",
    ),
    fix: l10n.t("Nothing to do in the template; set the disk encryption set again after such a restore."),
  }),
  check: (context) =>
    noteOnFirstDisk(
      context,
      (disk) => disk.customerKey,
      (disk) =>
        l10n.t(
          "{0} of {1} is encrypted with a customer-managed key, which a restore into another region or zone does not bring back.",
          disk,
          context.subject,
        ),
    ),
};

export const cmkDiskEncryptionExample: RuleExample = {
  bad: `"osDisk": {
  "createOption": "FromImage",
  "managedDisk": {
    "storageAccountType": "Premium_LRS",
    "diskEncryptionSet": { "id": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'keys')]" }
  }
}`,
  good: `"osDisk": {
  "createOption": "FromImage",
  "managedDisk": { "storageAccountType": "Premium_LRS" }
}`,
};
