import type { Arm } from "../http/armPipeline";
import { parseResourceId } from "../ids";
import { textAt } from "../http/jsonRead";

/** The words of `backupStatus`. */
export type ProtectionStatus = "Protected" | "NotProtected" | "Protecting" | "ProtectionFailed";

/** What `backupStatus` knows: the vault that has the VM, and the protected item's id when there is one. */
export interface FoundProtection {
  readonly vaultId: string | undefined;
  readonly itemId: string | undefined;
  readonly state: ProtectionStatus;
}

const states: readonly ProtectionStatus[] = ["Protected", "NotProtected", "Protecting", "ProtectionFailed"];

/**
 * POST locations/REGION/backupStatus, the service's live answer whichever vault has the VM.
 * Needs `Microsoft.RecoveryServices/locations/backupStatus/action`.
 */
export async function findProtection(arm: Arm, vmId: string, location: string): Promise<FoundProtection> {
  const { subscriptionId } = parseResourceId(vmId);
  const answer = await arm.backup(subscriptionId).backupStatus.get(location, { resourceType: "VM", resourceId: vmId });
  const vaultId = textAt(answer, "vaultId");
  const container = textAt(answer, "containerName");
  const item = textAt(answer, "protectedItemName");
  return {
    vaultId,
    itemId:
      vaultId === undefined || container === undefined || item === undefined
        ? undefined
        : `${vaultId}/backupFabrics/Azure/protectionContainers/${container}/protectedItems/${item}`,
    state: states.find((state) => state === answer.protectionStatus) ?? "NotProtected",
  };
}
