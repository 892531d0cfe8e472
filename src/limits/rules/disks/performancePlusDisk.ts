import * as l10n from "@vscode/l10n";
import { noteOnFirstDisk } from "../../parts/diskNotes";
import type { MachineRule, RuleExample } from "../../rule";

/** Disks with performance plus, which only a restore from a snapshot brings back. */
export const performancePlusDisk: MachineRule = {
  code: "performance-plus-disk",
  kind: "template",
  about: "machine",
  oncePerTemplate: true,
  title: () => l10n.t("Disk with performance plus"),
  text: () => ({
    what: l10n.t("Reads creationData.performancePlus of the managed disks of the virtual machine."),
    why: l10n.t("A restore from a snapshot keeps performance plus; a restore from the vault loses it."),
    fix: l10n.t("Nothing to do in the template."),
  }),
  check: (context) =>
    noteOnFirstDisk(
      context,
      (disk) => disk.performancePlus,
      (disk) =>
        l10n.t(
          "{0} of {1} has performance plus, which a restore from the vault does not bring back.",
          disk,
          context.subject,
        ),
    ),
};

export const performancePlusDiskExample: RuleExample = {
  bad: `"creationData": { "createOption": "Empty", "performancePlus": true }`,
  good: `"creationData": { "createOption": "Empty" }`,
};
