import * as l10n from "@vscode/l10n";
import type { RuleHeader } from "../../rule";

/** Domain controllers; met at a restore only, and only the user knows which machines are some. */
export const restoreDomainController: RuleHeader = {
  code: "restore-domain-controller",
  kind: "restore",
  title: () => l10n.t("Restoring a domain controller"),
  text: () => ({
    what: l10n.t("Restoring a virtual machine that is one of several domain controllers."),
    why: l10n.t(
      "A domain controller that comes back with an old state can put the directory at odds with itself. In October 2015 PowerShell was the only way; today it depends on whether another controller answers.",
    ),
    fix: l10n.t(
      "Make sure that another domain controller of the domain answers; without one, plan a forest recovery before restoring.",
    ),
  }),
};
