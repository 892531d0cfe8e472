import * as l10n from "@vscode/l10n";
import { noteOnMachine } from "../../parts/machineNotes";
import type { MachineRule, RuleExample } from "../../rule";

/** Machines on dedicated hosts, which a restore does not put back there by itself. */
export const dedicatedHost: MachineRule = {
  code: "dedicated-host",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM on a dedicated host"),
  text: () => ({
    what: l10n.t("Reads whether the virtual machine is on a dedicated host or in a host group."),
    why: l10n.t("The backup works, but a restore that creates a new virtual machine cannot place it on the host."),
    fix: l10n.t(
      "The template needs no change: restore the disks and deploy a virtual machine with them onto the host.",
    ),
  }),
  check: (context) =>
    noteOnMachine(context, context.vm.dedicatedHost, () =>
      l10n.t(
        "{0} is on a dedicated host; {1} brings it back there only when its disks are restored and deployed onto the host.",
        context.subject,
        context.service,
      ),
    ),
};

export const dedicatedHostExample: RuleExample = {
  bad: `"properties": {
  "host": { "id": "[resourceId('Microsoft.Compute/hostGroups/hosts', 'hosts', 'host1')]" }
}
// a note about the restore: nothing is wrong with it`,
  good: `// A virtual machine without host and host group is restored as it was.`,
};
