import * as l10n from "@vscode/l10n";
import { flaggedDisks } from "../../parts/diskNotes";
import { allDisks } from "../../parts/disks";
import type { Fix } from "../../fix";
import type { Place } from "../../profile/fact";
import type { MachineRule, RuleExample } from "../../rule";
import { replacing } from "../../parts/valueFix";

/** Disks whose data only a signed-in user may download. */
export const diskEntraDataAccess: MachineRule = {
  code: "disk-entra-data-access",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Disk that demands a sign-in for its data"),
  text: () => ({
    what: l10n.t("Reads dataAccessAuthMode of the managed disks of the virtual machine."),
    why: l10n.t(
      "A disk with dataAccessAuthMode AzureActiveDirectory gives its data to signed-in users only, so the backup of its virtual machine fails.",
    ),
    fix: l10n.t("Set dataAccessAuthMode of the disk to None, or delete the property."),
  }),
  check: (context) => {
    const { vm, subject, service } = context;
    return flaggedDisks(context, allDisks(vm), {
      fact: (disk) => disk.entraDataAccess,
      message: (disk) =>
        l10n.t(
          "{0} of {1} demands a sign-in with Microsoft Entra ID for its data, which {2} does not back up.",
          disk,
          subject,
          service,
        ),
      openMessage: (parameters) =>
        l10n.t(
          "Parameter {0} decides whether a disk of {1} demands a sign-in with Microsoft Entra ID for its data, which {2} does not back up.",
          parameters,
          subject,
          service,
        ),
      value: "AzureActiveDirectory",
      fixes: (place) => [withoutSignIn(place)],
    });
  },
};

/** Not offered for all at once: it opens the disk's data to all who hold a download link. */
function withoutSignIn(place: Place): Fix | undefined {
  return replacing(place, { id: "allow-data-access", title: l10n.t("Set dataAccessAuthMode to None"), by: "None" });
}

export const diskEntraDataAccessExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Compute/disks",
  "apiVersion": "2024-03-02",
  "name": "data",
  "location": "westeurope",
  "sku": { "name": "Premium_LRS" },
  "properties": {
    "creationData": { "createOption": "Empty" },
    "diskSizeGB": 256,
    "dataAccessAuthMode": "AzureActiveDirectory"
  }
}
// ... attached as a data disk of a virtual machine`,
  good: `{
  "type": "Microsoft.Compute/disks",
  "apiVersion": "2024-03-02",
  "name": "data",
  "location": "westeurope",
  "sku": { "name": "Premium_LRS" },
  "properties": {
    "creationData": { "createOption": "Empty" },
    "diskSizeGB": 256,
    "dataAccessAuthMode": "None"
  }
}`,
};
