import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import { withVault } from "../../host/prompts/chosenVault";
import { optional } from "../../host/optional";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace } from "../../host/prompts/steps";
import { StepBack } from "../../host/prompts/steps";
import { resourceNameOf } from "../../host/resources/resourceId";
import { encryptionProblem } from "./keyQuestions";
import type { WantedChange } from "./settingFlow";
import { flowOf } from "./settingQuestions";
import type { SettingName } from "./settingQuestions";
import type { VaultServices } from "./services";
import {
  encryptionText,
  guardText,
  identitiesText,
  immutabilityText,
  softDeleteText,
  stateText,
  tagsText,
} from "./settingTexts";
import type { VaultSettings } from "./settingTexts";
import { redundancyText } from "../../wording/redundancyText";

/** A setting that changes here, or a command that knows better. */
type Line = SettingName | { readonly command: string };

async function readSettings(
  connection: AzureConnection,
  vaultId: string,
  signal: AbortSignal | undefined,
): Promise<VaultSettings> {
  const [redundancy, security, guard, encryption] = await Promise.all([
    connection.getRedundancy(vaultId, { signal }),
    connection.getVaultSecurity(vaultId, { signal }),
    connection.getResourceGuard(vaultId, { signal }),
    connection.getVaultEncryption(vaultId, { signal }),
  ]);
  return { redundancy, security, guard, encryption };
}

function crossRegionProblem({ redundancy }: VaultSettings): string | undefined {
  if (redundancy.crossRegionRestore) {
    return vscode.l10n.t("It is on, and Azure never turns it off again.");
  }
  return redundancy.redundancy === "GeoRedundant"
    ? undefined
    : vscode.l10n.t("Only geo-redundant vaults restore in another region.");
}

/** Every setting with its state; those that can never change again say why. */
export function settingChoices(settings: VaultSettings): readonly Choice<Line>[] {
  const t = vscode.l10n.t;
  const { redundancy, security } = settings;
  const line = (label: string, state: string | undefined, value: Line, problem?: string): Choice<Line> => ({
    label,
    description: state ?? t("Azure does not say"),
    unsuitable: problem,
    value,
  });
  return [
    line(
      t("Redundancy"),
      redundancyText(redundancy.redundancy),
      { command: "azureVmBackup.setStorageRedundancy" },
      redundancy.locked ? t("An item is or was protected in this vault; a new one can have another.") : undefined,
    ),
    line(
      t("Cross-region restore"),
      redundancy.crossRegionRestore ? t("on") : t("off"),
      "crossRegionRestore",
      crossRegionProblem(settings),
    ),
    line(
      t("Cross-subscription restore"),
      stateText(security.crossSubscriptionRestore),
      "crossSubscriptionRestore",
      security.crossSubscriptionRestore === "PermanentlyDisabled"
        ? t("It is off for good; a new vault can have it.")
        : undefined,
    ),
    line(t("Soft delete"), softDeleteText(security), "softDelete"),
    line(
      t("Immutability"),
      immutabilityText(security),
      "immutability",
      security.immutability === "Locked" ? t("It is locked for good.") : undefined,
    ),
    line(t("Multi-user authorization"), guardText(settings), { command: "azureVmBackup.setResourceGuard" }),
    line(t("System-assigned identity"), stateText(security.systemIdentity), "systemIdentity"),
    line(t("User-assigned identities"), identitiesText(security), "userIdentity"),
    line(t("Encryption"), encryptionText(settings.encryption), "encryption", encryptionProblem(settings)),
    line(t("Alerts for failed jobs"), stateText(security.jobFailureAlerts), "jobFailureAlerts"),
    line(t("Classic alerts"), stateText(security.classicAlerts), "classicAlerts"),
    line(t("Tags"), tagsText(security), "tag"),
    line(t("Public network access"), stateText(security.publicNetworkAccess), "publicNetworkAccess"),
  ];
}

/**
 * The command *Change Vault Settings*: every setting with its state; choosing one changes it. What can never be taken back takes
 * typing the vault's name.
 * @param argument a node of a vault or of anything in it, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function vaultSettings(argument: unknown, services: VaultServices): Promise<void> {
  await withVault(services.session, argument, vscode.l10n.t("Change Vault Settings"), (vaultId, from) =>
    changeSettings(vaultId, from, services),
  );
}

async function changeSettings(vaultId: string, from: FlowPlace, services: VaultServices): Promise<void> {
  const { session, operations, execute } = services;
  const name = resourceNameOf(vaultId);
  const connection = await session.connection();
  const chosen = await chooseChange(vaultId, from, connection);
  if (chosen === undefined) {
    return;
  }
  if ("command" in chosen) {
    await execute(chosen.command, { resourceId: vaultId });
    return;
  }
  const { setting, label, wanted } = chosen;
  const after = await operations.run(
    { title: vscode.l10n.t("Changing the settings of {0}", name), resourceId: vaultId },
    async (options) => {
      await connection.changeVault(vaultId, wanted.change, options);
      // It is changed, whatever becomes of this.
      return optional(readSettings(connection, vaultId, options.signal));
    },
  );
  const text =
    after === undefined
      ? vscode.l10n.t("Changed in the vault {1}: {0}.", label, name)
      : vscode.l10n.t("{0} of {1} now: {2}", label, name, settingLine(after, setting).description);
  const more = vscode.l10n.t("Change Vault Settings");
  // Not awaited: the notification stays until it is closed.
  void vscode.window
    .showInformationMessage(text, more)
    .then((pressed) =>
      pressed === more ? execute("azureVmBackup.showVaultSettings", { resourceId: vaultId }) : undefined,
    );
}

/** What is to change; undefined for nothing. Who goes back from the questions of a setting is at the settings again. */
async function chooseChange(
  vaultId: string,
  from: FlowPlace,
  connection: AzureConnection,
): Promise<
  | { readonly command: string }
  | { readonly setting: SettingName; readonly label: string; readonly wanted: WantedChange }
  | undefined
> {
  const name = resourceNameOf(vaultId);
  let settings: VaultSettings | undefined;
  let former: Line | undefined;
  for (;;) {
    const line = await pick<Line>({
      title: vscode.l10n.t("Settings of the vault {0}", name),
      placeholder: vscode.l10n.t("Choose a setting to change it"),
      step: { back: from.back },
      unsuitableTitle: vscode.l10n.t("cannot change"),
      startsAt: (value) => value === former,
      choices: async (signal) => {
        settings ??= await readSettings(connection, vaultId, signal);
        return settingChoices(settings);
      },
    });
    if (typeof line !== "string" || settings === undefined) {
      return typeof line === "string" ? undefined : line;
    }
    former = line;
    const { label } = settingLine(settings, line);
    const title = vscode.l10n.t("{0} of the vault {1}", label, name);
    try {
      const wanted = await flowOf(line, title, settings)(name, { asked: 0, back: true });
      return wanted === undefined ? undefined : { setting: line, label, wanted };
    } catch (error) {
      if (!(error instanceof StepBack)) {
        throw error;
      }
    }
  }
}

function settingLine(
  settings: VaultSettings,
  name: SettingName,
): { readonly label: string; readonly description: string } {
  const { label = "", description = "" } = settingChoices(settings).find((choice) => choice.value === name) ?? {};
  return { label, description };
}
