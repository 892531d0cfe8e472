import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError } from "../http/azureError";
import { textAt, valueAt } from "../http/jsonRead";
import { parseResourceId, sameId } from "../ids";
import { reviseVault } from "./patchVault";

/** Ids of the identities that users have assigned to a vault; none where Azure says nothing of it. */
export function userIdentitiesIn(vault: unknown): readonly string[] {
  const identities = valueAt(vault, "identity", "userAssignedIdentities");
  return typeof identities === "object" && identities !== null ? Object.keys(identities) : [];
}

/** Whether a vault has the identity that Azure makes for it. One that never had an identity says nothing of it. */
export function hasSystemIdentity(vault: unknown): boolean {
  return /SystemAssigned/i.test(textAt(vault, "identity", "type") ?? "");
}

function typeOf(system: boolean, users: number): string {
  const types = [...(system ? ["SystemAssigned"] : []), ...(users > 0 ? ["UserAssigned"] : [])];
  return types.length === 0 ? "None" : types.join(", ");
}

/**
 * Makes or deletes the vault's own identity through PATCH of the vault; user-assigned identities stay.
 * Needs `Microsoft.RecoveryServices/Vaults/write`.
 * @throws AzureError `invalid` when the vault's key is read with it
 */
export async function setSystemIdentity(arm: Arm, vaultId: string, state: "Enabled" | "Disabled"): Promise<void> {
  await reviseVault(arm, vaultId, (vault) => ({
    identity: { type: typeOf(state === "Enabled", userIdentitiesIn(vault).length) },
  }));
}

/**
 * Assigns an identity to a vault or takes it away, through PATCH of the vault; all others stay.
 * Needs `Microsoft.RecoveryServices/Vaults/write`, and `Microsoft.ManagedIdentity/userAssignedIdentities/assign/action` on
 * the identity.
 * @throws AzureError `invalid` when there is no such identity, or when the vault's key is read with it
 */
export async function setUserIdentity(
  arm: Arm,
  vaultId: string,
  identityId: string,
  state: "Assigned" | "Removed",
): Promise<void> {
  await reviseVault(arm, vaultId, (vault) => ({ identity: identityWith(vault, vaultId, identityId, state) }));
}

function identityWith(vault: unknown, vaultId: string, identityId: string, state: "Assigned" | "Removed"): object {
  const present = userIdentitiesIn(vault);
  const others = present.filter((id) => !sameId(id, identityId));
  const system = hasSystemIdentity(vault);
  if (state === "Assigned") {
    return { type: typeOf(system, others.length + 1), userAssignedIdentities: { [identityId]: {} } };
  }
  const spelt = present.find((id) => sameId(id, identityId));
  if (spelt === undefined) {
    throw new AzureError(
      l10n.t(
        "The identity '{0}' is not assigned to the vault '{1}'.",
        parseResourceId(identityId).name,
        parseResourceId(vaultId).name,
      ),
      { kind: "invalid", code: "IdentityNotAssigned" },
    );
  }
  const type = typeOf(system, others.length);
  // A type without user-assigned identities removes them all; beside others, null removes one.
  return others.length === 0 ? { type } : { type, userAssignedIdentities: { [spelt]: null } };
}
