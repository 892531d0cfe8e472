import type { CallOptions } from "../connection";
import type { Caller } from "../http/caller";
import type { ProtectedItem, Subscription } from "../models";
import { getSecondaryItem, listSecondaryPoints } from "./crossRegion";
import { provisionFileRecovery, revokeFileRecovery } from "./fileRecovery";
import { triggerRestore, validateRestore } from "./restore";
import type {
  MountScript,
  RegionalResource,
  RestoreObstacle,
  RestorePoint,
  RestoreRequest,
  RestoreSource,
  RestoreVault,
  StagingAccount,
  StartedRestore,
  VirtualNetwork,
} from "./restoreModels";
import { listRestorePoints } from "./restorePoints";
import { getRestoreSource, getRestoreVault } from "./restoreSource";
import { listDiskResources, listStagingAccounts, listVirtualNetworks } from "./restoreTargets";

/** Restoring VMs and files, and what has to be known for it. */
export interface RestoreCalls {
  /** Newest first, with what decides how each can be restored; `secondary` for those of the vault's paired region. */
  listRestorePoints(
    itemId: string,
    options?: CallOptions & { readonly secondary?: boolean | undefined },
  ): Promise<readonly RestorePoint[]>;
  /** A protected item as the paired region of its vault knows it, for when the own region does not answer. */
  getSecondaryItem(itemId: string, options?: CallOptions): Promise<ProtectedItem | undefined>;
  /** The VM as it is now; undefined when it is gone. */
  getRestoreSource(vmId: string, options?: CallOptions): Promise<RestoreSource | undefined>;
  getRestoreVault(vaultId: string, options?: CallOptions): Promise<RestoreVault>;
  /** By name. */
  listStagingAccounts(subscription: Subscription, options?: CallOptions): Promise<readonly StagingAccount[]>;
  /** By name. */
  listVirtualNetworks(subscription: Subscription, options?: CallOptions): Promise<readonly VirtualNetwork[]>;
  /** By name: disk encryption sets, or disk accesses. */
  listDiskResources(
    subscription: Subscription,
    type: "diskEncryptionSets" | "diskAccesses",
    options?: CallOptions,
  ): Promise<readonly RegionalResource[]>;
  /** Azure's own answer to "would this restore work?": what stands in the way. Changes nothing. */
  validateRestore(request: RestoreRequest, options?: CallOptions): Promise<readonly RestoreObstacle[]>;
  /** Starts a restore; resolves as soon as Azure has accepted it, with the job's name. */
  triggerRestore(request: RestoreRequest, options?: CallOptions): Promise<StartedRestore>;
  /** The script that mounts the disks of a recovery point, for 12 hours. Its password is a secret. */
  provisionFileRecovery(
    request: { readonly pointId: string; readonly vmId: string; readonly renew: boolean },
    options?: CallOptions,
  ): Promise<MountScript>;
  /** Unmounts the disks of a recovery point; the script stops working. */
  revokeFileRecovery(pointId: string, options?: CallOptions): Promise<void>;
}

/** That part of the connection. */
export function restoreCalls(caller: Caller): RestoreCalls {
  return {
    listRestorePoints: (itemId, call) =>
      caller.about(itemId, call, (arm) =>
        call?.secondary === true ? listSecondaryPoints(arm, itemId) : listRestorePoints(arm, itemId),
      ),
    getSecondaryItem: (itemId, call) => caller.about(itemId, call, (arm) => getSecondaryItem(arm, itemId)),
    getRestoreSource: (vmId, call) => caller.about(vmId, call, (arm) => getRestoreSource(arm, vmId)),
    getRestoreVault: (vaultId, call) => caller.about(vaultId, call, (arm) => getRestoreVault(arm, vaultId)),
    listStagingAccounts: (subscription, call) => caller.within(subscription, call, listStagingAccounts),
    listVirtualNetworks: (subscription, call) => caller.within(subscription, call, listVirtualNetworks),
    listDiskResources: (subscription, type, call) =>
      caller.within(subscription, call, (arm, subscriptionId) => listDiskResources(arm, subscriptionId, type)),
    validateRestore: (request, call) => caller.about(request.itemId, call, (arm) => validateRestore(arm, request)),
    triggerRestore: (request, call) => caller.about(request.itemId, call, (arm) => triggerRestore(arm, request)),
    provisionFileRecovery: (request, call) =>
      caller.about(request.pointId, call, (arm) => provisionFileRecovery(arm, request)),
    revokeFileRecovery: (pointId, call) => caller.about(pointId, call, (arm) => revokeFileRecovery(arm, pointId)),
  };
}
