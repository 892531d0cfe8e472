import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError, isAzureError, isForbidden } from "../http/azureError";
import { listAll } from "../http/listAll";
import { textsAt } from "../http/jsonRead";
import { passAbort, translateError } from "../http/translateError";
import type { Unseen } from "./inventory";

/**
 * What each part of the fleet takes to be seen whole in Resource Graph: to read the resources themselves, at the subscription
 * ("What is Azure Resource Graph?", Microsoft Learn, 2025: permissions). Lists of resource providers take rights of their own,
 * but refuse aloud: a Virtual Machine Contributor may read each protected item, and not a vault's list of them.
 */
const needed = {
  vaults: "Microsoft.RecoveryServices/vaults/read",
  items: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/read",
  machines: "Microsoft.Compute/virtualMachines/read",
  jobs: "Microsoft.RecoveryServices/vaults/backupJobs/read",
} as const;

/**
 * What of a subscription is left out in silence, because the account's roles do not let it read that everywhere: GET
 * Microsoft.Authorization/permissions of the subscription, where roles of a resource group or of a single vault do not count.
 * Needs `Microsoft.Authorization/permissions/read`; without it, nothing is sure to be seen. Deny assignments are not told.
 * Sources: "Permissions - List For Resource Group", Azure REST API reference, 2022-04-01; the same at a subscription in "Use
 * Resource Manager authentication API to access subscriptions", Microsoft, 2016.
 * @throws AbortError when cancelled; every other failure is the reason why things may be unseen
 */
export async function readUnseen(arm: Arm, subscriptionId: string): Promise<Unseen> {
  try {
    const permissions = await listAll(arm, subscriptionId, {
      path: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/permissions`,
      apiVersion: "2022-04-01",
    });
    const missing = (action: string): string | undefined => (allows(permissions, action) ? undefined : action);
    return {
      vaults: refused(missing(needed.vaults), allVaults),
      items: refused(missing(needed.items), allItems),
      machines: refused(missing(needed.machines), allMachines),
      jobs: refused(missing(needed.jobs), allJobs),
    };
  } catch (error) {
    return isForbidden(error)
      ? all(refused("Microsoft.Authorization/permissions/read", permissionsUntold))
      : unseenByLists(arm, subscriptionId, passAbort(error));
  }
}

/** A cloud without that question: its list of vaults refuses those who may not read them. */
async function unseenByLists(arm: Arm, subscriptionId: string, failure: Error): Promise<Unseen> {
  if (!isAzureError(failure) || (failure.kind !== "notFound" && failure.kind !== "invalid")) {
    return all(failure);
  }
  try {
    const refusal = await vaultsRefusal(arm, subscriptionId);
    return { vaults: refusal, items: refusal, jobs: refusal };
  } catch (error) {
    return all(passAbort(error));
  }
}

/**
 * GET vaults of the subscription: why the caller may not read them; undefined when that is allowed.
 * Needs `Microsoft.RecoveryServices/Vaults/read`, and tells when that is missing.
 */
async function vaultsRefusal(arm: Arm, subscriptionId: string): Promise<Error | undefined> {
  try {
    await arm.vaults(subscriptionId).vaults.listBySubscriptionId().byPage().next();
    return undefined;
  } catch (error) {
    if (isForbidden(error)) {
      return translateError(error);
    }
    throw error;
  }
}

/**
 * Whether permissions, as Azure lists them, allow an action: one of them has it among its `actions` and not among its
 * `notActions`, where `*` stands for any text ("Understand Azure role definitions", Microsoft Learn, 2025).
 */
export function allows(permissions: readonly unknown[], action: string): boolean {
  const has = (each: unknown, name: string): boolean => textsAt(each, name).some((pattern) => fits(pattern, action));
  return permissions.some((each) => has(each, "actions") && !has(each, "notActions"));
}

function fits(pattern: string, action: string): boolean {
  const source = pattern.replaceAll(/[^\w*]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}$`, "i").test(action);
}

function all(error: Error | undefined): Unseen {
  return { vaults: error, items: error, machines: error, jobs: error };
}

/** @param action what is missing; undefined when nothing is. The code says that the sentence is for people as it stands. */
function refused(action: string | undefined, sentence: (action: string) => string): AzureError | undefined {
  return action === undefined
    ? undefined
    : new AzureError(sentence(action), { kind: "forbidden", code: "PartUnseen", status: 403 });
}

function allVaults(action: string): string {
  return l10n.t("Your account may not read all vaults of the subscription: '{0}' is missing.", action);
}

function allItems(action: string): string {
  return l10n.t("Your account may not read all protected items of the subscription: '{0}' is missing.", action);
}

function allMachines(action: string): string {
  return l10n.t("Your account may not read all virtual machines of the subscription: '{0}' is missing.", action);
}

function allJobs(action: string): string {
  return l10n.t("Your account may not read all backup jobs of the subscription: '{0}' is missing.", action);
}

function permissionsUntold(action: string): string {
  return l10n.t("Azure does not tell what your account may read in the subscription: '{0}' is missing.", action);
}
