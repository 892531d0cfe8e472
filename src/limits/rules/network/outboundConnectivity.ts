import * as l10n from "@vscode/l10n";
import { certain, related } from "../../breach";
import { allDisks } from "../../parts/disks";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { OutboundDenial } from "../../profile/network";
import type { VmProfile } from "../../profile/vm";

/** Security rules that keep the machine from the internet or from the storage service. */
export const outboundConnectivity: MachineRule = {
  code: "outbound-connectivity",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM without outbound access"),
  text: () => ({
    what: l10n.t(
      "Follows the network interfaces and their subnets to network security groups that deny outbound traffic to the internet, Azure Storage, Azure Backup or Microsoft Entra ID.",
    ),
    why: l10n.t(
      "In October 2015 the backup extension called an Azure Storage endpoint; without it the backup failed. Today only virtual machines with Write Accelerator disks need outbound access.",
    ),
    fix: l10n.t(
      "Add a rule of higher priority (a lower number) that allows outbound traffic to the service tag Storage.",
    ),
  }),
  check: (context) => {
    const { vm, row } = context;
    if (row.supported === "conditional" && !usesWriteAccelerator(vm)) {
      return [];
    }
    return denials(vm).map((denial) => breachOf(context, denial));
  },
};

/** Each denying rule once, however many interfaces it stands over. */
function denials(vm: VmProfile): readonly OutboundDenial[] {
  const found = new Map<string, OutboundDenial>();
  for (const nic of vm.networkInterfaces.known ? vm.networkInterfaces.value : []) {
    for (const denial of nic.outboundDenials.known ? nic.outboundDenials.value : []) {
      found.set(`${denial.nsgName}/${denial.ruleName}`, denial);
    }
  }
  return [...found.values()];
}

function usesWriteAccelerator(vm: VmProfile): boolean {
  return allDisks(vm).some(({ writeAccelerator }) => writeAccelerator.known && writeAccelerator.value);
}

function breachOf({ vm, row, subject, service }: RuleContext, denial: OutboundDenial): Breach {
  const { ruleName, nsgName, destination } = denial;
  const message =
    row.supported === "conditional"
      ? l10n.t(
          "Rule '{0}' of '{1}' denies {2} outbound traffic to {3}, which {4} needs because of its Write Accelerator disks.",
          ruleName,
          nsgName,
          subject,
          destination,
          service,
        )
      : l10n.t(
          "Rule '{0}' of '{1}' denies {2} outbound traffic to {3}, which the backup extension of {4} needs.",
          ruleName,
          nsgName,
          subject,
          destination,
          service,
        );
  return certain({
    message,
    liftedMessage: l10n.t(
      "Rule '{0}' of '{1}' denies {2} outbound traffic to {3}: outside the October 2015 limits; supported today.",
      ruleName,
      nsgName,
      subject,
      destination,
    ),
    place: denial.place ?? vm.place,
    condition: l10n.t("Allow outbound traffic to {0}.", destination),
    related: [related(l10n.t("The virtual machine."), vm.place)],
  });
}

export const outboundConnectivityExample: RuleExample = {
  bad: `"securityRules": [
  {
    "name": "deny-internet",
    "properties": {
      "priority": 200, "direction": "Outbound", "access": "Deny", "protocol": "*",
      "sourceAddressPrefix": "*", "sourcePortRange": "*",
      "destinationAddressPrefix": "Internet", "destinationPortRange": "*"
    }
  }
]`,
  good: `"securityRules": [
  {
    "name": "allow-storage",
    "properties": {
      "priority": 100, "direction": "Outbound", "access": "Allow", "protocol": "Tcp",
      "sourceAddressPrefix": "*", "sourcePortRange": "*",
      "destinationAddressPrefix": "Storage", "destinationPortRange": "443"
    }
  },
  {
    "name": "deny-internet",
    "properties": {
      "priority": 200, "direction": "Outbound", "access": "Deny", "protocol": "*",
      "sourceAddressPrefix": "*", "sourcePortRange": "*",
      "destinationAddressPrefix": "Internet", "destinationPortRange": "*"
    }
  }
]`,
};
