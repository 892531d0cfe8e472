import * as vscode from "vscode";
import type { AzureConnection } from "../../azure/connection";
import { callOptionsOf } from "../../host/operations/azureOperation";
import { OperationError } from "../../host/errors/errors";
import { runWithProgress } from "../../host/operations/progress";
import type { RunningOperation } from "../../host/operations/progress";
import type { FlowPlace } from "../../host/prompts/steps";
import { askPlan, namesOf } from "./protectQuestions";
import type { Plan } from "./protectQuestions";
import type { ProtectionServices } from "./services";

async function validate(connection: AzureConnection, plan: Plan, { report, signal }: RunningOperation): Promise<void> {
  if (plan.disks !== undefined && plan.disks.kind !== "all") {
    // The check judges all disks, and would refuse for the sake of those that are left out; protecting itself says the rest.
    return;
  }
  for (const vm of plan.machines) {
    report(vscode.l10n.t("Asking Azure whether {0} can be protected", vm.name));
    const verdict = await connection.validateProtection(vm.id, plan.vault, plan.policy.name, { signal });
    if (!verdict.ok) {
      const reason = verdict.message ?? verdict.code ?? vscode.l10n.t("It gives no reason.");
      throw new OperationError(vscode.l10n.t("Azure would refuse to protect {0}: {1}", vm.name, reason), [
        {
          title: vscode.l10n.t("Check Readiness"),
          run: () => vscode.commands.executeCommand("azureVmBackup.checkReadiness", { resourceId: vm.id }),
        },
      ]);
    }
  }
}

/** Protects one after the other; what has been done stays done when a later one fails. */
async function protectAll(
  connection: AzureConnection,
  plan: Plan,
  operation: RunningOperation,
  services: ProtectionServices,
): Promise<void> {
  const { machines, vault, policy, disks } = plan;
  for (const [index, vm] of machines.entries()) {
    operation.report(vscode.l10n.t("Protecting {0}", vm.name), (index * 100) / machines.length);
    try {
      const awaited = { vaultId: vault.id, vmName: vm.name, vmId: vm.id, operation: "ConfigureBackup" };
      const options = { ...callOptionsOf(operation), disks };
      await services.jobs.during(awaited, () => connection.protect(vm.id, policy.id, options));
    } finally {
      // Also after a cancel or a failure: Azure may have got somewhere.
      services.changes.announce(vm.id);
      services.changes.announce(vault.id);
      // Not followed: this flow waited for the job and tells its end itself. The Jobs view should list it all the same.
      void services.jobs.refresh();
    }
  }
}

function tellProtected(plan: Plan, services: ProtectionServices): void {
  const backUp = vscode.l10n.t("Back Up Now");
  const sentence = vscode.l10n.t(
    "{0}: protected in the vault {1} with the policy {2}. The first backup runs on schedule, or now.",
    namesOf(plan.machines),
    plan.vault.name,
    plan.policy.name,
  );
  // Not awaited: the notification stays until it is closed.
  void vscode.window.showInformationMessage(sentence, backUp).then((chosen) => {
    if (chosen === backUp) {
      const nodes = plan.machines.map((vm) => ({ resourceId: vm.id }));
      services.execute(
        "azureVmBackup.backUpNow",
        nodes.length === 1 ? nodes[0] : { resourceIds: plan.machines.map((vm) => vm.id) },
      );
    }
  });
}

/**
 * The command *Protect VM*.
 * @param argument a tree node, `{ resourceId }` of a VM, `{ vaultId }`, or nothing
 * @param selection all selected nodes, when it was called on several
 * @param from where the command stands in a larger flow
 * @throws OperationError, AzureError, CancellationError; StepBack when the user goes back to before it
 */
export async function protectVm(
  argument: unknown,
  selection: unknown,
  services: ProtectionServices,
  from?: FlowPlace,
): Promise<void> {
  const connection = await services.session.connection();
  const plan = await askPlan(connection, { argument, selection, from }, services);
  await runWithProgress(
    {
      title: vscode.l10n.t("Protecting {0}", namesOf(plan.machines)),
      cancelSays: vscode.l10n.t("Cancel stops the waiting; what Azure has begun, Azure finishes."),
    },
    async (operation) => {
      await validate(connection, plan, operation);
      await protectAll(connection, plan, operation, services);
    },
  );
  tellProtected(plan, services);
}
