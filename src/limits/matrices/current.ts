import * as l10n from "@vscode/l10n";
import { computeRows } from "./current/compute";
import { diskRows } from "./current/disks";
import { guestRows } from "./current/guest";
import { networkRows } from "./current/network";
import { policyRows } from "./current/policy";
import { restoreRows } from "./current/restore";
import { vaultRows } from "./current/vault";
import type { SupportMatrix } from "./matrix";

/** The limits of the newest texts that could be read; the support matrix among them is of 26 March 2026. */
export const current: SupportMatrix = {
  id: "current",
  service: () => l10n.t("Azure Backup"),
  title: () => l10n.t("Today"),
  rows: { ...computeRows, ...guestRows, ...diskRows, ...networkRows, ...vaultRows, ...policyRows, ...restoreRows },
};
