import * as vscode from "vscode";
import { pick } from "../../../host/prompts/prompts";
import type { Step } from "../../../host/prompts/steps";
import type { Draft } from "./draft";
import type { FlowContext } from "../flowContext";

/** "Create and configure Recovery Services vaults" (2025-12-10): with the daily backup, how old the newest copy in the paired region can be. */
const oldestHours = 36;

/** Which region is restored in; asked only where there is more than one. */
export function regionStep({ title }: FlowContext): Step<Draft> {
  return {
    applies: (draft) => draft.region === undefined && (draft.regions ?? []).length > 1,
    decides: true,
    ask: async (draft, step, former) => ({
      ...draft,
      region: await pick({
        title,
        placeholder: vscode.l10n.t("Choose the region to restore in"),
        step,
        startsAt: ({ name }) => name === former.region?.name,
        choices: (draft.regions ?? []).map((region) => ({
          label: region.displayName,
          description: region.secondary ? vscode.l10n.t("paired region") : vscode.l10n.t("region of the vault"),
          detail: region.secondary
            ? vscode.l10n.t("What has been copied there: the newest recovery point may be {0} hours old", oldestHours)
            : undefined,
          icon: new vscode.ThemeIcon("location"),
          value: region,
        })),
      }),
    }),
  };
}

/** The name of the region that is restored in. */
export function targetRegion({ facts }: Draft): string {
  return facts?.region.name ?? "";
}
