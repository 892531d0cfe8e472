import * as vscode from "vscode";
import type { StagingAccount } from "../../../azure/restore/restoreModels";
import { OperationError } from "../../../host/errors/errors";
import type { Choice } from "../../../host/prompts/prompts";
import { pick } from "../../../host/prompts/prompts";
import { resourceNameOf, sameId } from "../../../host/resources/resourceId";
import type { Step } from "../../../host/prompts/steps";
import type { Draft } from "./draft";
import { targetSubscription } from "./placeSteps";
import type { FlowContext } from "../flowContext";
import { targetRegion } from "./regionSteps";

/** Which storage account the restore is staged through. */
export function stagingStep(context: FlowContext): Step<Draft> {
  return {
    ask: async (draft, step, former) => ({
      ...draft,
      account: await pick({
        title: context.title,
        startsAt: (account) => account?.id === former.account?.id,
        placeholder: vscode.l10n.t("Choose the storage account that stages the restore"),
        step,
        choices: async (signal) => {
          const subscription = targetSubscription(context, draft);
          const region = targetRegion(draft);
          const accounts = await context.connection.listStagingAccounts(subscription, { signal });
          if (accounts.length === 0) {
            throw new OperationError(
              vscode.l10n.t(
                "The subscription {0} has no storage account to stage the restore; create one in {1} first.",
                subscription.name,
                region,
              ),
            );
          }
          return accounts.map((account) => accountChoice(account, region));
        },
      }),
    }),
  };
}

function accountChoice(account: StagingAccount, region: string): Choice<StagingAccount> {
  return {
    label: account.name,
    description: `${account.location} · ${account.sku}`,
    detail: account.restricted
      ? vscode.l10n.t("{0} · its firewall lets only chosen networks in", account.resourceGroup)
      : account.resourceGroup,
    icon: new vscode.ThemeIcon("database"),
    unsuitable: accountProblem(account, region),
    value: account,
  };
}

/** "Restore VMs by using the Azure portal" (2026-05-04): same region, no accounts for blobs only, no Premium ones with rules. */
function accountProblem(account: StagingAccount, region: string): string | undefined {
  if (!sameId(account.location, region)) {
    return vscode.l10n.t("It is in {0}; this restore is staged in {1}.", account.location, region);
  }
  if (["blobstorage", "blockblobstorage", "filestorage"].includes(account.kind.toLowerCase())) {
    return vscode.l10n.t("Accounts of the kind {0} cannot stage a restore.", account.kind);
  }
  return account.restricted && /^premium/i.test(account.sku)
    ? vscode.l10n.t("Premium accounts with network rules cannot stage a restore.")
    : undefined;
}

/**
 * Who reaches the storage account; asked only where the vault has an identity, which it cannot use in the paired region
 * ("Restore VMs by using the Azure portal", 2026-05-04).
 */
export function identityStep({ title }: FlowContext): Step<Draft> {
  return {
    applies: ({ facts }) => facts?.region.secondary === false && facts.vault.identities.length > 0,
    ask: async (draft, step, former) => ({
      ...draft,
      identity: await pick<Draft["identity"]>({
        title,
        startsAt: (identity) => JSON.stringify(identity) === JSON.stringify(former.identity),
        placeholder: vscode.l10n.t("Who reaches the storage account {0}?", draft.account?.name ?? ""),
        step,
        choices: [
          { label: vscode.l10n.t("Azure Backup"), description: vscode.l10n.t("as usual"), value: undefined },
          ...(draft.facts?.vault.identities ?? []).map((identity) => ({
            label:
              identity.kind === "system"
                ? vscode.l10n.t("The vault's own identity")
                : vscode.l10n.t("The identity {0}", resourceNameOf(identity.id)),
            detail: vscode.l10n.t("Needs the right to write to the account"),
            value: identity,
          })),
        ],
      }),
    }),
  };
}
