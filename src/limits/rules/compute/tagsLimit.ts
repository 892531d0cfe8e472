import * as l10n from "@vscode/l10n";
import { certain } from "../../breach";
import type { MachineRule, RuleExample } from "../../rule";

/** The number of tags of a machine that a backup keeps. */
export const tagsLimit: MachineRule = {
  code: "tags-limit",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Tags on the VM"),
  text: () => ({
    what: l10n.t("Counts the tags of the virtual machine."),
    why: l10n.t(
      "The tags of the virtual machine are backed up and restored up to a limit; those of network interfaces and IP addresses are not.",
    ),
    fix: l10n.t("Use fewer tags, and set the tags of network interfaces and IP addresses again after a restore."),
  }),
  check: ({ vm, row, subject, service }) => {
    const most = row.value;
    const { tagCount } = vm;
    if (typeof most !== "number" || !tagCount.known || tagCount.value <= most) {
      return [];
    }
    return [
      certain({
        message: l10n.t("{0} has {1} tags, but {2} restores at most {3}.", subject, tagCount.value, service, most),
        place: tagCount.place ?? vm.place,
      }),
    ];
  },
};

export const tagsLimitExample: RuleExample = {
  bad: `"tags": {
  "tag01": "one",
  "tag02": "two"
}
// ... and so on: more than 50 of them`,
  good: `"tags": { "owner": "web team", "costCenter": "4711" }`,
};
