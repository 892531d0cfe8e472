import * as l10n from "@vscode/l10n";
import { noteOnMachine } from "../../parts/machineNotes";
import type { MachineRule, RuleExample } from "../../rule";

/** Machines of a flexible scale set, each of which is backed up for itself. */
export const vmssFlexible: MachineRule = {
  code: "vmss-flexible",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM of a flexible scale set"),
  text: () => ({
    what: l10n.t("Reads whether the virtual machine is attached to a scale set, which can be a flexible one only."),
    why: l10n.t("Each virtual machine of a flexible scale set is backed up and restored by itself, not with its set."),
    fix: l10n.t("Nothing to do; protect each virtual machine of the set."),
  }),
  check: (context) =>
    noteOnMachine(context, context.vm.scaleSet, () =>
      l10n.t(
        "{0} belongs to a flexible scale set; {1} backs it up and restores it as a single VM, so each VM of the set needs protection of its own.",
        context.subject,
        context.service,
      ),
    ),
};

export const vmssFlexibleExample: RuleExample = {
  bad: `"properties": {
  "virtualMachineScaleSet": { "id": "[resourceId('Microsoft.Compute/virtualMachineScaleSets', 'pool')]" }
}
// a note: nothing is wrong with it`,
  good: `// A virtual machine outside every scale set.`,
};
