import * as l10n from "@vscode/l10n";
import type { RuleHeader } from "../../rule";

/** Replacing a machine that exists; met at a restore only. */
export const restoreInPlace: RuleHeader = {
  code: "restore-in-place",
  kind: "restore",
  title: () => l10n.t("Replacing the existing VM at restore"),
  text: () => ({
    what: l10n.t("Restoring a recovery point over the virtual machine that it came from."),
    why: l10n.t(
      "In October 2015 the virtual machine and its disks had to be deleted first; today a restore can replace its disks.",
    ),
    fix: l10n.t(
      "Stop the virtual machine before it is replaced; it must still exist, and have managed, unencrypted disks.",
    ),
  }),
};
