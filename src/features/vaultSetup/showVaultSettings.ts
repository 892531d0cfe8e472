import * as vscode from "vscode";
import type { RedundancySetting, VaultSecurity } from "../../azure/models";
import { resourceNameOf } from "../../host/resourceId";
import type { AzureSession } from "../../host/session";
import { redundancyText } from "../../wording/redundancyText";
import { pickVaultId, vaultIdOfArgument } from "./vaultArgument";

function softDelete({ softDelete: state, softDeleteDays: days }: VaultSecurity): string | undefined {
  const t = vscode.l10n.t;
  switch (state) {
    case undefined:
      return undefined;
    case "Disabled":
      return t("off: deleted backups are gone at once");
    case "Enabled":
      return days === undefined ? t("on") : t("on, deleted backups can be brought back for {0} days", days);
    case "AlwaysOn":
      return days === undefined
        ? t("on for good")
        : t("on for good, deleted backups can be brought back for {0} days", days);
  }
}

function immutability({ immutability: state }: VaultSecurity): string | undefined {
  const t = vscode.l10n.t;
  switch (state) {
    case undefined:
      return undefined;
    case "Disabled":
      return t("off");
    case "Unlocked":
      return t("on, not locked: backups cannot be deleted before they expire; it can be turned off again");
    case "Locked":
      return t("on and locked: backups cannot be deleted before they expire; it can never be turned off");
  }
}

function state(word: "Enabled" | "Disabled" | "PermanentlyDisabled" | undefined): string | undefined {
  const t = vscode.l10n.t;
  switch (word) {
    case undefined:
      return undefined;
    case "Enabled":
      return t("on");
    case "Disabled":
      return t("off");
    case "PermanentlyDisabled":
      return t("off for good");
  }
}

/** The settings of a vault, one a line; what Azure does not say is told as such. */
export function settingLines(redundancy: RedundancySetting, security: VaultSecurity): readonly string[] {
  const t = vscode.l10n.t;
  const name = redundancyText(redundancy.redundancy);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t("Redundancy"), redundancy.locked ? t("{0}, can no longer change", name) : t("{0}, can still change", name)],
    [t("Cross-region restore"), redundancy.crossRegionRestore ? t("on") : t("off")],
    [t("Cross-subscription restore"), state(security.crossSubscriptionRestore)],
    [t("Soft delete"), softDelete(security)],
    [t("Immutability"), immutability(security)],
    [t("Multi-user authorization"), state(security.multiUserAuthorization)],
    [t("Public network access"), state(security.publicNetworkAccess)],
  ];
  return rows.map(([label, value]) => t("{0}: {1}", label, value ?? t("Azure does not say")));
}

/**
 * The command *Show Vault Settings*: redundancy, soft delete, immutability and the other guards, in a dialog.
 * @param argument a node of a vault or of anything in it, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function showVaultSettings(
  argument: unknown,
  services: { readonly session: AzureSession },
): Promise<void> {
  const title = vscode.l10n.t("Show Vault Settings");
  const vaultId = vaultIdOfArgument(argument) ?? (await pickVaultId(services.session, title));
  const connection = await services.session.connection();
  const [redundancy, security] = await Promise.all([
    connection.getRedundancy(vaultId),
    connection.getVaultSecurity(vaultId),
  ]);
  const portal = vscode.l10n.t("Open in Portal");
  // Not awaited: the dialog stays until it is closed.
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t("Settings of the vault {0}", resourceNameOf(vaultId)),
      { modal: true, detail: settingLines(redundancy, security).join("\n") },
      portal,
    )
    .then((chosen) => {
      if (chosen === portal) {
        void vscode.commands.executeCommand("azureVmBackup.openInPortal", { resourceId: vaultId });
      }
    });
}
