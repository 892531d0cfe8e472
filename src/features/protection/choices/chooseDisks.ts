import * as vscode from "vscode";
import type { BackupPolicy, DiskSelection } from "../../../azure/models";
import { pick, pickMany } from "../../../host/prompts/prompts";
import type { Step, StepLook } from "../../../host/prompts/steps";
import type { DiskProfile } from "../../../limits/profile/disk";
import type { VmProfile } from "../../../limits/profile/vm";

/** What is asked about the disks of a VM. */
export interface DiskQuestion {
  readonly title: string;
  readonly profile: VmProfile;
  /** Of the policy; undefined when it is not known. */
  readonly kind: BackupPolicy["kind"] | undefined;
  /** How it is now; undefined for a VM that is not protected yet. */
  readonly present: DiskSelection | undefined;
}

/** What the user has answered so far. */
export interface DiskAnswers {
  readonly way?: "all" | "os" | "choose" | undefined;
  /** LUNs of the data disks that are backed up. */
  readonly luns?: readonly number[] | undefined;
  /** Whether those that are attached later are backed up as well. */
  readonly later?: boolean | undefined;
}

/** The data disks of a VM, as far as their LUNs are known. */
export function dataDisks(profile: VmProfile): readonly { readonly lun: number; readonly disk: DiskProfile }[] {
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
function exclusionProblem({ profile, kind }: DiskQuestion): string | undefined {
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

/** "LUN 0: web-01-data", as far as the disk has a name. */
function diskName(lun: number, { name }: DiskProfile): string {
  return name.known && name.value !== undefined
    ? vscode.l10n.t("LUN {0}: {1}", lun, name.value)
    : vscode.l10n.t("LUN {0}", lun);
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

/** How the disks are chosen now; undefined for a VM that is not protected yet. */
function presentWay(present: DiskSelection | undefined): DiskAnswers["way"] {
  if (present === undefined || present.kind === "all") {
    return present?.kind;
  }
  return present.kind === "only" && present.luns.length === 0 ? "os" : "choose";
}

function askWay(question: DiskQuestion, step: StepLook, former: DiskAnswers["way"]): Promise<DiskAnswers["way"]> {
  const t = vscode.l10n.t;
  const { title, profile, kind, present } = question;
  const unsuitable = exclusionProblem(question);
  const now = presentWay(present);
  const choices = [
    {
      label: t("All disks"),
      detail: t("Also those that are attached later."),
      unsuitable: dataDisks(profile).some(({ disk }) => isShared(disk))
        ? t("A shared disk is not backed up with a VM: leave it out.")
        : undefined,
      value: "all",
    },
    { label: t("Only the OS disk"), detail: consequences(kind), unsuitable, value: "os" },
    { label: t("Choose data disks…"), detail: consequences(kind), unsuitable, value: "choose" },
  ] as const;
  return pick<DiskAnswers["way"]>({
    title,
    placeholder: t("Which disks are backed up? The OS disk always is."),
    step,
    choices: choices.map((choice) => ({
      ...choice,
      description: choice.value === now ? t("now") : undefined,
      picked: choice.value === (former ?? now),
    })),
  });
}

function askLuns(
  { title, profile, present }: DiskQuestion,
  step: StepLook,
  former: readonly number[] | undefined,
): Promise<readonly number[]> {
  return pickMany({
    title,
    placeholder: vscode.l10n.t("Tick the data disks to back up"),
    step,
    choices: dataDisks(profile).map(({ lun, disk }) => ({
      label: diskName(lun, disk),
      description: diskText(disk),
      picked: former?.includes(lun) ?? isIncluded(lun, present),
      unsuitable: isShared(disk) ? vscode.l10n.t("It is shared.") : undefined,
      value: lun,
    })),
  });
}

/** What becomes of disks that are attached later decides between the two ways of saying the same of the present ones. */
function askLater({ title, present }: DiskQuestion, step: StepLook, former: boolean | undefined): Promise<boolean> {
  const proposed = former ?? present?.kind !== "only";
  return pick({
    title,
    placeholder: vscode.l10n.t("And disks that are attached later?"),
    step,
    choices: [
      { label: vscode.l10n.t("Back them up too"), picked: proposed, value: true },
      { label: vscode.l10n.t("Leave them out"), picked: !proposed, value: false },
    ],
  });
}

/**
 * The questions which disks of a VM are backed up, with what follows from it.
 * @param questionOf undefined when there is nothing to choose, as for a VM without data disks
 */
export function diskSteps<T extends DiskAnswers>(
  questionOf: (answers: T) => DiskQuestion | undefined,
): readonly Step<T>[] {
  const step = (
    applies: (answers: T) => boolean,
    ask: (question: DiskQuestion, place: StepLook, former: T) => Promise<DiskAnswers>,
  ): Step<T> => ({
    applies,
    ask: async (answers, place, former) => {
      const question = questionOf(answers);
      return question === undefined ? answers : { ...answers, ...(await ask(question, place, former)) };
    },
  });
  const isChosen = ({ way }: T) => way === "choose";
  return [
    {
      ...step(
        (answers) => questionOf(answers) !== undefined,
        async (question, place, former) => ({ way: await askWay(question, place, former.way) }),
      ),
      decides: true,
    },
    step(isChosen, async (question, place, former) => ({ luns: await askLuns(question, place, former.luns) })),
    step(isChosen, async (question, place, former) => ({ later: await askLater(question, place, former.later) })),
  ];
}

/** What the answers come to; undefined when nothing was asked. */
export function selectionOf(profile: VmProfile, { way, luns = [], later }: DiskAnswers): DiskSelection | undefined {
  switch (way) {
    case undefined:
      return undefined;
    case "all":
      return { kind: "all" };
    case "os":
      return { kind: "only", luns: [] };
    case "choose": {
      const leftOut = dataDisks(profile).flatMap(({ lun }) => (luns.includes(lun) ? [] : [lun]));
      if (later !== true) {
        return { kind: "only", luns };
      }
      return leftOut.length === 0 ? { kind: "all" } : { kind: "allBut", luns: leftOut };
    }
  }
}
