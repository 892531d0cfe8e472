import * as l10n from "@vscode/l10n";
import { computeRows } from "./october2015/compute";
import { diskRows } from "./october2015/disks";
import { guestRows } from "./october2015/guest";
import { networkRows } from "./october2015/network";
import { policyRows } from "./october2015/policy";
import { restoreRows } from "./october2015/restore";
import { vaultRows } from "./october2015/vault";
import type { SupportMatrix } from "./matrix";

/** The limits of the article of 23 October 2015. */
export const october2015: SupportMatrix = {
  id: "2015-10",
  service: () => l10n.t("Azure Backup of October 2015"),
  title: () => l10n.t("October 2015"),
  rows: { ...computeRows, ...guestRows, ...diskRows, ...networkRows, ...vaultRows, ...policyRows, ...restoreRows },
};
