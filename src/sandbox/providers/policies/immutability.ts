import { badRequest } from "../../http/armFault";
import type { JsonObject } from "../../http/json";
import type { ItemRecord, VaultRecord } from "../../state/records";
import { keepsShorter } from "./policyRules";

/*
 * "Immutable vault for Azure Backup" (Microsoft Learn, 19 June 2025): restricted operations, enabled or locked alike. Azure's
 * code for them is not documented; the sentence is what counts.
 */

/** Throws 400 where an immutable vault is to delete recovery points before they expire. */
export function refuseDeletion(vault: VaultRecord, item: ItemRecord): void {
  if (isImmutable(vault) && item.points.length > 0) {
    throw refusal("recovery points cannot be deleted before they expire");
  }
}

/** Throws 400 where an immutable vault is to keep recovery points for a shorter time than before. */
export function refuseShorter(vault: VaultRecord, after: JsonObject, before: JsonObject): void {
  if (isImmutable(vault) && keepsShorter(after, before)) {
    throw refusal("the retention of recovery points cannot be reduced");
  }
}

/**
 * Throws 400 where backups are to be suspended in a vault that is not immutable: "backups can't be suspended until
 * immutability is enabled on the vault" ("Disable-AzRecoveryServicesBackupProtection", Az.RecoveryServices, 2025).
 */
export function refuseSuspension(vault: VaultRecord): void {
  if (!isImmutable(vault)) {
    throw badRequest("BMSUserErrorInvalidInput", "Backups can be suspended only in a vault that is immutable.");
  }
}

function isImmutable({ immutability }: VaultRecord): boolean {
  return immutability === "Unlocked" || immutability === "Locked";
}

function refusal(what: string): Error {
  return badRequest("BMSUserErrorInvalidInput", `The vault is immutable: ${what}.`);
}
