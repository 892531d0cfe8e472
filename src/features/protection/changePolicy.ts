import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import type { BackupPolicy, ProtectedItem, ProtectionState } from "../../azure/models";
import { OperationError } from "../../host/errors/errors";
import { pick } from "../../host/prompts/prompts";
import type { FlowPlace } from "../../host/prompts/steps";
import { onlyStep } from "../../host/prompts/steps";
import { resourceNameOf, sameId } from "../../host/resources/resourceId";
import type { VmProfile } from "../../limits/profile/vm";
import { policySummary } from "../../wording/policyText";
import { withItem } from "./choices/chosenItem";
import { runChange, tellChanged } from "./runChange";
import type { ProtectionServices } from "./services";

function stateProblem(state: ProtectionState): string | undefined {
  return state.kind === "protected" || state.kind === "protectionFailed"
    ? undefined
    : vscode.l10n.t("It is not protected, so it has no policy to change.");
}

/** The disks decide which policies fit; when they cannot be read, Azure has the last word. */
async function readableProfile(
  connection: AzureConnection,
  item: ProtectedItem,
  services: ProtectionServices,
  signal: AbortSignal,
): Promise<readonly VmProfile[]> {
  const { profileOfAzure } = await services.loadRules();
  try {
    return [profileOfAzure(await connection.getVmSnapshot(item.vmId, { signal }))];
  } catch {
    signal.throwIfAborted();
    return [];
  }
}

/** Why a policy cannot take the place of the present one, or undefined. */
export function changeProblem(policy: BackupPolicy, present: BackupPolicy | undefined): string | undefined {
  if (present !== undefined && sameId(policy.id, present.id)) {
    return vscode.l10n.t("It is the present policy.");
  }
  // "Back up an Azure VM by using the Enhanced policy", 2025: V2 never goes back to V1.
  if (policy.kind === "Standard" && present?.kind === "Enhanced") {
    return vscode.l10n.t("A Standard policy; Azure never goes back to one from Enhanced.");
  }
  return undefined;
}

function choosePolicy(
  connection: AzureConnection,
  item: ProtectedItem,
  from: FlowPlace,
  services: ProtectionServices,
): Promise<BackupPolicy> {
  return pick({
    step: onlyStep(from),
    title: vscode.l10n.t("Change the policy of {0}", item.vmName),
    placeholder:
      item.policyName === undefined
        ? vscode.l10n.t("Choose a policy of the vault {0}", resourceNameOf(item.vaultId))
        : vscode.l10n.t("Choose a policy to take the place of {0}", item.policyName),
    choices: async (signal) => {
      const [policies, profiles] = await Promise.all([
        connection.listPolicies(item.vaultId, { signal }),
        readableProfile(connection, item, services, signal),
      ]);
      const { policyProblem } = await services.loadRules();
      const toProtect = { profiles, machines: 1, rules: services.rules() };
      const name = item.policyName?.toLowerCase();
      const present = policies.find((policy) => policy.name.toLowerCase() === name);
      if (policies.length === 0) {
        throw new OperationError(
          vscode.l10n.t("The vault {0} has no policy for virtual machines.", resourceNameOf(item.vaultId)),
        );
      }
      return policies.map((policy) => ({
        label: policy.name,
        detail: policySummary(policy),
        icon: new vscode.ThemeIcon("calendar"),
        unsuitable: changeProblem(policy, present) ?? policyProblem(policy, toProtect),
        value: policy,
      }));
    },
  });
}

/**
 * The command *Change Policy* of a protected VM; policies that do not fit say why.
 * @param argument a node of a VM or of a protected item, `{ resourceId }`, or nothing
 * @throws OperationError, AzureError, CancellationError
 */
export async function changePolicy(argument: unknown, services: ProtectionServices): Promise<void> {
  const connection = await services.session.connection();
  const question = { title: vscode.l10n.t("Change Policy"), problem: stateProblem };
  await withItem(connection, argument, question, services, (item, from) => change(connection, item, from, services));
}

async function change(
  connection: AzureConnection,
  item: ProtectedItem,
  from: FlowPlace,
  services: ProtectionServices,
): Promise<void> {
  const policy = await choosePolicy(connection, item, from, services);
  const title = vscode.l10n.t("Changing the policy of {0}", item.vmName);
  await runChange(
    item,
    { title, operation: "ConfigureBackup" },
    (options) => connection.protect(item.vmId, policy.id, options),
    services,
  );
  tellChanged(
    vscode.l10n.t(
      "{0} now has the policy {1}. Its retention holds for the existing recovery points too.",
      item.vmName,
      policy.name,
    ),
    undefined,
  );
}
