import * as l10n from "@vscode/l10n";
import { certain, parameterNames, parametersMayBreak, possible, related } from "../../breach";
import type { MachineRule, RuleExample } from "../../rule";

/** The number of network interfaces of a machine. */
export const multipleNics: MachineRule = {
  code: "multiple-nics",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM with more than one network interface"),
  text: () => ({
    what: l10n.t("Counts the network interfaces of the virtual machine."),
    why: l10n.t(
      "The service of October 2015 refused them. Today they are backed up, but a restore that creates a virtual machine gives it one interface: restore the disks to rebuild the rest.",
    ),
    fix: l10n.t("Keep one interface to stay inside the October 2015 limits; today there is nothing to do."),
  }),
  check: ({ vm, row, service, subject }) => {
    const most = row.value;
    const nics = vm.networkInterfaces;
    if (typeof most !== "number") {
      return [];
    }
    if (nics.known) {
      const count = nics.value.length;
      if (count <= most) {
        return [];
      }
      return [
        certain({
          message: l10n.t("{0} has {1} network interfaces, but {2} takes {3} only.", subject, count, service, most),
          liftedMessage: l10n.t(
            "{0} has {1} network interfaces: outside the October 2015 limits ({2}); supported today.",
            subject,
            count,
            most,
          ),
          place: nics.place ?? vm.place,
          related: nics.value.map((nic) => related(l10n.t("A network interface of it."), nic.place)),
        }),
      ];
    }
    if (!parametersMayBreak(nics, (allowed) => allowed.length > most)) {
      return [];
    }
    return [
      possible(nics, {
        message: l10n.t(
          "{0} has as many network interfaces as parameter {1} says; {2} takes {3} only.",
          subject,
          parameterNames(nics.because),
          service,
          most,
        ),
        place: nics.place ?? vm.place,
      }),
    ];
  },
};

export const multipleNicsExample: RuleExample = {
  bad: `"networkProfile": {
  "networkInterfaces": [
    { "id": "[resourceId('Microsoft.Network/networkInterfaces', 'web-front')]", "properties": { "primary": true } },
    { "id": "[resourceId('Microsoft.Network/networkInterfaces', 'web-back')]", "properties": { "primary": false } }
  ]
}`,
  good: `"networkProfile": {
  "networkInterfaces": [
    { "id": "[resourceId('Microsoft.Network/networkInterfaces', 'web-front')]" }
  ]
}`,
};
