import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { DeletedVault, Location, Subscription } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import { localTime } from "../../host/localTime";
import { pick } from "../../host/prompts/prompts";
import type { Step, StepPlace } from "../../host/prompts/steps";
import { runSteps } from "../../host/prompts/steps";
import { resourceGroupOf, resourceNameOf } from "../../host/resources/resourceId";
import type { VaultServices } from "./services";

/** What all questions of this flow know. */
interface Asked<A> {
  readonly title: string;
  readonly step: StepPlace;
  /** What was answered before. */
  readonly former: A | undefined;
}

interface Answers {
  readonly subscription?: Subscription | undefined;
  readonly region?: Location | undefined;
  readonly vault?: DeletedVault | undefined;
}

function chooseRegion(
  connection: AzureConnection,
  subscription: Subscription,
  { title, step, former }: Asked<Location>,
): Promise<Location> {
  return pick<Location>({
    title,
    placeholder: vscode.l10n.t("In which region was it?"),
    step,
    startsAt: ({ name }) => name === former?.name,
    choices: async (signal) => {
      const locations = await connection.listLocations(subscription, { signal });
      return locations
        .filter(({ vaults }) => vaults)
        .map((location) => ({ label: location.displayName, description: location.name, value: location }));
    },
  });
}

function chooseVault(
  connection: AzureConnection,
  subscription: Subscription,
  { name, displayName }: Location,
  { title, step }: Asked<DeletedVault>,
  elsewhere: () => unknown,
): Promise<DeletedVault> {
  return pick({
    title,
    placeholder: vscode.l10n.t("Choose the vault to bring back"),
    step,
    choices: async (signal) => {
      const vaults = await connection.listDeletedVaults(subscription, name, { signal });
      if (vaults.length === 0) {
        throw new OperationError(vscode.l10n.t("{0} has no deleted vaults in {1}.", subscription.name, displayName), [
          { title: vscode.l10n.t("Look Elsewhere"), run: elsewhere },
        ]);
      }
      return vaults.map((vault) => ({
        label: resourceNameOf(vault.vaultId),
        description: resourceGroupOf(vault.vaultId),
        detail:
          vault.goneAt === undefined
            ? vscode.l10n.t("Azure does not say how long it can be brought back.")
            : vscode.l10n.t("It can be brought back until {0}.", localTime(vault.goneAt)),
        value: vault,
      }));
    },
  });
}

function stepsOf(
  connection: AzureConnection,
  title: string,
  { session, execute }: VaultServices,
): readonly Step<Answers>[] {
  return [
    {
      applies: () => session.subscriptions.length !== 1,
      ask: async (answers, step, former) => ({
        ...answers,
        subscription: await pick<Subscription>({
          title,
          placeholder: vscode.l10n.t("In which subscription was it?"),
          step,
          startsAt: ({ subscriptionId }) => subscriptionId === former.subscription?.subscriptionId,
          choices: session.subscriptions.map((one) => ({ label: one.name, value: one })),
        }),
      }),
    },
    {
      ask: async (answers, step, former) => {
        const { subscription } = answers;
        return subscription === undefined
          ? answers
          : {
              ...answers,
              region: await chooseRegion(connection, subscription, { title, step, former: former.region }),
            };
      },
    },
    {
      ask: async (answers, step, former) => {
        const { subscription, region } = answers;
        const asked = { title, step, former: former.vault };
        const elsewhere = () => execute("azureVmBackup.undeleteVault");
        return subscription === undefined || region === undefined
          ? answers
          : { ...answers, vault: await chooseVault(connection, subscription, region, asked, elsewhere) };
      },
    },
  ];
}

/**
 * The command *Undelete Vault*: a vault that soft delete keeps comes back into its resource group, with what was in it.
 * @throws OperationError when there is none, or its resource group is gone; AzureError, CancellationError
 */
export async function undeleteVault(_argument: unknown, services: VaultServices): Promise<void> {
  const title = vscode.l10n.t("Undelete Vault");
  const connection = await services.session.connection();
  const [only] = services.session.subscriptions;
  const answers = await runSteps<Answers>({ subscription: only }, stepsOf(connection, title, services));
  const { subscription, vault } = answers;
  if (subscription === undefined || vault === undefined) {
    return;
  }
  const name = resourceNameOf(vault.vaultId);
  const group = resourceGroupOf(vault.vaultId) ?? "";
  const groups = await connection.listResourceGroups(subscription);
  if (!groups.some((one) => one.name.toLowerCase() === group.toLowerCase())) {
    throw new OperationError(
      vscode.l10n.t("The resource group {0} of the vault {1} is gone; create it first.", group, name),
    );
  }
  await services.operations.run(
    { title: vscode.l10n.t("Bringing back the vault {0}", name), resourceId: vault.vaultId },
    (options) =>
      connection.undeleteVault(
        subscription,
        vault,
        `/subscriptions/${subscription.subscriptionId}/resourceGroups/${group}`,
        options,
      ),
  );
  void vscode.window.showInformationMessage(vscode.l10n.t("The vault {0} is back.", name));
}
