import * as l10n from "@vscode/l10n";
import { noteOnMachine } from "../../parts/machineNotes";
import type { MachineRule, RuleExample } from "../../rule";

/** Spot machines, which come back as regular ones. */
export const spotVm: MachineRule = {
  code: "spot-vm",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Spot VM"),
  text: () => ({
    what: l10n.t("Reads the priority of the virtual machine: Spot."),
    why: l10n.t("The backup works, but a restore makes a regular virtual machine, which costs more than a Spot VM."),
    fix: l10n.t("The template needs no change; reckon with the price of a regular virtual machine after a restore."),
  }),
  check: (context) =>
    noteOnMachine(context, context.vm.spot, () =>
      l10n.t(
        "{0} is a Spot VM; {1} backs it up, but restores it as a regular VM at the regular price.",
        context.subject,
        context.service,
      ),
    ),
};

export const spotVmExample: RuleExample = {
  bad: `"properties": {
  "priority": "Spot",
  "evictionPolicy": "Deallocate"
}
// a note about the restore: nothing is wrong with it`,
  good: `"properties": {
  "priority": "Regular"
}`,
};
