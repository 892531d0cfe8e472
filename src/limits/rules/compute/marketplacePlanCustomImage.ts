import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import { isTrue } from "../../parts/judgement";
import type { MachineRule, RuleExample } from "../../rule";

/** Marketplace plans at machines that are not made from a Marketplace image. */
export const marketplacePlanCustomImage: MachineRule = {
  code: "marketplace-plan-custom-image",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Marketplace plan without a Marketplace image"),
  text: () => ({
    what: l10n.t("Finds a plan at a virtual machine whose OS disk is attached or made from an image of one's own."),
    why: l10n.t(
      "When the disk does not come from the Marketplace offer of the plan, the virtual machine fails to start after a restore (VMMarketplaceInvalidInput). An image that was made from such an offer needs its plan.",
    ),
    fix: l10n.t("Remove the plan, unless the disk or image was made from that Marketplace offer."),
  }),
  check: ({ vm, subject, service }) => {
    const { plan, bootSource, place } = vm;
    if (!isTrue(plan) || !bootSource.known) {
      return [];
    }
    const where = { place: plan.place ?? place };
    if (bootSource.value === "attachedDisk") {
      const message = l10n.t(
        "{0} has a Marketplace plan, but its OS disk is attached; unless the disk comes from that offer, it fails to start after a restore by {1}.",
        subject,
        service,
      );
      return [certain({ ...where, message })];
    }
    const message = l10n.t(
      "{0} has a Marketplace plan, but an image of one's own; unless the image comes from that offer, it fails to start after a restore by {1}.",
      subject,
      service,
    );
    return bootSource.value === "customImage" ? [certain({ ...where, message })] : [];
  },
};

export const marketplacePlanCustomImageExample: RuleExample = {
  bad: `"plan": { "name": "standard", "publisher": "contoso", "product": "appliance" },
"properties": {
  "storageProfile": {
    "osDisk": {
      "osType": "Linux",
      "createOption": "Attach",
      "managedDisk": { "id": "[parameters('osDiskId')]" }
    }
  }
}`,
  good: `"properties": {
  "storageProfile": {
    "osDisk": {
      "osType": "Linux",
      "createOption": "Attach",
      "managedDisk": { "id": "[parameters('osDiskId')]" }
    }
  }
}`,
};
