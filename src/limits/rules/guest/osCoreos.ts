import * as l10n from "@vscode/l10n";
import { needsNoAgent } from "../../parts/agentless";
import { certain } from "../../breach";
import { imagePlace, isCoreOs } from "../../knowledge/guestSystems";
import type { MachineRule, RuleExample } from "../../rule";

/** CoreOS, which the agent-based backup does not support. */
export const osCoreos: MachineRule = {
  code: "os-coreos",
  kind: "template",
  about: "machine",
  title: () => l10n.t("CoreOS Linux"),
  text: () => ({
    what: l10n.t("Finds Marketplace images of the publisher CoreOS, and running guests that report CoreOS."),
    why: l10n.t("The support matrix leaves CoreOS out by name, unless the backup is crash-consistent only."),
    fix: l10n.t(
      "Move to another distribution (Flatcar is an endorsed one), or use an Enhanced policy for crash-consistent backups only.",
    ),
  }),
  check: ({ vm, subject, service }) =>
    isCoreOs(vm) && !needsNoAgent(vm)
      ? [
          certain({
            message: l10n.t("{0} runs CoreOS, which {1} does not support.", subject, service),
            condition: l10n.t("Use an Enhanced policy for crash-consistent backups only."),
            place: imagePlace(vm),
          }),
        ]
      : [],
};

export const osCoreosExample: RuleExample = {
  bad: `"imageReference": {
  "publisher": "CoreOS",
  "offer": "CoreOS",
  "sku": "Stable",
  "version": "latest"
}`,
  good: `"imageReference": {
  "publisher": "kinvolk",
  "offer": "flatcar-container-linux-free",
  "sku": "stable-gen2",
  "version": "latest"
}`,
};
