import * as l10n from "@vscode/l10n";
import type { RuleHeader } from "../../rule";

/** Restoring where the vault is not; met at a restore only. */
export const crossRegionRestore: RuleHeader = {
  code: "cross-region-restore",
  kind: "restore",
  title: () => l10n.t("Restoring in another region"),
  text: () => ({
    what: l10n.t("Restoring a recovery point in a region other than the vault's."),
    why: l10n.t(
      "In October 2015 there was no way. Today the paired region can be used when the vault is geo-redundant and cross-region restore was switched on beforehand.",
    ),
    fix: l10n.t("Choose geo-redundant storage and switch cross-region restore on while the vault is still empty."),
  }),
};
