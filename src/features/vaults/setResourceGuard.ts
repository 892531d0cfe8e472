import * as vscode from "vscode";
import type { ResourceGuardMapping } from "../../azure/models";
import { withVault } from "../../host/prompts/chosenVault";
import { confirmName } from "../../host/prompts/confirmName";
import { OperationError } from "../../host/errors/errors";
import { input } from "../../host/prompts/inputPrompt";
import type { FlowPlace } from "../../host/prompts/steps";
import { onlyStep } from "../../host/prompts/steps";
import { resourceNameOf } from "../../host/resources/resourceId";
import type { VaultServices } from "./services";

const guardId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.DataProtection\/resourceGuards\/[^/]+$/i;

/** What is wrong with the resource id of a Resource Guard, or undefined. */
export function guardIdProblem(text: string): string | undefined {
  return guardId.test(text.trim())
    ? undefined
    : vscode.l10n.t(
        "Enter the resource ID of a Resource Guard: /subscriptions/…/providers/Microsoft.DataProtection/resourceGuards/NAME",
      );
}

/** The operations that a mapping guards, in the user's words. */
export function guardedText({ requests }: ResourceGuardMapping): string {
  const t = vscode.l10n.t;
  const words = {
    deleteBackupData: t("deleting backup data"),
    stopProtection: t("stopping protection"),
    changeProtection: t("changing protection"),
    changePolicy: t("changing policies"),
    disableSoftDelete: t("turning soft delete off"),
    reduceImmutability: t("turning immutability off"),
    changeEncryption: t("changing the encryption key"),
    restore: t("restoring"),
    removeGuard: t("removing the guard"),
  };
  return [...new Set(requests.map(({ operation }) => words[operation]))].join(", ");
}

/**
 * The command *Set Resource Guard*: has a guard, named by its resource id as it may be in a subscription or tenant that
 * this account does not see, allow the critical operations of a vault; or shows which guard does.
 * @param argument a node of a vault or of anything in it, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function setResourceGuard(argument: unknown, services: VaultServices): Promise<void> {
  await withVault(services.session, argument, vscode.l10n.t("Set Resource Guard"), (vaultId, from) =>
    setGuard(vaultId, from, services),
  );
}

async function setGuard(vaultId: string, from: FlowPlace, services: VaultServices): Promise<void> {
  const name = resourceNameOf(vaultId);
  const connection = await services.session.connection();
  const present = await connection.getResourceGuard(vaultId);
  if (present !== undefined) {
    tellGuard(present, vaultId, services);
    return;
  }
  const typed = await input({
    title: vscode.l10n.t("Set the Resource Guard of the vault {0}", name),
    placeholder: "/subscriptions/…/providers/Microsoft.DataProtection/resourceGuards/…",
    step: onlyStep(from),
    prompt: vscode.l10n.t("Resource ID of the guard of the vault {0}; it has to be in the vault's region", name),
    validate: guardIdProblem,
  });
  await services.operations.run(
    { title: vscode.l10n.t("Setting the Resource Guard of {0}", name), resourceId: vaultId },
    (options) => connection.setResourceGuard(vaultId, typed.trim(), options),
  );
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The Resource Guard {0} guards the vault {1} now.", resourceNameOf(typed.trim()), name),
  );
}

function tellGuard(present: ResourceGuardMapping, vaultId: string, { execute }: VaultServices): void {
  const remove = vscode.l10n.t("Remove Resource Guard");
  // Not awaited: the notification stays until it is closed.
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t(
        "The Resource Guard {0} guards the vault {1}: {2}.",
        resourceNameOf(present.guardId),
        resourceNameOf(vaultId),
        guardedText(present),
      ),
      remove,
    )
    .then((pressed) =>
      pressed === remove ? execute("azureVmBackup.removeResourceGuard", { resourceId: vaultId }) : undefined,
    );
}

/**
 * The command *Remove Resource Guard*: once the vault's name has been typed. The guard itself has to allow it.
 * @param argument a node of a vault or of anything in it, `{ resourceId }`, or nothing
 * @throws OperationError when the vault has none; AzureError, CancellationError
 */
export async function removeResourceGuard(argument: unknown, services: VaultServices): Promise<void> {
  await withVault(services.session, argument, vscode.l10n.t("Remove Resource Guard"), (vaultId, from) =>
    removeGuard(vaultId, from, services),
  );
}

async function removeGuard(vaultId: string, from: FlowPlace, services: VaultServices): Promise<void> {
  const name = resourceNameOf(vaultId);
  const connection = await services.session.connection();
  const present = await connection.getResourceGuard(vaultId);
  if (present === undefined) {
    throw new OperationError(vscode.l10n.t("The vault {0} has no Resource Guard.", name), [
      {
        title: vscode.l10n.t("Set Resource Guard"),
        run: () => services.execute("azureVmBackup.setResourceGuard", { resourceId: vaultId }),
      },
    ]);
  }
  const guard = resourceNameOf(present.guardId);
  await confirmName({
    title: vscode.l10n.t("Remove the Resource Guard of the vault {0}", name),
    step: onlyStep(from),
    prompt: vscode.l10n.t("The Resource Guard {0} no longer has to allow critical operations in the vault.", guard),
    name,
  });
  await services.operations.run(
    { title: vscode.l10n.t("Removing the Resource Guard of {0}", name), resourceId: vaultId },
    (options) => connection.removeResourceGuard(vaultId, options),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} has no Resource Guard any more.", name));
}
