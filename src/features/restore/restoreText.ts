import * as vscode from "vscode";
import { localTime } from "../../host/localTime";
import { resourceNameOf } from "../../host/resources/resourceId";
import type { AdviceNote } from "./fit/restoreAdvice";
import type { RestorePlan } from "./restorePlan";

/** The question before the last step. */
export function question({ request, vmName, point }: RestorePlan): string {
  const time = localTime(point.time);
  switch (request.kind) {
    case "disks":
      return vscode.l10n.t("Restore the disks of {0} from {1}?", vmName, time);
    case "newVm":
      return vscode.l10n.t("Restore {0} from {1} to the new VM {2}?", vmName, time, request.name);
    case "replaceDisks":
      return vscode.l10n.t("Replace the disks of {0} with those of {1}?", vmName, time);
  }
}

/** What is created, replaced and kept, then what else is worth knowing: paragraphs. */
export function summary(plan: RestorePlan): string {
  // Close together: VS Code cuts a dialog that is higher than the window.
  const done = [
    vscode.l10n.t("Created: {0}", created(plan)),
    vscode.l10n.t("Replaced: {0}", replaced(plan)),
    vscode.l10n.t("Kept: {0}", kept(plan)),
  ].join("\n");
  return [done, ...remarks(plan), ...notesFor(plan).map(noteText)].join("\n\n");
}

function created(plan: RestorePlan): string {
  const { request, groupName = "", vmName, account, newGroup, otherSubscription } = plan;
  const ownGroup =
    newGroup === undefined
      ? vscode.l10n.t("the resource group {0}", groupName)
      : vscode.l10n.t("the new resource group {0}", groupName);
  const group =
    otherSubscription === undefined
      ? ownGroup
      : vscode.l10n.t("{0} of the subscription {1}", ownGroup, otherSubscription);
  switch (request.kind) {
    case "disks":
      return vscode.l10n.t(
        "{0} in {1} ({2}), and a template to make a VM of them in the storage account {3}.",
        diskText(plan),
        group,
        placeText(request.region, request.zone),
        account.name,
      );
    case "newVm":
      return vscode.l10n.t(
        "The VM {0} with its disks and a network interface in {1} ({2}), in the subnet {3} of {4}.",
        request.name,
        group,
        placeText(request.region, request.zone),
        resourceNameOf(request.subnetId),
        plan.networkName ?? "",
      );
    case "replaceDisks":
      return vscode.l10n.t("Disks with the data of the recovery point, in the resource group of {0}.", vmName);
  }
}

function diskText({ request }: RestorePlan): string {
  if (request.kind !== "disks" || request.luns === undefined) {
    return vscode.l10n.t("Managed disks for the OS disk and all data disks");
  }
  return request.luns.length === 0
    ? vscode.l10n.t("A managed disk for the OS disk")
    : vscode.l10n.t("Managed disks for the OS disk and the data disks with LUN {0}", request.luns.join(", "));
}

function placeText(region: string, zone: string | undefined): string {
  if (zone === "NoZone") {
    return vscode.l10n.t("{0}, no zone", region);
  }
  return zone === undefined ? region : vscode.l10n.t("{0}, zone {1}", region, zone);
}

function replaced({ request, vmName }: RestorePlan): string {
  return request.kind === "replaceDisks"
    ? vscode.l10n.t(
        "The OS disk and the data disks of {0}; what was written since the recovery point is not on them.",
        vmName,
      )
    : vscode.l10n.t("Nothing.");
}

function kept({ request, vmName, facts }: RestorePlan): string {
  if (request.kind === "replaceDisks") {
    return vscode.l10n.t(
      "The VM {0} with its settings and network; its present disks stay in their resource group, attached to nothing, and cost what they cost.",
      vmName,
    );
  }
  return facts.source === undefined
    ? vscode.l10n.t("The recovery points of {0}, which does not exist any more.", vmName)
    : vscode.l10n.t("{0} as it is, with its disks and its backups.", vmName);
}

