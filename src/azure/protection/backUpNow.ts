import type { Arm } from "../http/armPipeline";
import { acceptedBy } from "../http/longRunning";
import type { Accepted } from "../http/longRunning";
import { parseResourceId } from "../ids";
import { itemNamesIn } from "../itemNames";
import { startNamedJob } from "./namedJob";

/**
 * Starts a backup: POST backup, then follows its operation until it names the job, a matter of seconds; the job itself
 * goes on. Needs `…/protectedItems/backup/action`.
 */
export function backUpNow(
  arm: Arm,
  itemId: string,
  retainUntil: Date,
): Promise<{ readonly vaultId: string; readonly jobName: string }> {
  return startNamedJob(arm, itemId, "Backup", () => trigger(arm, itemId, retainUntil));
}

function trigger(arm: Arm, itemId: string, retainUntil: Date): Promise<Accepted> {
  const { subscriptionId, resourceGroup, rootName } = parseResourceId(itemId);
  const { container, item } = itemNamesIn(itemId);
  const { backups } = arm.backup(subscriptionId);
  const body = {
    properties: { objectType: "IaasVMBackupRequest" as const, recoveryPointExpiryTimeInUTC: retainUntil },
  };
  return acceptedBy((options) => backups.trigger(rootName, resourceGroup, "Azure", container, item, body, options));
}
