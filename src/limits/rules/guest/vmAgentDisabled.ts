import * as l10n from "@vscode/l10n";
import { needsNoAgent } from "../../parts/agentless";
import { certain, parameterNames, parametersMayBreak, possible } from "../../breach";
import type { MachineRule, RuleExample } from "../../rule";
import { replacing } from "../../parts/valueFix";

/** The VM agent, switched off where the machine is declared. */
export const vmAgentDisabled: MachineRule = {
  code: "vm-agent-disabled",
  kind: "template",
  about: "machine",
  title: () => l10n.t("VM agent switched off"),
  text: () => ({
    what: l10n.t(
      "Reads provisionVMAgent of the Windows or Linux configuration; when it is absent, the agent is installed.",
    ),
    why: l10n.t(
      "The backup extension runs under the VM agent. Without it there is no application-consistent or file-system-consistent backup.",
    ),
    fix: l10n.t("Set provisionVMAgent to true, or delete the property."),
  }),
  check: ({ vm, subject, service }) => {
    const agent = vm.vmAgentProvisioned;
    const place = agent.place ?? vm.place;
    if (agent.known) {
      return agent.value
        ? []
        : [
            certain({
              message: l10n.t("{0} is created without the VM agent, which {1} needs.", subject, service),
              severity: needsNoAgent(vm) ? "warning" : undefined,
              place,
              fixes: [
                replacing(agent.place, {
                  id: "provision-agent",
                  title: l10n.t("Set provisionVMAgent to true"),
                  by: true,
                  harmless: true,
                }),
              ],
            }),
          ];
    }
    if (!parametersMayBreak(agent, (provisioned) => !provisioned)) {
      return [];
    }
    return [
      possible(agent, {
        message: l10n.t(
          "Parameter {0} decides whether {1} gets the VM agent, which {2} needs.",
          parameterNames(agent.because),
          subject,
          service,
        ),
        place,
        breakingValues: ["false"],
      }),
    ];
  },
};

export const vmAgentDisabledExample: RuleExample = {
  bad: `"osProfile": {
  "computerName": "web",
  "adminUsername": "azureuser",
  "adminPassword": "[parameters('adminPassword')]",
  "windowsConfiguration": { "provisionVMAgent": false }
}`,
  good: `"osProfile": {
  "computerName": "web",
  "adminUsername": "azureuser",
  "adminPassword": "[parameters('adminPassword')]",
  "windowsConfiguration": { "provisionVMAgent": true }
}`,
};
