import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { staticPublicIps } from "../../parts/publicIps";
import type { MachineRule, RuleExample } from "../../rule";

/**
 * A static public address that nothing leads to. Endpoints were a thing of classic virtual machines, so this is a reading by
 * analogy (an inbound NAT rule or a security rule that lets traffic in), and the message says so.
 */
export const reservedIpNoEndpoint: MachineRule = {
  code: "reserved-ip-no-endpoint",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Reserved IP address without an endpoint"),
  text: () => ({
    what: l10n.t(
      "Finds static public IP addresses on interfaces that no inbound NAT rule, load-balancing rule or inbound security rule opens. By analogy: endpoints existed for classic virtual machines only.",
    ),
    why: l10n.t(
      "The service of October 2015 refused a classic virtual machine with a reserved IP address and no endpoint.",
    ),
    fix: l10n.t(
      "Make the address dynamic, or add a rule that lets traffic in, to stay inside the October 2015 limits; today there is nothing to do.",
    ),
  }),
  check: ({ vm, service, subject }) =>
    staticPublicIps(vm)
      .filter(({ nic }) => nic.hasEndpoint.known && !nic.hasEndpoint.value)
      .map((address) =>
        certain({
          message: l10n.t(
            "{0} has a static public IP address and nothing that opens an endpoint for it; by analogy with classic virtual machines, {1} does not back it up.",
            subject,
            service,
          ),
          liftedMessage: l10n.t(
            "{0} has a static public IP address and nothing that opens an endpoint for it: by analogy outside the October 2015 limits; supported today.",
            subject,
          ),
          place: address.place ?? vm.place,
          related: [related(l10n.t("The address is static."), address.allocation.place)],
        }),
      ),
};

export const reservedIpNoEndpointExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Network/publicIPAddresses",
  "apiVersion": "2024-05-01",
  "name": "web-ip",
  "location": "westeurope",
  "sku": { "name": "Standard" },
  "properties": { "publicIPAllocationMethod": "Static" }
}
// ... and a network interface that uses it, with no inbound rule anywhere`,
  good: `{
  "type": "Microsoft.Network/networkSecurityGroups",
  "apiVersion": "2024-05-01",
  "name": "web-nsg",
  "location": "westeurope",
  "properties": {
    "securityRules": [
      {
        "name": "https",
        "properties": {
          "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
          "sourceAddressPrefix": "Internet", "sourcePortRange": "*",
          "destinationAddressPrefix": "*", "destinationPortRange": "443"
        }
      }
    ]
  }
}`,
};
