import * as l10n from "@vscode/l10n";
import { noteOnMachine } from "../../parts/machineNotes";
import type { MachineRule, RuleExample } from "../../rule";

/** Machines of an availability set, which a restore does not put back into it by itself. */
export const availabilitySet: MachineRule = {
  code: "availability-set",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM in an availability set"),
  text: () => ({
    what: l10n.t("Reads whether the virtual machine is in an availability set."),
    why: l10n.t("The backup works, but a restore that creates a new virtual machine leaves it outside the set."),
    fix: l10n.t(
      "The template needs no change: restore the disks and name the availability set in the template that the restore makes.",
    ),
  }),
  check: (context) =>
    noteOnMachine(context, context.vm.availabilitySet, () =>
      l10n.t(
        "{0} is in an availability set; {1} brings it back into the set only when its disks are restored and the set is named in the template for them.",
        context.subject,
        context.service,
      ),
    ),
};

export const availabilitySetExample: RuleExample = {
  bad: `"properties": {
  "availabilitySet": { "id": "[resourceId('Microsoft.Compute/availabilitySets', 'web')]" }
}
// a note about the restore: nothing is wrong with it`,
  good: `// A virtual machine outside every availability set is restored as it was.`,
};
