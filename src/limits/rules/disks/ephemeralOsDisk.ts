import * as l10n from "@vscode/l10n";
import { certain, parameterNames, possible } from "../../breach";
import { judge, ofParameter } from "../../parts/judgement";
import type { MachineRule, RuleExample } from "../../rule";

/** An OS disk that lives on the host, about which the texts disagree. Crash-consistent policies: see agentless-conditions. */
export const ephemeralOsDisk: MachineRule = {
  code: "ephemeral-os-disk",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Ephemeral OS disk"),
  text: () => ({
    what: l10n.t("Reads diffDiskSettings.option of the OS disk."),
    why: l10n.t(
      "Today's support matrix lists ephemeral OS disks as supported; troubleshooting texts of 2022 and 2023 show backup as not available for them, and crash-consistent backup without the agent leaves them out.",
    ),
    fix: l10n.t(
      "Keep what has to last on managed data disks, and have the service validate the virtual machine before.",
    ),
  }),
  check: ({ vm, subject, service }) => {
    const fact = vm.osDisk?.ephemeral;
    if (fact === undefined) {
      return [];
    }
    const place = fact.place ?? vm.osDisk?.place ?? vm.place;
    const judgement = judge(fact, (ephemeral) => ephemeral);
    if (judgement.verdict === "breaks") {
      const message = l10n.t(
        "The OS disk of {0} is ephemeral, and not all texts agree that {1} backs up such a VM.",
        subject,
        service,
      );
      return [certain({ message, place })];
    }
    if (judgement.verdict === "keeps") {
      return [];
    }
    const message = l10n.t(
      "Parameter {0} decides whether the OS disk of {1} is ephemeral; the texts about {2} disagree on such disks.",
      parameterNames(judgement.fact.because),
      subject,
      service,
    );
    return [possible(judgement.fact, { message, place, breakingValues: ofParameter(judgement.fact, "Local") })];
  },
};

export const ephemeralOsDiskExample: RuleExample = {
  bad: `"osDisk": {
  "createOption": "FromImage",
  "caching": "ReadOnly",
  "diffDiskSettings": { "option": "Local", "placement": "CacheDisk" }
}`,
  good: `"osDisk": {
  "createOption": "FromImage",
  "managedDisk": { "storageAccountType": "StandardSSD_LRS" }
}`,
};
