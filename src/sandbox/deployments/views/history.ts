import { ArmFault } from "../../http/armFault";
import type { Inside } from "../../http/call";
import { isLocked } from "../../state/locks";
import type { DeploymentRecord } from "../../state/records";
import { isActive } from "../run/advanceDeployments";

/** How many deployments the history of a scope can hold. */
const most = 800;
/** Beyond these many the oldest go, until only `kept` are left. */
const crowded = 700;
const kept = 600;

/**
 * Makes room in the history of a scope, as Azure does whenever a template is deployed, validated or previewed there. Under a
 * lock nothing goes.
 *
 * Source: "Automatic deletions from deployment history" (Microsoft Learn, June 2026).
 * @param scope id of a resource group or a subscription
 */
export function makeRoom({ estate }: Inside, scope: string): void {
  const history = historyOf({ estate }, scope);
  if (history.length <= crowded || isLocked(estate, `${scope}/providers/Microsoft.Resources/deployments/any`)) {
    return;
  }
  const over = history
    .filter(({ state }) => !isActive(state))
    .toSorted((a, b) => a.startTime - b.startTime)
    .slice(0, history.length - kept);
  for (const { id } of over) {
    estate.deployments.delete(id);
  }
}

/** Refuses a new deployment where the history is full. Throws 409 `DeploymentQuotaExceeded`. */
export function checkRoom({ estate }: Inside, scope: string, name: string): void {
  const count = historyOf({ estate }, scope).length;
  if (count >= most) {
    throw new ArmFault(
      409,
      "DeploymentQuotaExceeded",
      `Creating the deployment '${name}' would exceed the quota of '${most}'. The current deployment count is '${count}'. Please delete some deployments before creating a new one, or see https://aka.ms/800LimitFix for information on managing deployment limits.`,
    );
  }
}

function historyOf({ estate }: Pick<Inside, "estate">, scope: string): readonly DeploymentRecord[] {
  return estate.deployments.below(`${scope}/providers/Microsoft.Resources/deployments/`);
}
