import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { Vault, VirtualMachine } from "../../../azure/models";
import { pickVault } from "../../../host/prompts/chosenVault";
import { OperationError } from "../../../host/errors/errors";
import type { Choice } from "../../../host/prompts/prompts";
import { sameId } from "../../../host/resources/resourceId";
import type { ProtectionServices } from "../services";
import { redundancyShort, vaultProblem } from "./vaultFit";

/** What the user answers: a vault, or "make me one" . */
type Answer = { readonly kind: "vault"; readonly vault: Vault } | { readonly kind: "create" };

function vaultChoice(vault: Vault, vm: VirtualMachine, services: ProtectionServices): Choice<Answer> {
  const { subscriptions } = services.session;
  const subscription = subscriptions.find((one) => one.subscriptionId === vault.subscriptionId);
  const elsewhere = vault.subscriptionId !== vm.subscriptionId;
  return {
    label: vault.name,
    description: [vault.location, redundancyShort(vault.redundancy)].filter((part) => part !== undefined).join(" · "),
    detail: elsewhere
      ? vscode.l10n.t(
          "Another subscription ({0}); Azure is asked first whether it may.",
          subscription?.name ?? vault.subscriptionId,
        )
      : vault.resourceGroup,
    icon: new vscode.ThemeIcon("archive"),
    unsuitable: vaultProblem(vault, { vm, subscriptions }),
    value: { kind: "vault", vault },
  };
}

function createChoice(vm: VirtualMachine): Choice<Answer> {
  return {
    label: vscode.l10n.t("Create a vault in {0}", vm.location),
    icon: new vscode.ThemeIcon("add"),
    value: { kind: "create" },
  };
}

/** Opens the Create Vault panel for a VM's subscription and region. */
function openCreateVault(vm: VirtualMachine, services: ProtectionServices): unknown {
  return services.execute("azureVmBackup.createVault", { resourceId: vm.id, location: vm.location });
}

/** A vault that was named by the caller has to fit all the same. */
async function givenVault(
  connection: AzureConnection,
  vaultId: string,
  vm: VirtualMachine,
  services: ProtectionServices,
): Promise<Vault> {
  const vault = await connection.getVault(vaultId);
  const problem = vaultProblem(vault, { vm, subscriptions: services.session.subscriptions });
  if (problem !== undefined) {
    throw new OperationError(vscode.l10n.t("The vault {0} cannot protect {1}. {2}", vault.name, vm.name, problem), [
      { title: vscode.l10n.t("Create Vault"), run: () => openCreateVault(vm, services) },
    ]);
  }
  return vault;
}

/**
 * The vault to protect a VM with: the one named by the caller, or chosen among all, where those that do not fit say why.
 * @returns undefined when the user goes to create a vault first
 * @throws CancellationError, AzureError, OperationError
 */
export async function chooseVault(
  connection: AzureConnection,
  vm: VirtualMachine,
  vaultId: string | undefined,
  services: ProtectionServices,
): Promise<Vault | undefined> {
  if (vaultId !== undefined) {
    return givenVault(connection, vaultId, vm, services);
  }
  const answer = await pickVault<Answer>({
    session: services.session,
    connection,
    title: vscode.l10n.t("Protect {0}", vm.name),
    placeholder: vscode.l10n.t("Choose a vault in {0}, the VM's region", vm.location),
    step: { number: 1, of: 2 },
    choices: (vaults) => [
      ...vaults
        // Vaults of the VM's own subscription first.
        .toSorted(
          (a, b) =>
            Number(sameId(b.subscriptionId, vm.subscriptionId)) - Number(sameId(a.subscriptionId, vm.subscriptionId)),
        )
        .map((vault) => vaultChoice(vault, vm, services)),
      createChoice(vm),
    ],
  });
  if (answer.kind === "create") {
    await openCreateVault(vm, services);
    return undefined;
  }
  return answer.vault;
}
