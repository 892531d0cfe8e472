import * as l10n from "@vscode/l10n";
import { needsNoAgent } from "../../parts/agentless";
import { certain } from "../../breach";
import type { MachineRule, RuleExample } from "../../rule";

/** Images and disks of one's own, of which nobody can tell what runs in them. */
export const osCustomImage: MachineRule = {
  code: "os-custom-image",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Custom or gallery image"),
  text: () => ({
    what: l10n.t(
      "Finds virtual machines that are made from an image of one's own, of a gallery or of a community, or from an attached OS disk.",
    ),
    why: l10n.t("They are supported when the operating system inside is, which only the running guest can tell."),
    fix: l10n.t("Make sure that the image has a supported operating system and the VM agent."),
  }),
  check: ({ vm, subject, service }) => {
    const { bootSource, guestOs, place } = vm;
    // A guest that reports itself, and a backup that does not look at the guest, leave nothing open.
    if (!bootSource.known || guestOs !== undefined || needsNoAgent(vm)) {
      return [];
    }
    return bootSource.value === "customImage" || bootSource.value === "attachedDisk"
      ? [
          certain({
            message: l10n.t(
              "{0} is made from an image or disk of its own; {1} protects it when the operating system in there is a supported one and has the VM agent.",
              subject,
              service,
            ),
            place: bootSource.place ?? place,
          }),
        ]
      : [];
  },
};

export const osCustomImageExample: RuleExample = {
  bad: `"storageProfile": {
  "imageReference": { "id": "[resourceId('Microsoft.Compute/images', 'golden')]" }
}
// a note: nothing is wrong with it`,
  good: `"storageProfile": {
  "imageReference": {
    "publisher": "Canonical",
    "offer": "ubuntu-24_04-lts",
    "sku": "server",
    "version": "latest"
  }
}`,
};
