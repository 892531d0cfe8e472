import * as l10n from "@vscode/l10n";
import { needsNoAgent } from "../../parts/agentless";
import { certain, parameterNames, possible } from "../../breach";
import { judge } from "../../parts/judgement";
import type { MachineRule, RuleExample } from "../../rule";
import { replacing } from "../../parts/valueFix";

/** Machines that take no extensions, and so not that of the backup either. */
export const extensionOperationsDisabled: MachineRule = {
  code: "extension-operations-disabled",
  kind: "template",
  about: "machine",
  title: () => l10n.t("Extension operations forbidden"),
  text: () => ({
    what: l10n.t("Reads allowExtensionOperations of the virtual machine; when it is absent, extensions are allowed."),
    why: l10n.t("The backup extension cannot be installed on a virtual machine that forbids extensions."),
    fix: l10n.t("Set allowExtensionOperations to true, after installing the VM agent where it is missing."),
  }),
  check: ({ vm, subject, service }) => {
    const { extensionOperations } = vm;
    const judged = judge(extensionOperations, (allowed) => !allowed);
    const place = extensionOperations.place ?? vm.place;
    if (judged.verdict === "keeps" || needsNoAgent(vm)) {
      return [];
    }
    if (judged.verdict === "open") {
      const message = l10n.t(
        "Parameter {0} decides whether {1} allows extensions, of which {2} needs one.",
        parameterNames(judged.fact.because),
        subject,
        service,
      );
      return [possible(judged.fact, { message, place, breakingValues: ["false"] })];
    }
    const title = l10n.t("Set allowExtensionOperations to true");
    return [
      certain({
        message: l10n.t("{0} forbids extensions, but {1} needs its own in there.", subject, service),
        place,
        // Whoever forbids extensions may mean it: not one of the fixes that are taken unasked.
        fixes: [replacing(extensionOperations.place, { id: "allow-extensions", title, by: true })],
      }),
    ];
  },
};

export const extensionOperationsDisabledExample: RuleExample = {
  bad: `"osProfile": {
  "computerName": "web",
  "adminUsername": "azureuser",
  "allowExtensionOperations": false
}`,
  good: `"osProfile": {
  "computerName": "web",
  "adminUsername": "azureuser",
  "allowExtensionOperations": true
}`,
};
