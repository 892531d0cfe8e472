import * as vscode from "vscode";
import type { AzureConnection } from "../../../azure/connection";
import type { Vault, VirtualMachine } from "../../../azure/models";
import { pickVault } from "../../../host/prompts/chosenVault";
import { OperationError } from "../../../host/errors/errors";
import type { Choice } from "../../../host/prompts/prompts";
import type { StepLook } from "../../../host/prompts/steps";
import { sameId } from "../../../host/resources/resourceId";
import type { ProtectionServices } from "../services";
import { redundancyShort, vaultProblem } from "./vaultFit";

/** VMs of one region. */
export type Machines = readonly [VirtualMachine, ...VirtualMachine[]];

/** What the user answers: a vault, or "make me one" . */
type Answer = { readonly kind: "vault"; readonly vault: Vault } | { readonly kind: "create" };

/** Why a vault cannot protect all of the VMs, or undefined. */
function problemFor(vault: Vault, machines: Machines, { session }: ProtectionServices): string | undefined {
  const { subscriptions } = session;
  return machines.map((vm) => vaultProblem(vault, { vm, subscriptions })).find((problem) => problem !== undefined);
}

function vaultChoice(vault: Vault, machines: Machines, services: ProtectionServices): Choice<Answer> {
  const { subscriptions } = services.session;
  const [vm] = machines;
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
    unsuitable: problemFor(vault, machines, services),
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

/** A vault that was named by the caller, which has to fit all the same. @throws AzureError; OperationError when it does not */
export async function givenVault(
  connection: AzureConnection,
  vaultId: string,
  machines: Machines,
  services: ProtectionServices,
): Promise<Vault> {
  const vault = await connection.getVault(vaultId);
  const problem = problemFor(vault, machines, services);
  const [vm] = machines;
  if (problem !== undefined) {
    throw new OperationError(vscode.l10n.t("The vault {0} cannot protect {1}. {2}", vault.name, vm.name, problem), [
      { title: vscode.l10n.t("Create Vault"), run: () => openCreateVault(vm, services) },
    ]);
  }
  return vault;
}

/** Which vault is asked for. */
export interface VaultQuestion {
  readonly title: string;
  readonly machines: Machines;
  readonly step: StepLook;
  /** At which the list begins. */
  readonly former: Vault | undefined;
}

/**
 * Lets the user choose the vault to protect VMs with, where those that do not fit say why.
 * @throws CancellationError, also when the user goes to create a vault; StepBack, AzureError, OperationError
 */
export async function chooseVault(
  connection: AzureConnection,
  { title, machines, step, former }: VaultQuestion,
  services: ProtectionServices,
): Promise<Vault> {
  const [vm, ...others] = machines;
  const answer = await pickVault<Answer>({
    session: services.session,
    connection,
    title,
    placeholder:
      others.length === 0
        ? vscode.l10n.t("Choose a vault in {0}, the VM's region", vm.location)
        : vscode.l10n.t("Choose a vault in {0}, the region of the VMs", vm.location),
    step,
    choices: (vaults) => [
      ...vaults
        // Vaults of the VM's own subscription first.
        .toSorted(
          (a, b) =>
            Number(sameId(b.subscriptionId, vm.subscriptionId)) - Number(sameId(a.subscriptionId, vm.subscriptionId)),
        )
        .map((vault) => ({
          ...vaultChoice(vault, machines, services),
          picked: former !== undefined && sameId(vault.id, former.id),
        })),
      createChoice(vm),
    ],
  });
  if (answer.kind === "create") {
    await openCreateVault(vm, services);
    // The user goes on in the panel, which begins this flow anew: this one ends without a word.
    throw new vscode.CancellationError();
  }
  return answer.vault;
}
