import * as vscode from "vscode";
import type { BackupPolicy, DiskSelection } from "../../../azure/models";
import { pick, pickMany } from "../../../host/prompts/prompts";
import type { DiskProfile } from "../../../limits/profile/disk";
import type { VmProfile } from "../../../limits/profile/vm";

/** The data disks of a VM, as far as their LUNs are known. */
function dataDisks(profile: VmProfile): readonly { readonly lun: number; readonly disk: DiskProfile }[] {
  const disks = profile.dataDisks.known ? profile.dataDisks.value : [];
  return disks.flatMap((disk) => (disk.lun?.known === true ? [{ lun: disk.lun.value, disk }] : []));
}

/**
 * What follows from leaving disks out ("Selective disk backup and restore for Azure virtual machines", 2026-01-23): only
 * disks can be restored, and a Standard policy makes, and bills, snapshots of all disks all the same.
 */
export function consequences(kind: BackupPolicy["kind"] | undefined): string {
  const t = vscode.l10n.t;
  const restore = t("Then only disks can be restored, no VM.");
  return kind === "Standard" ? `${restore} ${t("A Standard policy bills snapshots of all disks.")}` : restore;
}

/** Why disks cannot be left out, or undefined: "not supported for encrypted VMs" with a Standard policy (same article). */
function exclusionProblem(profile: VmProfile, kind: BackupPolicy["kind"] | undefined): string | undefined {
  const disks = [
    ...(profile.osDisk === undefined ? [] : [profile.osDisk]),
    ...dataDisks(profile).map(({ disk }) => disk),
  ];
  return kind === "Standard" && disks.some(({ guestEncrypted }) => guestEncrypted.known && guestEncrypted.value)
    ? vscode.l10n.t("A Standard policy backs up all disks of a VM that Azure Disk Encryption encrypts.")
    : undefined;
}

/** Shared disks are left out under an Enhanced policy ("Support matrix for Azure VM backups", 2026-03-26). */
function isShared({ shared }: DiskProfile): boolean {
  return shared.known && shared.value;
}

function diskText({ sizeGB, sku }: DiskProfile): string {
  const size = sizeGB.known && sizeGB.value !== undefined ? vscode.l10n.t("{0} GiB", sizeGB.value) : undefined;
  return [size, sku.known ? sku.value : undefined].filter((part) => part !== undefined).join(" · ");
}

function isIncluded(lun: number, present: DiskSelection | undefined): boolean {
  switch (present?.kind) {
    case undefined:
    case "all":
      return true;
    case "only":
      return present.luns.includes(lun);
    case "allBut":
      return !present.luns.includes(lun);
  }
}

/**
 * Asks which disks of a VM are backed up, with what follows from it.
 * @param present how it is now; undefined for a VM that is not protected yet
 * @returns undefined for a VM without data disks: there is nothing to choose
 * @throws CancellationError
 */
export async function chooseDisks(
  title: string,
  profile: VmProfile,
  kind: BackupPolicy["kind"] | undefined,
  present: DiskSelection | undefined,
): Promise<DiskSelection | undefined> {
  const t = vscode.l10n.t;
  const disks = dataDisks(profile);
  if (disks.length === 0) {
    return undefined;
  }
  const unsuitable = exclusionProblem(profile, kind);
  const now = t("now");
  const way = await pick<"all" | "os" | "choose">({
    title,
    placeholder: t("Which disks are backed up? The OS disk always is."),
    choices: [
      {
        label: t("All disks"),
        description: present?.kind === "all" ? now : undefined,
        detail: t("Also those that are attached later."),
        unsuitable: disks.some(({ disk }) => isShared(disk))
          ? t("A shared disk is not backed up with a VM: leave it out.")
          : undefined,
        value: "all",
      },
      {
        label: t("Only the OS disk"),
        description: present?.kind === "only" && present.luns.length === 0 ? now : undefined,
        detail: consequences(kind),
        unsuitable,
        value: "os",
      },
      { label: t("Choose data disks…"), detail: consequences(kind), unsuitable, value: "choose" },
    ],
  });
  if (way !== "choose") {
    return way === "all" ? { kind: "all" } : { kind: "only", luns: [] };
  }
  const chosen = await pickMany({
    title,
    placeholder: t("Tick the data disks to back up"),
    choices: disks.map(({ lun, disk }) => ({
      label: t("LUN {0}", lun),
      description: diskText(disk),
      picked: isIncluded(lun, present),
      unsuitable: isShared(disk) ? t("It is shared.") : undefined,
      value: lun,
    })),
  });
  return selectionOf(
    title,
    disks.map(({ lun }) => lun),
    chosen,
  );
}

/** What becomes of disks that are attached later decides between the two ways of saying the same of the present ones. */
async function selectionOf(title: string, luns: readonly number[], chosen: readonly number[]): Promise<DiskSelection> {
  const later = await pick({
    title,
    placeholder: vscode.l10n.t("And disks that are attached later?"),
    choices: [
      { label: vscode.l10n.t("Back them up too"), value: true },
      { label: vscode.l10n.t("Leave them out"), value: false },
    ],
  });
  if (!later) {
    return { kind: "only", luns: chosen };
  }
  return chosen.length === luns.length
    ? { kind: "all" }
    : { kind: "allBut", luns: luns.filter((lun) => !chosen.includes(lun)) };
}
