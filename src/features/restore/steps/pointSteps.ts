import * as vscode from "vscode";
import type { RestorePoint } from "../../../azure/restore/restoreModels";
import { OperationError } from "../../../host/errors/errors";
import { input } from "../../../host/prompts/inputPrompt";
import { localTime } from "../../../host/localTime";
import type { Choice } from "../../../host/prompts/prompts";
import { pick, pickMany } from "../../../host/prompts/prompts";
import type { Step } from "../../../host/prompts/steps";
import { consistencyText, tiersText } from "../../../wording/recoveryPointText";
import type { Draft } from "./draft";
import type { FlowContext, RestoreKind } from "../flowContext";
import { refuseImpossible } from "../fit/impossible";
import { pointProblem } from "../fit/pointFit";
import type { RestoreRegion } from "../fit/restoreRegion";
import type { RestoreFacts } from "../fit/restoreFacts";
import { loadFacts } from "../fit/restoreFacts";

/** Days that a recovery point from the archive can stay in the vault ("Archive tier support in Azure Backup", 2024). */
const rehydration = { least: 10, usual: 15, most: 30 };

/** "Create and configure Recovery Services vaults" (2025-12-10): how long a copy to the paired region takes. */
const copyHours = 12;

/** Which recovery point; loads everything else meanwhile. */
export function pointStep(context: FlowContext): Step<Draft> {
  return {
    applies: (draft) => draft.point === undefined,
    // Without the facts, which it loads, nobody knows how many questions will follow.
    decides: context.kind !== "files",
    ask: async (draft, step, former) => {
      const { facts, point } = await pick<{ readonly facts: RestoreFacts; readonly point: RestorePoint }>({
        title: context.title,
        step,
        startsAt: (one) => one.point.id === former.point?.id,
        placeholder: placeholderOf(context, draft.region),
        choices: async (signal) => {
          const loaded = await loadFacts(context, draft.region, signal);
          refuseImpossible(context, loaded);
          return loaded.points.map((one) => pointChoice(context.kind, one, loaded));
        },
      });
      return { ...draft, facts, point };
    },
  };
}

/** The recovery point that a command was called on, without a question. */
export async function givenPoint(context: FlowContext, pointId: string, region?: RestoreRegion): Promise<Draft> {
  const facts = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: context.title },
    () => loadFacts(context, region, new AbortController().signal),
  );
  refuseImpossible(context, facts);
  const point = facts.points.find((one) => one.id.toLowerCase() === pointId.toLowerCase());
  if (point === undefined) {
    throw new OperationError(
      facts.region.secondary
        ? vscode.l10n.t(
            "This recovery point is not in {0}: only the vault tier is copied there, which takes up to {1} hours.",
            facts.region.displayName,
            copyHours,
          )
        : vscode.l10n.t("The recovery point is not there any more."),
    );
  }
  const problem = pointProblem(context.kind, point, facts);
  if (problem !== undefined) {
    throw new OperationError(problem);
  }
  return { region, facts, point };
}

function placeholderOf({ item }: FlowContext, region: RestoreRegion | undefined): string {
  return region?.secondary === true
    ? vscode.l10n.t("Choose a recovery point that has been copied to {0}", region.displayName)
    : vscode.l10n.t("Choose a recovery point of {0}", item.vmName);
}

function pointChoice(
  kind: RestoreKind,
  point: RestorePoint,
  facts: RestoreFacts,
): Choice<{ readonly facts: RestoreFacts; readonly point: RestorePoint }> {
  const notes = [
    point.archived ? vscode.l10n.t("Is brought back from the archive tier first") : undefined,
    point.mounted ? vscode.l10n.t("Its disks are mounted for file recovery") : undefined,
  ].filter((note) => note !== undefined);
  return {
    label: localTime(point.time),
    description: `${consistencyText(point.consistency)} · ${tiersText(point)}`,
    detail: notes.length === 0 ? undefined : notes.join(" · "),
    icon: new vscode.ThemeIcon("history"),
    unsuitable: pointProblem(kind, point, facts),
    value: { facts, point },
  };
}

/** How fast a point comes back from the archive. */
export function priorityStep({ title }: FlowContext): Step<Draft> {
  return {
    applies: (draft) => draft.point?.archived === true,
    ask: async (draft, step, former) => ({
      ...draft,
      priority: await pick<"Standard" | "High">({
        title,
        startsAt: (priority) => priority === former.priority,
        placeholder: vscode.l10n.t("How fast is the recovery point brought back from the archive tier?"),
        step,
        choices: [
          { label: vscode.l10n.t("Standard priority"), detail: vscode.l10n.t("Takes hours"), value: "Standard" },
          {
            label: vscode.l10n.t("High priority"),
            detail: vscode.l10n.t("Is faster and costs more"),
            value: "High",
          },
        ],
      }),
    }),
  };
}

/** How long a point from the archive stays in the vault. */
export function daysStep({ title }: FlowContext): Step<Draft> {
  return {
    applies: (draft) => draft.point?.archived === true,
    ask: async (draft, step, former) => {
      const text = await input({
        title,
        prompt: vscode.l10n.t("For how many days does it stay in the vault, from where it can be restored again?"),
        value: String(former.days ?? rehydration.usual),
        step,
        validate: (value) =>
          /^\d{1,2}$/.test(value.trim()) && Number(value) >= rehydration.least && Number(value) <= rehydration.most
            ? undefined
            : vscode.l10n.t("Give a number of days from {0} to {1}.", rehydration.least, rehydration.most),
      });
      return { ...draft, days: Number(text) };
    },
  };
}

/** Which data disks come back besides the OS disk. */
export function disksStep({ title }: FlowContext): Step<Draft> {
  return {
    applies: (draft) => (draft.facts?.source?.dataDisks.length ?? 0) > 0,
    ask: async (draft, step, former) => {
      const disks = draft.facts?.source?.dataDisks ?? [];
      const leftOut = [...(draft.point?.excludedLuns ?? []), ...(draft.facts?.advice.excludedLuns ?? [])];
      const available = disks.filter(({ lun }) => !leftOut.includes(lun));
      const luns = await pickMany({
        title,
        placeholder: vscode.l10n.t("The OS disk is always restored; which data disks as well?"),
        step,
        choices: disks.map((disk) => ({
          label: vscode.l10n.t("LUN {0}: {1}", disk.lun, disk.name),
          description: disk.sizeGB === undefined ? undefined : vscode.l10n.t("{0} GiB", disk.sizeGB),
          picked: former.luns?.includes(disk.lun) ?? true,
          unsuitable: leftOut.includes(disk.lun) ? vscode.l10n.t("The backup leaves it out.") : undefined,
          value: disk.lun,
        })),
      });
      // All of them is no choice: the point may have disks that the VM has lost since.
      return { ...draft, luns: luns.length === available.length ? undefined : luns };
    },
  };
}
