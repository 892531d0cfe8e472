import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { ProtectedItem, ProtectionState, VaultSecurity } from "../../azure/models";
import { confirmName } from "../../host/prompts/confirmName";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace, Step } from "../../host/prompts/steps";
import { runSteps } from "../../host/prompts/steps";
import { resourceNameOf } from "../../host/resources/resourceId";
import { withItem } from "./choices/chosenItem";
import { runChange, tellChanged } from "./runChange";
import type { ProtectionServices } from "./services";

type Way = "forever" | "asPolicySays" | "delete";

interface Answers {
  readonly way?: Way | undefined;
  /** Undefined when the account may not read it. */
  readonly security?: VaultSecurity | undefined;
}

/** Why the protection of this state cannot be stopped, or undefined. */
export function stopProblem(state: ProtectionState): string | undefined {
  switch (state.kind) {
    case "notProtected":
      return vscode.l10n.t("It is not protected.");
    case "softDeleted":
      return vscode.l10n.t("Its backups are stopped and its data is deleted already.");
    case "unknown":
      return state.why;
    case "inFlight":
      return vscode.l10n.t("Its protection is being changed at this moment.");
    case "protected":
    case "protectionFailed":
    case "stopped":
      return undefined;
  }
}

/** Days without charge ("Soft delete for Azure Backup", 2025). */
const freeDays = 14;

/**
 * What becomes of deleted data, in a sentence.
 * @param security undefined when the account may not read it
 */
export function deletionOutcome(security: VaultSecurity | undefined): string {
  if (security?.softDelete === undefined) {
    return vscode.l10n.t(
      "Whether the recovery points can be brought back depends on the soft delete of the vault, which could not be read.",
    );
  }
  if (security.softDelete === "Disabled") {
    return vscode.l10n.t("The recovery points are gone at once and for good: the vault's soft delete is off.");
  }
  const days = security.softDeleteDays;
  if (days === undefined) {
    return vscode.l10n.t(
      "Recovery points can be brought back for the days of the vault's soft delete, then they are gone.",
    );
  }
  return days <= freeDays
    ? vscode.l10n.t("Recovery points can be brought back for {0} days, free of charge.", days)
    : vscode.l10n.t("Recovery points can be brought back for {0} days, the first {1} free of charge.", days, freeDays);
}

/** Why the data cannot be deleted now, or undefined: an immutable vault keeps what has not expired. */
function deletionProblem(security: VaultSecurity | undefined): string | undefined {
  return security?.immutability === "Locked" || security?.immutability === "Unlocked"
    ? vscode.l10n.t("The vault is immutable: it refuses to delete recovery points before they expire.")
    : undefined;
}

/**
 * Why backups cannot be stopped as the policy says, or undefined: Azure suspends them in immutable vaults only
 * ("Disable-AzRecoveryServicesBackupProtection", Az.RecoveryServices, 2025).
 */
export function suspensionProblem(security: VaultSecurity | undefined): string | undefined {
  return security?.immutability === "Disabled"
    ? vscode.l10n.t(
        "The vault is not immutable: Azure lets recovery points expire as the policy says only where it is.",
      )
    : undefined;
}

function waysOf(item: ProtectedItem, security: VaultSecurity | undefined): readonly Choice<Way>[] {
  return [
    {
      label: vscode.l10n.t("Keep the backup data"),
      detail: vscode.l10n.t("Recovery points stay until you delete them, and are still billed."),
      icon: new vscode.ThemeIcon("debug-pause"),
      unsuitable:
        item.state.kind === "stopped" && item.state.keptAs !== "policy"
          ? vscode.l10n.t("It is stopped already, and its data is kept.")
          : undefined,
      value: "forever",
    },
    {
      label: vscode.l10n.t("Keep the backup data as the policy says"),
      detail: vscode.l10n.t("Recovery points go when they expire; the last one stays until you delete it."),
      icon: new vscode.ThemeIcon("debug-pause"),
      unsuitable:
        item.state.kind === "stopped"
          ? vscode.l10n.t("It is stopped already; resume its protection first.")
          : suspensionProblem(security),
      value: "asPolicySays",
    },
    {
      label: vscode.l10n.t("Delete the backup data"),
      detail: deletionOutcome(security),
      icon: new vscode.ThemeIcon("trash"),
      unsuitable: deletionProblem(security),
      value: "delete",
    },
  ];
}

/** The guards of the vault are for information: an account that may not read them can stop all the same. */
export async function readableSecurity(
  connection: AzureConnection,
  vaultId: string,
  signal: AbortSignal,
): Promise<VaultSecurity | undefined> {
  try {
    return await connection.getVaultSecurity(vaultId, { signal });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/**
 * The command *Stop Protection*: asks whether to keep or to delete the data, and for the VM's name before it deletes.
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function stopProtection(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Stop Protection"), problem: stopProblem };
  await withItem(connection, argument, question, services, (item, from) => stop(connection, item, from, services));
}

function stepsOf(connection: AzureConnection, item: ProtectedItem, title: string): readonly Step<Answers>[] {
  return [
    {
      decides: true,
      ask: async (_answers, step, former) => {
        let security: VaultSecurity | undefined;
        const way = await pick<Way>({
          title,
          placeholder: vscode.l10n.t("No new backups of {0} are made. What becomes of the existing ones?", item.vmName),
          step,
          choices: async (signal) => {
            security = await readableSecurity(connection, item.vaultId, signal);
            return waysOf(item, security).map((choice) => ({ ...choice, picked: choice.value === former.way }));
          },
        });
        return { way, security };
      },
    },
    {
      applies: ({ way }) => way === "delete",
      ask: async (answers, step) => {
        await confirmName({ title, name: item.vmName, prompt: deletionOutcome(answers.security), step });
        return answers;
      },
    },
  ];
}

async function stop(
  connection: AzureConnection,
  item: ProtectedItem,
  from: FlowPlace,
  services: ProtectionServices,
): Promise<void> {
  const title = vscode.l10n.t("Stop protecting {0}", item.vmName);
  const { way, security } = await runSteps<Answers>({}, stepsOf(connection, item, title), from);
  if (way === undefined) {
    return;
  }
  if (way !== "delete") {
    await runChange(
      item,
      { title, operation: "DisableBackup" },
      (options) => connection.stopKeepingData(item.id, { ...options, keeping: way }),
      services,
    );
    tellChanged(
      way === "forever"
        ? vscode.l10n.t("{0} is no longer backed up; its recovery points are kept.", item.vmName)
        : vscode.l10n.t("{0} is no longer backed up; its recovery points are kept as the policy says.", item.vmName),
      action(vscode.l10n.t("Resume Protection"), "azureVmBackup.resumeProtection", item, services),
    );
    return;
  }
  await runChange(
    item,
    { title, operation: "DeleteBackupData" },
    (options) => connection.stopDeletingData(item.id, options),
    services,
  );
  const canReturn = security?.softDelete === "Enabled" || security?.softDelete === "AlwaysOn";
  tellChanged(
    vscode.l10n.t(
      "{0} is no longer backed up; its backup data in {1} is deleted.",
      item.vmName,
      resourceNameOf(item.vaultId),
    ),
    canReturn ? action(vscode.l10n.t("Undelete"), "azureVmBackup.undeleteBackup", item, services) : undefined,
  );
}

function action(title: string, command: string, item: ProtectedItem, services: ProtectionServices) {
  return { title, run: () => services.execute(command, { resourceId: item.id }) };
}
