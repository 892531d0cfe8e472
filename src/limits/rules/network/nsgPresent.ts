import * as l10n from "@vscode/l10n";
import type { RuleHeader } from "../../rule";

/** Network security groups, which a backup keeps. */
export const nsgPresent: RuleHeader = {
  code: "nsg-present",
  kind: "template",
  title: () => l10n.t("Network security group"),
  text: () => ({
    what: l10n.t("Network security groups on the network interfaces and subnets of a virtual machine."),
    why: l10n.t("They are supported, and what is known of them is kept. What they deny is a matter of its own."),
    fix: l10n.t("Nothing to do; change no security group while a restore runs."),
  }),
};
