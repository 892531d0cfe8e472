import * as vscode from "vscode";
import type { DiskProfile } from "../../../limits/profile/disk";
import type { VmProfile } from "../../../limits/profile/vm";
import { factText, isTrue, unknownText } from "./factText";

/** A hover shows little at a time; what is further down is in the template. */
const mostDiskLines = 4;

/**
 * The data disks, those that are alike in one line: "LUN 0–39: StandardSSD_LRS, 128 GiB".
 * @param offset when a single disk's own declaration is there, only what that declares is told
 */
export function dataDiskFacts({ dataDisks }: VmProfile, offset: number): readonly string[] {
  const count = dataDiskCount(dataDisks);
  if (!dataDisks.known) {
    return [count];
  }
  const here = dataDisks.value.filter((disk) => isDeclaredAt(disk, offset));
  const alike: { readonly text: string; readonly disks: DiskProfile[] }[] = [];
  for (const disk of here.length > 0 ? here : dataDisks.value) {
    const text = diskText(disk);
    const last = alike.at(-1);
    if (last?.text === text) {
      last.disks.push(disk);
    } else {
      alike.push({ text, disks: [disk] });
    }
  }
  const shown = alike.slice(0, mostDiskLines);
  const more = alike.slice(mostDiskLines).reduce((sum, { disks }) => sum + disks.length, 0);
  return [
    count,
    ...shown.map(({ text, disks }) => `${lunsText(disks)}: ${text}`),
    ...(more > 0 ? [vscode.l10n.t("and {0} more", more)] : []),
  ];
}

function isDeclaredAt({ place }: DiskProfile, offset: number): boolean {
  const span = place?.span;
  return span !== undefined && span.file === undefined && offset >= span.offset && offset < span.offset + span.length;
}

/** "2 data disks", or why their number is not known. */
export function dataDiskCount(disks: VmProfile["dataDisks"]): string {
  if (!disks.known) {
    return vscode.l10n.t("number of data disks unknown: {0}", unknownText(disks));
  }
  return disks.value.length === 1 ? vscode.l10n.t("1 data disk") : vscode.l10n.t("{0} data disks", disks.value.length);
}

/** One disk: its SKU, its size and what is special about it. */
export function diskText(disk: DiskProfile): string {
  const size = disk.sizeGB.known
    ? disk.sizeGB.value === undefined
      ? []
      : [vscode.l10n.t("{0} GiB", disk.sizeGB.value)]
    : [vscode.l10n.t("size {0}", unknownText(disk.sizeGB))];
  const traits = [
    ...(isTrue(disk.shared) ? [vscode.l10n.t("shared")] : []),
    ...(isTrue(disk.writeAccelerator) ? [vscode.l10n.t("Write Accelerator")] : []),
    ...(isTrue(disk.ephemeral) ? [vscode.l10n.t("ephemeral")] : []),
    ...(isUnmanaged(disk) ? [vscode.l10n.t("unmanaged")] : []),
  ];
  // An unmanaged disk has the performance of its storage account: it has no SKU of its own.
  const sku = isUnmanaged(disk) ? [] : [factText(disk.sku, vscode.l10n.t("default SKU"))];
  return [...sku, ...size, ...traits].join(", ");
}

function isUnmanaged({ kind }: DiskProfile): boolean {
  return kind.known && kind.value === "unmanaged";
}

function lunsText(disks: readonly DiskProfile[]): string {
  const luns = disks.flatMap(({ lun }) => (lun?.known === true ? [lun.value] : []));
  const [first, last] = [luns.at(0), luns.at(-1)];
  if (first === undefined || last === undefined || luns.length < disks.length) {
    return disks.length === 1 ? vscode.l10n.t("1 data disk") : vscode.l10n.t("{0} data disks", disks.length);
  }
  // A stretch is told only of LUNs that follow one another.
  const isStretch = luns.every((lun, index) => lun === first + index);
  return first === last
    ? vscode.l10n.t("LUN {0}", first)
    : isStretch
      ? vscode.l10n.t("LUN {0}–{1}", first, last)
      : vscode.l10n.t("LUN {0}", luns.join(", "));
}