/** "FAQ: backing up Azure VMs" (2025-12-09): restores of one VM in 24 hours. */
const restoresPerDay = 20;

function remarks({ request, point, facts, vmName }: RestorePlan): readonly string[] {
  const found = [
    facts.recent.running > 0
      ? vscode.l10n.t("Another restore of {0} is running; this one is started beside it.", vmName)
      : undefined,
    facts.recent.lastDay >= restoresPerDay
      ? vscode.l10n.t(
          "Azure allows {0} restores of a VM in 24 hours; {1} have been started.",
          restoresPerDay,
          facts.recent.lastDay,
        )
      : undefined,
    request.rehydrate === undefined
      ? undefined
      : vscode.l10n.t(
          "The recovery point is brought back from the archive tier first and stays in the vault for {0} days.",
          request.rehydrate.days,
        ),
    request.secondary === true
      ? vscode.l10n.t(
          "It is made of the copy in {0}; its job is in the list of that region and cannot be cancelled.",
          facts.region.displayName,
        )
      : undefined,
    request.kind === "replaceDisks" && facts.vault.crossRegionRestore === true
      ? vscode.l10n.t(
          "Disks are replaced in the region of the VM only; in the paired region of the vault, its copies are restored as disks or as a new VM.",
        )
      : undefined,
    ...diskRemarks(request, facts, point),
    // "Restore VMs by using the Azure portal" (2026-05-04), post-restore steps.
    request.kind === "newVm"
      ? vscode.l10n.t(
          "The new VM is not protected, has a dynamic private address and no availability set, and its extensions have to be set up again.",
        )
      : undefined,
  ];
  return found.filter((remark) => remark !== undefined);
}

/** What encrypts the disks, and how they are reached, where that is not what everybody has. */
function diskRemarks(
  { diskEncryptionSetId, diskAccess, secondary }: RestorePlan["request"],
  { advice }: RestorePlan["facts"],
  { privateAccess }: RestorePlan["point"],
): readonly string[] {
  const found: string[] = [];
  if (diskEncryptionSetId !== undefined) {
    found.push(
      vscode.l10n.t("The disks are encrypted with the disk encryption set {0}.", resourceNameOf(diskEncryptionSetId)),
    );
  } else if (advice.customerKey) {
    found.push(
      secondary === true
        ? vscode.l10n.t("The disks get no disk encryption set in the paired region; it is set afterwards.")
        : vscode.l10n.t("The disks keep the disk encryption set of the VM."),
    );
  }
  if (privateAccess) {
    found.push(accessRemark(diskAccess));
  }
  return found;
}

function accessRemark(access: RestorePlan["request"]["diskAccess"]): string {
  switch (access?.kind) {
    case "public":
      return vscode.l10n.t("The disks are reached over the Internet too, unlike those of the VM.");
    case "private":
      return vscode.l10n.t("The disks are reached through the private endpoints of {0}.", resourceNameOf(access.id));
    case "same":
    case undefined:
      return vscode.l10n.t("The disks are reached as those of the VM: through private endpoints.");
  }
}

/** The limits of the article that this kind of restore meets: what concerns this VM, then what only the user can know. */
function notesFor({ request, facts }: RestorePlan): readonly AdviceNote[] {
  const { notes, network } = facts.advice;
  const codes = [
    request.kind === "replaceDisks" ? "restore-in-place" : undefined,
    // In the vault's own region nobody meets this limit.
    request.secondary === true ? "cross-region-restore" : undefined,
    facts.source?.osType?.toLowerCase() === "linux" ? undefined : "restore-domain-controller",
  ];
  const general = notes.filter((note) => codes.includes(note.code));
  return request.kind === "replaceDisks" ? general : [...network, ...general];
}

/** A limit, 2015 beside today. */
export function noteText({ title, october2015, today }: AdviceNote): string {
  return october2015 === today
    ? vscode.l10n.t("{0}. {1}", title, today)
    : vscode.l10n.t("{0}. October 2015: {1} Today: {2}", title, october2015, today);
}
