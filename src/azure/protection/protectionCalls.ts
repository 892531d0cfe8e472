import type { CallOptions } from "../connection";
import type { Caller } from "../http/caller";
import type { Page, ProtectedItem, RecoveryPoint, Vault, Verdict } from "../models";
import { backUpNow } from "./backUpNow";
import { findProtection } from "./findProtection";
import type { ProtectionStatus } from "./findProtection";
import { listArchivable, moveToArchive } from "./archive";
import { protect } from "./protect";
import type { ProtectSettings } from "./protect";
import { getItem, listProtectedItems } from "./protectedItems";
import { listRecoveryPoints } from "./recoveryPoints";
import { stopDeletingData, stopKeepingData } from "./stopProtection";
import type { Keeping } from "./stopProtection";
import { undelete } from "./undelete";
import { validateProtection } from "./validateProtection";

/** What a change of a protected item ends with: the name of its job; undefined when there was nothing to do. */
export interface Changed {
  readonly jobName: string | undefined;
}

/** Protecting virtual machines, and what becomes of their backups. */
export interface ProtectionCalls {
  listProtectedItems(vaultId: string, page?: string, options?: CallOptions): Promise<Page<ProtectedItem>>;
  /** One protected item, live. */
  getItem(itemId: string, options?: CallOptions): Promise<ProtectedItem>;
  listRecoveryPoints(itemId: string, options?: CallOptions): Promise<readonly RecoveryPoint[]>;
  /** The recovery points that are cheaper in the archive tier, newest first. */
  listArchivable(itemId: string, options?: CallOptions): Promise<readonly RecoveryPoint[]>;
  /**
   * Starts a move to the archive tier; resolves as soon as Azure has accepted it, with the job's name: undefined for a point
   * that is there already.
   */
  moveToArchive(
    pointId: string,
    options?: CallOptions,
  ): Promise<{ readonly vaultId: string; readonly jobName: string | undefined }>;
  /** Which vault has the VM already (`backupStatus`), if any. */
  findProtection(
    vmId: string,
    location: string,
    options?: CallOptions,
  ): Promise<{ readonly vaultId: string | undefined; readonly state: ProtectionStatus }>;
  /** The service's own answer to "would protecting this VM with this vault and policy work?" (`backupPreValidateProtection`). */
  validateProtection(vmId: string, vault: Vault, policyName: string, options?: CallOptions): Promise<Verdict>;
  /**
   * Protects a VM (a stopped or soft-deleted item is resumed), waits until Azure has configured it.
   * Cancelling stops the waiting, not the configuring.
   */
  protect(vmId: string, policyId: string, options?: CallOptions & ProtectSettings): Promise<Changed>;
  /** Starts a backup; resolves as soon as Azure has accepted it, with the job's name. */
  backUpNow(
    itemId: string,
    retainUntil: Date,
    options?: CallOptions,
  ): Promise<{ readonly vaultId: string; readonly jobName: string }>;
  /** Stops the backups and keeps the recovery points; waits for the job. No job when it was stopped already. */
  stopKeepingData(itemId: string, options?: CallOptions & { readonly keeping?: Keeping | undefined }): Promise<Changed>;
  /** Stops the backups and deletes the recovery points; waits for the job. No job when they were deleted already. */
  stopDeletingData(itemId: string, options?: CallOptions): Promise<Changed>;
  /** Brings a soft-deleted item back, stopped; waits for the job. No job when it was not deleted. */
  undelete(itemId: string, options?: CallOptions): Promise<Changed>;
}

/** That part of the connection. */
export function protectionCalls(caller: Caller): ProtectionCalls {
  return {
    listProtectedItems: (vaultId, page, call) =>
      caller.about(vaultId, call, (arm) => listProtectedItems(arm, vaultId, page)),
    getItem: (itemId, call) => caller.about(itemId, call, (arm) => getItem(arm, itemId)),
    listRecoveryPoints: (itemId, call) => caller.about(itemId, call, (arm) => listRecoveryPoints(arm, itemId)),
    listArchivable: (itemId, call) => caller.about(itemId, call, (arm) => listArchivable(arm, itemId)),
    moveToArchive: (pointId, call) => caller.about(pointId, call, (arm) => moveToArchive(arm, pointId)),
    findProtection: (vmId, location, call) =>
      caller.about(vmId, call, async (arm) => {
        const { vaultId, state } = await findProtection(arm, vmId, location);
        return { vaultId, state };
      }),
    validateProtection: (vmId, vault, policyName, call) =>
      caller.about(vmId, call, (arm) => validateProtection(arm, vmId, vault, policyName)),
    protect: (vmId, policyId, call) => caller.about(vmId, call, (arm) => protect(arm, vmId, policyId, call)),
    backUpNow: (itemId, retainUntil, call) => caller.about(itemId, call, (arm) => backUpNow(arm, itemId, retainUntil)),
    stopKeepingData: (itemId, call) => caller.about(itemId, call, (arm) => stopKeepingData(arm, itemId, call?.keeping)),
    stopDeletingData: (itemId, call) => caller.about(itemId, call, (arm) => stopDeletingData(arm, itemId)),
    undelete: (itemId, call) => caller.about(itemId, call, (arm) => undelete(arm, itemId)),
  };
}
