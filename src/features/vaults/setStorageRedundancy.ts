import * as vscode from "vscode";
import type { Redundancy } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import { runWithProgress } from "../../host/operations/progress";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace } from "../../host/prompts/steps";
import { onlyStep } from "../../host/prompts/steps";
import type { ResourceChanges } from "../../host/resources/resourceChanges";
import { resourceNameOf } from "../../host/resources/resourceId";
import type { AzureSession } from "../../host/session";
import { redundancyText } from "../../wording/redundancyText";
import { withVault } from "../../host/prompts/chosenVault";

interface RedundancyText {
  readonly redundancy: Redundancy;
  readonly label: string;
  readonly detail: string;
}

function redundancyTexts(): readonly RedundancyText[] {
  return [
    {
      redundancy: "GeoRedundant",
      label: redundancyText("GeoRedundant"),
      detail: vscode.l10n.t("Copies in this region and in its paired region; survives the loss of a region."),
    },
    {
      redundancy: "LocallyRedundant",
      label: redundancyText("LocallyRedundant"),
      detail: vscode.l10n.t("Three copies in one datacenter; the lowest price."),
    },
    {
      redundancy: "ZoneRedundant",
      label: redundancyText("ZoneRedundant"),
      detail: vscode.l10n.t("Copies in several availability zones of the region; survives the loss of a zone."),
    },
  ];
}

interface RedundancyServices {
  readonly session: AzureSession;
  readonly changes: ResourceChanges;
}

/**
 * The command *Set Storage Redundancy*. Reads the setting back afterwards, so that what it tells is what Azure has.
 * @throws OperationError when the vault has had its first item; CancellationError; AzureError
 */
export async function setStorageRedundancy(argument: unknown, services: RedundancyServices): Promise<void> {
  await withVault(services.session, argument, vscode.l10n.t("Set Storage Redundancy"), (vaultId, from) =>
    setOne(vaultId, from, services),
  );
}

async function setOne(vaultId: string, from: FlowPlace, services: RedundancyServices): Promise<void> {
  const name = resourceNameOf(vaultId);
  const connection = await services.session.connection();
  const current = await connection.getRedundancy(vaultId);
  const texts = redundancyTexts();
  const labelOf = (redundancy: Redundancy): string =>
    texts.find((text) => text.redundancy === redundancy)?.label ?? redundancy;
  if (current.locked) {
    throw new OperationError(
      vscode.l10n.t(
        "The vault {0} stays {1}: the redundancy can no longer change once an item has been protected in it. A new vault can have another one.",
        name,
        labelOf(current.redundancy),
      ),
      [
        {
          title: vscode.l10n.t("Create Vault"),
          run: () => vscode.commands.executeCommand("azureVmBackup.createVault", { resourceId: vaultId }),
        },
      ],
    );
  }
  const wanted = await pick({
    title: vscode.l10n.t("Storage redundancy of the vault {0}", name),
    placeholder: vscode.l10n.t("It becomes final with the first protected item."),
    step: onlyStep(from),
    choices: texts.map((text) => ({
      label: text.label,
      detail: text.detail,
      description: text.redundancy === current.redundancy ? vscode.l10n.t("now") : undefined,
      picked: text.redundancy === current.redundancy,
      value: text.redundancy,
    })),
  });
  if (wanted === current.redundancy) {
    return;
  }
  const after = await runWithProgress(
    {
      title: vscode.l10n.t("Setting the storage redundancy of {0}", name),
      cancelSays: vscode.l10n.t("Cancel stops the waiting; Azure may have changed it already."),
    },
    async ({ signal }) => {
      await connection.setRedundancy(vaultId, wanted, { signal });
      return connection.getRedundancy(vaultId, { signal });
    },
  );
  services.changes.announce(vaultId);
  // Not awaited: the notification stays until it is closed.
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The vault {0} is now {1}.", name, labelOf(after.redundancy)),
  );
}
