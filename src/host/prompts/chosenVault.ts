import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { Vault } from "../../azure/models";
import { subscriptionOf } from "../resources/chosenSubscription";
import type { Clock } from "../clock";
import { systemClock } from "../clock";
import { OperationError } from "../errors/errors";
import { FleetFeed } from "../fleet/fleetFeed";
import { pickLive } from "../fleet/livePick";
import type { BoxRequest, Choice } from "./prompts";
import { resourceIdOf } from "../resources/resourceArgument";
import { resourceIdUpTo, sameId } from "../resources/resourceId";
import type { AzureSession } from "../session";
import { askBefore, atTheStart } from "./steps";
import type { FlowPlace, StepLook } from "./steps";

/** Which vault is asked for. */
export interface VaultQuestion<T> extends BoxRequest {
  readonly session: AzureSession;
  readonly connection: AzureConnection;
  /** The lines that the vaults make which are known so far. */
  readonly choices: (vaults: readonly Vault[]) => readonly Choice<T>[];
  /** Left out: the system's. */
  readonly clock?: Clock | undefined;
}

/** The id of the vault that a command was called on: a vault's node, or that of anything in it. */
export function vaultIdOfArgument(argument: unknown): string | undefined {
  const id = resourceIdOf(argument);
  return id === undefined ? undefined : resourceIdUpTo(id, "Microsoft.RecoveryServices/vaults");
}

/**
 * Lets the user choose among the vaults of the chosen subscriptions: from the inventory, which is read when it has not been.
 * @throws CancellationError, StepBack, AzureError; OperationError when there is nothing to choose
 */
export function pickVault<T>(question: VaultQuestion<T>): Promise<T> {
  const { session, connection, choices, clock = systemClock, ...request } = question;
  const { subscriptions } = session;
  return pickLive<T>(request, (list) => {
    const inventory = connection.inventory();
    return new FleetFeed(
      {
        inventory,
        subscriptions,
        clock,
        choices: () => choices(subscriptions.flatMap((one) => inventory.vaults(one.subscriptionId))),
        nothing: noVaults,
      },
      list,
    );
  });
}

/**
 * Runs a flow about the vault of a node, or about one that is chosen in a question before it, to which it goes back.
 * @throws CancellationError, AzureError; OperationError when there is no vault; whatever the flow throws
 */
export function withVault<T>(
  session: AzureSession,
  argument: unknown,
  title: string,
  flow: (vaultId: string, from: FlowPlace) => Promise<T>,
): Promise<T> {
  const given = vaultIdOfArgument(argument);
  return given === undefined
    ? askBefore((step, former) => pickVaultId(session, title, step, former), flow)
    : flow(given, atTheStart);
}

/**
 * Lets the user choose a vault of the chosen subscriptions.
 * @param former the id of the one at which the list begins
 * @throws CancellationError, StepBack, AzureError, OperationError
 */
export async function pickVaultId(
  session: AzureSession,
  title: string,
  step?: StepLook,
  former?: string,
): Promise<string> {
  return pickVault({
    session,
    connection: await session.connection(),
    title,
    placeholder: vscode.l10n.t("Choose a vault"),
    step,
    choices: (vaults) =>
      vaults.map((vault) => ({
        label: vault.name,
        description: vault.location,
        detail: vault.resourceGroup,
        group: subscriptionOf(session, vault.id)?.name,
        picked: former !== undefined && sameId(vault.id, former),
        value: vault.id,
      })),
  });
}

function noVaults(): OperationError {
  return new OperationError(vscode.l10n.t("The selected subscriptions have no vaults yet."), [
    {
      title: vscode.l10n.t("Create Vault"),
      run: () => vscode.commands.executeCommand("azureVmBackup.createVault"),
    },
  ]);
}
