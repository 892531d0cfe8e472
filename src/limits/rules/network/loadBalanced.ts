import * as l10n from "@vscode/l10n";
import { certain, parameterNames, parametersMayBreak, possible, related } from "../../breach";
import type { Breach, MachineRule, RuleContext, RuleExample } from "../../rule";
import type { NicProfile } from "../../profile/network";

/** A machine behind a load balancer or an application gateway, or the target of an inbound NAT rule. */
export const loadBalanced: MachineRule = {
  code: "load-balanced",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM behind a load balancer"),
  text: () => ({
    what: l10n.t(
      "Follows the network interfaces of the virtual machine to the back-end pools and inbound NAT rules of load balancers and to application gateways.",
    ),
    why: l10n.t(
      "The service of October 2015 refused virtual machines in a load-balanced configuration, internal or internet-facing. Today they are backed up; the membership is rebuilt by hand after a restore.",
    ),
    fix: l10n.t(
      "Take the interface out of the pool to stay inside the October 2015 limits; today there is nothing to do.",
    ),
  }),
  check: (context) => {
    const nics = context.vm.networkInterfaces;
    return nics.known ? firstOnly(nics.value.flatMap((nic) => checkNic(context, nic))) : [];
  },
};

/** One machine, one finding, a certain one if there is any: each further interface in a pool says the same again. */
function firstOnly(breaches: readonly Breach[]): readonly Breach[] {
  return [breaches.find((breach) => breach.certainty === "certain") ?? breaches[0]].filter((one) => one !== undefined);
}

function checkNic({ vm, subject, service }: RuleContext, nic: NicProfile): readonly Breach[] {
  const place = nic.loadBalanced.place ?? nic.place ?? vm.place;
  if (nic.loadBalanced.known) {
    if (!nic.loadBalanced.value) {
      return [];
    }
    return [
      certain({
        message: l10n.t("{0} is in a load-balanced configuration, which {1} does not back up.", subject, service),
        liftedMessage: l10n.t(
          "{0} is in a load-balanced configuration: outside the October 2015 limits; supported today.",
          subject,
        ),
        place,
        related: [related(l10n.t("The virtual machine."), vm.place)],
      }),
    ];
  }
  if (!parametersMayBreak(nic.loadBalanced, (allowed) => allowed)) {
    return [];
  }
  return [
    possible(nic.loadBalanced, {
      message: l10n.t(
        "Parameter {0} decides whether {1} is load-balanced, which {2} does not back up.",
        parameterNames(nic.loadBalanced.because),
        subject,
        service,
      ),
      place,
    }),
  ];
}

export const loadBalancedExample: RuleExample = {
  bad: `"ipConfigurations": [
  {
    "name": "primary",
    "properties": {
      "subnet": { "id": "[variables('subnetId')]" },
      "loadBalancerBackendAddressPools": [
        { "id": "[resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'front', 'web')]" }
      ]
    }
  }
]`,
  good: `"ipConfigurations": [
  {
    "name": "primary",
    "properties": {
      "subnet": { "id": "[variables('subnetId')]" }
    }
  }
]`,
};
