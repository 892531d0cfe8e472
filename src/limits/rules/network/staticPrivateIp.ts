import * as l10n from "@vscode/l10n";
import { noteOnFirstNic } from "../../parts/nicNotes";
import type { MachineRule, RuleExample } from "../../rule";

/** Private addresses that are chosen and not given: a restore gives another. */
export const staticPrivateIp: MachineRule = {
  code: "static-private-ip",
  kind: "template",
  about: "machine",
  oncePerTemplate: true,
  title: () => l10n.t("Static private IP address"),
  text: () => ({
    what: l10n.t("Reads privateIPAllocationMethod of the IP configurations of the network interfaces."),
    why: l10n.t("A restored virtual machine gets a dynamic private address, whatever the source had."),
    fix: l10n.t("Nothing to do in the template; set the static address again after a restore."),
  }),
  check: (context) =>
    noteOnFirstNic(
      context,
      (nic) => nic.staticPrivateAddress,
      () => l10n.t("{0} has a static private IP address, which a restore does not bring back.", context.subject),
    ),
};

export const staticPrivateIpExample: RuleExample = {
  bad: `"ipConfigurations": [
  {
    "name": "primary",
    "properties": {
      "subnet": { "id": "[variables('subnetId')]" },
      "privateIPAllocationMethod": "Static",
      "privateIPAddress": "10.0.0.10"
    }
  }
]`,
  good: `"ipConfigurations": [
  {
    "name": "primary",
    "properties": {
      "subnet": { "id": "[variables('subnetId')]" },
      "privateIPAllocationMethod": "Dynamic"
    }
  }
]`,
};
