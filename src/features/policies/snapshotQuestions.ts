import * as vscode from "vscode";
import type { PolicyArchive, PolicyPlan, SnapshotGroup } from "../../azure/policies/policyPlan";
import { input } from "../../host/prompts/inputPrompt";
import { pick } from "../../host/prompts/prompts";
import { archiveBounds, snapshotBounds } from "./planBounds";
import { askNumber } from "./policyQuestions";

/** Days that snapshots are kept, within what the schedule and the retention allow. */
export function askSnapshots(title: string, plan: PolicyPlan): Promise<number> {
  const usual = plan.kind === "Enhanced" ? 7 : 2;
  return askNumber(
    title,
    vscode.l10n.t("Days that snapshots for instant restore are kept"),
    plan.instantRestoreDays ?? usual,
    snapshotBounds(plan),
  );
}

/** Why a policy cannot move recovery points to the archive, or undefined. */
export function archiveProblem({ retention }: PolicyPlan): string | undefined {
  return archiveBounds(retention) === undefined
    ? vscode.l10n.t("Only for monthly or yearly recovery points that are kept for 9 months or more.")
    : undefined;
}

/** Whether and when recovery points go to the archive tier. */
export async function askArchive(title: string, { retention, archive }: PolicyPlan): Promise<PolicyArchive> {
  const t = vscode.l10n.t;
  const mode = await pick<PolicyArchive["mode"]>({
    title,
    placeholder: t("Which recovery points go to the archive tier by themselves?"),
    choices: [
      { label: t("None"), value: "none" },
      {
        label: t("Those that Azure recommends"),
        detail: t("As far as the archive is cheaper for them."),
        value: "recommended",
      },
      {
        label: t("All that can"),
        detail: t("Monthly and yearly ones, after some months in the vault."),
        value: "after",
      },
    ],
  });
  if (mode !== "after") {
    return { mode };
  }
  const present = archive?.mode === "after" ? archive.months : 3;
  const bounds = archiveBounds(retention) ?? { least: 3, most: 3 };
  return { mode, months: await askNumber(title, t("Months after which they are moved"), present, bounds) };
}

/** What snapshots are to be consistent with; only for Enhanced policies. */
export function askConsistency(title: string): Promise<true | undefined> {
  const t = vscode.l10n.t;
  return pick<true | undefined>({
    title,
    placeholder: t("How consistent are the snapshots?"),
    choices: [
      {
        label: t("Application or file system"),
        detail: t("With the VM's agent; crash-consistent when that fails."),
        value: undefined,
      },
      {
        label: t("Crash-consistent only"),
        detail: t("Without an agent; not with Ultra, Premium SSD v2, shared or ephemeral OS disks."),
        value: true,
      },
    ],
  });
}

/** What is wrong with the name of the resource groups of snapshots, or undefined. Azure puts a number between the two parts. */
export function snapshotGroupProblem(prefix: string, suffix: string): string | undefined {
  const name = `${prefix}1${suffix}`;
  return name.length > 90 || !/^[\p{L}\p{N}._()-]*[\p{L}\p{N}_()-]$/u.test(name)
    ? vscode.l10n.t(
        "With Azure's number between, it has 90 letters, digits and ( ) - _ . at most, and does not end with a period.",
      )
    : undefined;
}

/** How the resource groups of snapshots are to be named; undefined for Azure's own names. */
export async function askSnapshotGroup(
  title: string,
  { snapshotGroup }: PolicyPlan,
): Promise<SnapshotGroup | undefined> {
  const t = vscode.l10n.t;
  const typed = await input({
    title,
    prompt: t("What the names of the resource groups of snapshots begin with; empty for Azure's own names"),
    value: snapshotGroup?.prefix ?? "",
    validate: (value) => snapshotGroupProblem(value.trim(), ""),
  });
  const prefix = typed.trim();
  if (prefix === "") {
    return undefined;
  }
  const suffix = await input({
    title,
    prompt: t("What they end with, after Azure's number; may be empty"),
    value: snapshotGroup?.suffix ?? "",
    validate: (value) => snapshotGroupProblem(prefix, value.trim()),
  });
  return { prefix, suffix: suffix.trim() === "" ? undefined : suffix.trim() };
}
