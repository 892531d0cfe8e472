import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import type { MachineRule, RuleExample } from "../../rule";

/** In October 2015 only classic virtual machines could be backed up, and no template can make one. */
export const armVm: MachineRule = {
  code: "arm-vm",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM deployed through Azure Resource Manager"),
  text: () => ({
    what: l10n.t("Any virtual machine of a template: templates deploy through Azure Resource Manager."),
    why: l10n.t(
      "In October 2015 the service knew classic virtual machines only. Today it is the other way round: classic virtual machines are out.",
    ),
    fix: l10n.t("No change to the template helps under the October 2015 limits; today there is nothing to do."),
  }),
  oncePerTemplate: true,
  // Every template would carry the hint, which would say nothing about any of them.
  silentWhenLifted: true,
  check: ({ vm, subject, service }) => [
    certain({
      message: l10n.t(
        "{0} is deployed through Azure Resource Manager, but {1} backs up classic virtual machines only.",
        subject,
        service,
      ),
      place: vm.place,
    }),
  ],
};

export const armVmExample: RuleExample = {
  bad: `{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "web",
  "location": "westeurope",
  "properties": { "hardwareProfile": { "vmSize": "Standard_D2s_v5" } }
}`,
  good: `// Under the October 2015 limits no template is good.
// Under today's limits every virtual machine of a template passes this rule.`,
};
