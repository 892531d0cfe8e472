import * as l10n from "@vscode/l10n";
import { isTrue } from "../../parts/judgement";
import { noteOnFirstNic } from "../../parts/nicNotes";
import type { Fact } from "../../profile/fact";
import type { NicProfile } from "../../profile/network";
import type { MachineRule, RuleExample } from "../../rule";

/** A public address on an interface whose subnet has a NAT gateway: a restore leaves the interface out. */
export const publicIpAndNatGateway: MachineRule = {
  code: "public-ip-and-nat-gateway",
  kind: "template",
  about: "machine",
  oncePerTemplate: true,
  title: () => l10n.t("Public IP address together with a NAT gateway"),
  text: () => ({
    what: l10n.t("Finds network interfaces with a public IP address whose subnet has a NAT gateway."),
    why: l10n.t("A restore that creates a virtual machine does not create the network interfaces of such a machine."),
    fix: l10n.t("Nothing to do in the template; restore the disks and create the interface by hand."),
  }),
  check: (context) =>
    noteOnFirstNic(context, both, () =>
      l10n.t(
        "{0} has a public IP address in a subnet with a NAT gateway, so a restore does not create its network interfaces.",
        context.subject,
      ),
    ),
};

function both({ publicAddress, natGateway }: NicProfile): Fact<boolean> {
  return { known: true, value: isTrue(publicAddress) && isTrue(natGateway), place: publicAddress.place };
}

export const publicIpAndNatGatewayExample: RuleExample = {
  bad: `"ipConfigurations": [
  {
    "name": "primary",
    "properties": {
      "subnet": { "id": "[variables('subnetWithNatGatewayId')]" },
      "publicIPAddress": { "id": "[resourceId('Microsoft.Network/publicIPAddresses', 'web-ip')]" }
    }
  }
]`,
  good: `"ipConfigurations": [
  {
    "name": "primary",
    "properties": {
      "subnet": { "id": "[variables('subnetWithNatGatewayId')]" }
    }
  }
]`,
};
