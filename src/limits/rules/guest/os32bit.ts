import * as l10n from "@vscode/l10n";
import { needsNoAgent } from "../../parts/agentless";
import { certain } from "../../breach";
import { saysThirtyTwoBit } from "../../knowledge/guestSystems";
import type { MachineRule, RuleExample } from "../../rule";

/** Operating systems of 32 bits, as far as the name of an image tells. */
export const os32bit: MachineRule = {
  code: "os-32bit",
  kind: "template",
  about: "machine",
  title: () => l10n.t("32-bit operating system"),
  text: () => ({
    what: l10n.t(
      "Looks for the number of bits in the offer and the SKU of the Marketplace image; most images do not name it.",
    ),
    why: l10n.t(
      "32-bit operating systems are not supported, neither Windows nor Linux, unless the backup is crash-consistent only.",
    ),
    fix: l10n.t("Use an image with 64 bits."),
  }),
  check: ({ vm, subject, service }) =>
    saysThirtyTwoBit(vm.image) && !needsNoAgent(vm)
      ? [
          certain({
            message: l10n.t("{0} runs a 32-bit operating system, which {1} does not support.", subject, service),
            condition: l10n.t("Use an Enhanced policy for crash-consistent backups only."),
            place: vm.image?.sku.place ?? vm.place,
          }),
        ]
      : [],
};

export const os32bitExample: RuleExample = {
  bad: `"imageReference": {
  "publisher": "contoso",
  "offer": "appliance",
  "sku": "8-32bit",
  "version": "latest"
}`,
  good: `"imageReference": {
  "publisher": "contoso",
  "offer": "appliance",
  "sku": "8-64bit",
  "version": "latest"
}`,
};
