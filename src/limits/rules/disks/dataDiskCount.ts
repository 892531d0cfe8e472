import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import { judge, ofCount } from "../../parts/judgement";
import type { MachineRule, RuleExample } from "../../rule";

/** The number of data disks of a machine, which the service caps. */
export const dataDiskCount: MachineRule = {
  code: "data-disk-count",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Number of data disks"),
  text: () => ({
    what: l10n.t("Counts the data disks of the virtual machine, copy loops included."),
    why: l10n.t("A virtual machine with more disks than the service takes cannot be protected at all."),
    fix: l10n.t("Use fewer, larger disks, or move some of them to a second virtual machine."),
  }),
  check: ({ vm, row, service, subject }) => {
    const most = row.value;
    const disks = vm.dataDisks;
    if (typeof most !== "number") {
      return [];
    }
    const judgement = judge(disks, (list) => list.length > most);
    const place = disks.place ?? vm.place;
    switch (judgement.verdict) {
      case "keeps":
        return [];
      case "breaks": {
        const count = judgement.value.length;
        return [
          certain({
            message: l10n.t("{0} has {1} data disks, but {2} takes at most {3}.", subject, count, service, most),
            liftedMessage: l10n.t(
              "{0} has {1} data disks: outside the October 2015 limits (at most {2}); supported today.",
              subject,
              count,
              most,
            ),
            place,
          }),
        ];
      }
      case "open": {
        const message = l10n.t(
          "{0} has as many data disks as parameter {1} says; {2} takes at most {3}.",
          subject,
          parameterNames(judgement.fact.because),
          service,
          most,
        );
        const breakingValues = ofCount(judgement.fact, ...judgement.breaking.map(({ length }) => length));
        return [possible(judgement.fact, { message, place, breakingValues })];
      }
    }
  },
};

export const dataDiskCountExample: RuleExample = {
  bad: `"storageProfile": {
  "copy": [
    {
      "name": "dataDisks",
      "count": 33,
      "input": { "lun": "[copyIndex('dataDisks')]", "createOption": "Empty", "diskSizeGB": 128 }
    }
  ]
}`,
  good: `"storageProfile": {
  "copy": [
    {
      "name": "dataDisks",
      "count": 8,
      "input": { "lun": "[copyIndex('dataDisks')]", "createOption": "Empty", "diskSizeGB": 512 }
    }
  ]
}`,
};
