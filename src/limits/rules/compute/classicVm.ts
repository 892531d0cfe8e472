import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import type { EstateRule, RuleExample } from "../../rule";

/** Machines of the classic deployment model, which are out since that model is. */
export const classicVm: EstateRule = {
  code: "classic-vm",
  kind: "template",
  about: "estate",
  title: () => l10n.t("VM of the classic deployment model"),
  text: () => ({
    what: l10n.t("Finds virtual machines of the type Microsoft.ClassicCompute/virtualMachines."),
    why: l10n.t(
      "The backup of classic virtual machines has ended; in October 2015 they were the only ones that could be backed up.",
    ),
    fix: l10n.t("Migrate the virtual machine to Azure Resource Manager and protect it there."),
  }),
  check: ({ estate, service }) =>
    estate.classicMachines.flatMap(({ name, deployed, place }) => {
      if (deployed.known) {
        const message = l10n.t("VM '{0}' is a classic VM, but {1} no longer backs up classic VMs.", name, service);
        return deployed.value ? [certain({ message, place })] : [];
      }
      const message = l10n.t(
        "Parameter {0} decides whether the classic VM '{1}' is deployed, but {2} no longer backs up classic VMs.",
        parameterNames(deployed.because),
        name,
        service,
      );
      return deployed.because.length === 0 ? [] : [possible(deployed, { message, place })];
    }),
};

export const classicVmExample: RuleExample = {
  bad: `{
  "type": "Microsoft.ClassicCompute/virtualMachines",
  "apiVersion": "2017-04-01",
  "name": "web",
  "location": "westeurope"
}`,
  good: `{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "web",
  "location": "westeurope",
  "properties": { "hardwareProfile": { "vmSize": "Standard_D2s_v5" } }
}`,
};
