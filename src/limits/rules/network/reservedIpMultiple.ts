import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { staticPublicIps } from "../../parts/publicIps";
import type { MachineRule, RuleExample } from "../../rule";

/** Several static public addresses on one machine: the nearest a template comes to several reserved IPs of classic times. */
export const reservedIpMultiple: MachineRule = {
  code: "reserved-ip-multiple",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM with several reserved IP addresses"),
  text: () => ({
    what: l10n.t(
      "Counts the static public IP addresses of the virtual machine's network interfaces; a static public address is what a reserved IP of 2015 has become.",
    ),
    why: l10n.t(
      "The service of October 2015 refused virtual machines with several reserved IP addresses; today they are backed up.",
    ),
    fix: l10n.t("Keep one static public address to stay inside the October 2015 limits; today there is nothing to do."),
  }),
  check: ({ vm, row, service, subject }) => {
    const addresses = staticPublicIps(vm);
    const excess = typeof row.value === "number" ? addresses[row.value] : undefined;
    if (excess === undefined) {
      return [];
    }
    return [
      certain({
        message: l10n.t(
          "{0} has {1} static public IP addresses, but {2} takes {3} reserved address only.",
          subject,
          addresses.length,
          service,
          Number(row.value),
        ),
        liftedMessage: l10n.t(
          "{0} has {1} static public IP addresses: outside the October 2015 limits ({2} reserved address); supported today.",
          subject,
          addresses.length,
          Number(row.value),
        ),
        place: excess.place ?? vm.place,
        related: addresses.map((address) => related(l10n.t("A static public address."), address.allocation.place)),
      }),
    ];
  },
};

export const reservedIpMultipleExample: RuleExample = {
  bad: `"ipConfigurations": [
  {
    "name": "first",
    "properties": {
      "primary": true,
      "publicIPAddress": { "id": "[resourceId('Microsoft.Network/publicIPAddresses', 'static1')]" }
    }
  },
  {
    "name": "second",
    "properties": {
      "publicIPAddress": { "id": "[resourceId('Microsoft.Network/publicIPAddresses', 'static2')]" }
    }
  }
]`,
  good: `"ipConfigurations": [
  {
    "name": "first",
    "properties": {
      "publicIPAddress": { "id": "[resourceId('Microsoft.Network/publicIPAddresses', 'static1')]" }
    }
  }
]`,
};
