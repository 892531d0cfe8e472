import * as l10n from "@vscode/l10n";
import type { Source } from "../finding";
import { sources } from "../matrices/sources";

/** Something to have in place before a virtual machine can be backed up. */
export interface Prerequisite {
  readonly id: "vault" | "vm-agent" | "backup-extension" | "network";
  readonly title: string;
  readonly sentence2015: string;
  readonly source2015: Source;
  readonly sentenceToday: string;
  readonly sourceToday: Source;
}

/** What the article of October 2015 asks for before a backup, each with what holds today; for the hover and the panel. */
export function prerequisites(): readonly Prerequisite[] {
  return [
    {
      id: "vault",
      title: l10n.t("Vault"),
      sentence2015: l10n.t(
        "A backup vault in the region of the virtual machines; its redundancy is chosen right after it is created.",
      ),
      source2015: sources.october2015Article,
      sentenceToday: l10n.t(
        "A Recovery Services vault in the region of the virtual machines; its redundancy can be changed until it protects something.",
      ),
      sourceToday: sources.createVault,
    },
    {
      id: "vm-agent",
      title: l10n.t("VM agent"),
      sentence2015: l10n.t("The VM agent must be installed; it was an option when the virtual machine was created."),
      source2015: sources.october2015Article,
      sentenceToday: l10n.t(
        "The VM agent must be installed, which Marketplace images see to; only crash-consistent policies do without it.",
      ),
      sourceToday: sources.windowsAgent,
    },
    {
      id: "backup-extension",
      title: l10n.t("Backup extension"),
      sentence2015: l10n.t(
        "The service installs and updates it while the virtual machine runs; a stopped one is still backed up, crash-consistently.",
      ),
      source2015: sources.october2015Article,
      sentenceToday: l10n.t(
        "The service installs and updates it; until the first backup it may be missing, and a stopped virtual machine is backed up crash-consistently.",
      ),
      sourceToday: sources.prepare,
    },
    {
      id: "network",
      title: l10n.t("Network connection"),
      sentence2015: l10n.t(
        "The extension must reach an Azure Storage endpoint over the internet; without it the backup fails.",
      ),
      source2015: sources.october2015Article,
      sentenceToday: l10n.t("No outbound access is needed, unless there are disks with Write Accelerator."),
      sourceToday: sources.prepare,
    },
  ];
}
