import * as vscode from "vscode";
import type { PolicyArchive, PolicyPlan } from "../../azure/policies/policyPlan";
import { input } from "../../host/prompts/inputPrompt";
import { pick } from "../../host/prompts/prompts";
import type { Step } from "../../host/prompts/steps";
import { archiveBounds, snapshotBounds } from "./planBounds";
import { askNumber } from "./policyQuestions";

/** Days that snapshots are kept, within what the schedule and the retention allow. */
export function snapshotsStep(title: string): Step<PolicyPlan> {
  return {
    applies: (plan) => {
      const { least, most } = snapshotBounds(plan);
      return least < most;
    },
    ask: async (plan, step, former) => {
      const usual = plan.kind === "Enhanced" ? 7 : 2;
      const prompt = vscode.l10n.t("Days that snapshots for instant restore are kept");
      const value = former.instantRestoreDays ?? usual;
      return {
        ...plan,
        instantRestoreDays: await askNumber({ title, prompt, step, value, bounds: snapshotBounds(plan) }),
      };
    },
  };
}

/** Why a policy cannot move recovery points to the archive, or undefined. */
export function archiveProblem({ retention }: PolicyPlan): string | undefined {
  return archiveBounds(retention) === undefined
    ? vscode.l10n.t("Only for monthly or yearly recovery points that are kept for 9 months or more.")
    : undefined;
}

/** Whether and when recovery points go to the archive tier. */
export function archiveSteps(title: string): readonly Step<PolicyPlan>[] {
  return [archiveModeStep(title), archiveMonthsStep(title)];
}

function archiveModeStep(title: string): Step<PolicyPlan> {
  const t = vscode.l10n.t;
  const choices = [
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
  ] as const;
  return {
    decides: true,
    ask: async (plan, step, { archive }) => {
      const mode = await pick<PolicyArchive["mode"]>({
        title,
        placeholder: t("Which recovery points go to the archive tier by themselves?"),
        step,
        choices: choices.map((choice) => ({ ...choice, picked: choice.value === archive?.mode })),
      });
      const months = archive?.mode === "after" ? archive.months : 3;
      return { ...plan, archive: mode === "after" ? { mode, months } : { mode } };
    },
  };
}

function archiveMonthsStep(title: string): Step<PolicyPlan> {
  return {
    applies: ({ archive }) => archive?.mode === "after",
    ask: async (plan, step, { archive }) => {
      const prompt = vscode.l10n.t("Months after which they are moved");
      const value = archive?.mode === "after" ? archive.months : 3;
      const bounds = archiveBounds(plan.retention) ?? { least: 3, most: 3 };
      return { ...plan, archive: { mode: "after", months: await askNumber({ title, prompt, step, value, bounds }) } };
    },
  };
}

/** What snapshots are to be consistent with; only for Enhanced policies. */
export function consistencyStep(title: string): Step<PolicyPlan> {
  const t = vscode.l10n.t;
  const choices = [
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
  ] as const;
  return {
    ask: async (plan, step, former) => ({
      ...plan,
      crashConsistentOnly: await pick<true | undefined>({
        title,
        placeholder: t("How consistent are the snapshots?"),
        step,
        choices: choices.map((choice) => ({ ...choice, picked: choice.value === former.crashConsistentOnly })),
      }),
    }),
  };
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

/** How the resource groups of snapshots are to be named; without a prefix, Azure names them. */
export function snapshotGroupSteps(title: string): readonly Step<PolicyPlan>[] {
  const t = vscode.l10n.t;
  return [
    {
      decides: true,
      ask: async (plan, step, { snapshotGroup }) => {
        const typed = await input({
          title,
          prompt: t("What the names of the resource groups of snapshots begin with; empty for Azure's own names"),
          placeholder: t("Azure's own names"),
          value: snapshotGroup?.prefix ?? "",
          step,
          validate: (value) => snapshotGroupProblem(value.trim(), ""),
        });
        const prefix = typed.trim();
        return { ...plan, snapshotGroup: prefix === "" ? undefined : { prefix, suffix: snapshotGroup?.suffix } };
      },
    },
    {
      applies: ({ snapshotGroup }) => snapshotGroup !== undefined,
      ask: async (plan, step, former) => {
        const prefix = plan.snapshotGroup?.prefix ?? "";
        const typed = await input({
          title,
          prompt: t("What they end with, after Azure's number; may be empty"),
          placeholder: t("Nothing after the number"),
          value: former.snapshotGroup?.suffix ?? "",
          step,
          validate: (value) => snapshotGroupProblem(prefix, value.trim()),
        });
        const suffix = typed.trim();
        return { ...plan, snapshotGroup: { prefix, suffix: suffix === "" ? undefined : suffix } };
      },
    },
  ];
}
