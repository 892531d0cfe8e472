import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import { judge } from "../../parts/judgement";
import { hasTemporaryDisk } from "../../knowledge/vmSizes";
import type { MachineRule, RuleExample } from "../../rule";

/** The temporary disk of a machine, as far as the name of its size tells that it has one. */
export const temporaryDisk: MachineRule = {
  code: "temporary-disk",
  kind: "template",
  about: "machine",
  oncePerTemplate: true,
  title: () => l10n.t("Temporary disk"),
  text: () => ({
    what: l10n.t(
      "Reads the size of the virtual machine: a d among the letters after the number of cores, as in Standard_D4ds_v5, stands for a local temporary disk.",
    ),
    why: l10n.t("The temporary disk is never backed up, then or now."),
    fix: l10n.t("Keep nothing lasting on the temporary disk; put it on a data disk."),
  }),
  check: ({ vm, subject, service }) =>
    judge(vm.size, hasTemporaryDisk).verdict === "breaks"
      ? [
          certain({
            message: l10n.t("{0} has a temporary disk, which {1} never backs up.", subject, service),
            place: vm.size.place ?? vm.place,
          }),
        ]
      : [],
};

export const temporaryDiskExample: RuleExample = {
  bad: `"hardwareProfile": { "vmSize": "Standard_D4ds_v5" }`,
  good: `"hardwareProfile": { "vmSize": "Standard_D4s_v5" }`,
};
