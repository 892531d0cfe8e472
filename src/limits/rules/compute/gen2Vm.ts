import * as l10n from "@vscode/l10n";
import type { RuleHeader } from "../../rule";

/** Machines of generation 2, which no text holds against: told, and never checked. */
export const gen2Vm: RuleHeader = {
  code: "gen2-vm",
  kind: "template",
  title: () => l10n.t("Generation 2 VM"),
  text: () => ({
    what: l10n.t("Nothing: virtual machines of generation 2 are backed up like those of generation 1."),
    why: l10n.t("A generation 2 virtual machine comes back as one of generation 2."),
    fix: l10n.t("Nothing to do."),
  }),
};
