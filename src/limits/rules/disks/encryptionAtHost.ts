import * as l10n from "@vscode/l10n";
import type { RuleHeader } from "../../rule";

/** Encryption at host, which changes nothing for a backup. */
export const encryptionAtHost: RuleHeader = {
  code: "encryption-at-host",
  kind: "template",
  title: () => l10n.t("Encryption at host"),
  text: () => ({
    what: l10n.t("Virtual machines whose host encrypts their disks and caches (securityProfile.encryptionAtHost)."),
    why: l10n.t("They are backed up and restored like others."),
    fix: l10n.t("Nothing to do."),
  }),
};
