import { badRequest } from "../../http/armFault";
import type { Call } from "../../http/call";
import { at, isJsonObject, listAt, objectAt, textAt, textOf } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";
import type { VaultRecord } from "../../state/records";
import { requireGuard } from "./guardedOperations";
import { hasIdentity, keyIdentityOf } from "./vaultIdentity";
import { hasItems } from "./vaultItems";

const type = "Microsoft.RecoveryServices/vaults";
/** Of these refusals the sentence is what counts; their codes are not documented. */
const refused = "BMSUserErrorInvalidInput";

/*
 * All rules: "Encrypt backup data by using customer-managed keys" (Microsoft Learn, 12 June 2024); that the infrastructure
 * encryption comes with the first key only: "Set-AzRecoveryServicesVaultProperty" (Az.RecoveryServices, 2024).
 */

/**
 * A customer's key needs an identity of the vault's, a vault without items, and stays; later it can be another key.
 * Throws 400 for what Azure does not do.
 * @param identity the vault's, after what is asked for
 * @param requests of the vault's Resource Guard, as the body names them
 */
export function encryptionOf(
  call: Call,
  vault: VaultRecord,
  identity: Json | undefined,
  asked: Json | undefined,
  requests: Json | undefined,
): Partial<VaultRecord> {
  if (!isJsonObject(asked)) {
    if (asked === null && vault.encryption !== undefined) {
      throw badRequest(
        refused,
        "A vault that is encrypted with a customer-managed key cannot go back to a platform-managed one.",
      );
    }
    return {};
  }
  requireGuard(call, vault, "changeEncryption", requests);
  if ((textAt(identity, "type") ?? "None") === "None") {
    throw badRequest(
      refused,
      "A vault needs a managed identity before it can be encrypted with a customer-managed key.",
    );
  }
  if (vault.encryption === undefined && hasItems(call, vault)) {
    throw badRequest(
      refused,
      "Encryption with a customer-managed key can be set only for a vault that has no items yet.",
    );
  }
  const encryption = merged(vault, asked);
  const user = keyIdentityOf(encryption);
  if (!hasIdentity(identity, user)) {
    throw badRequest(
      refused,
      `The vault does not have the identity '${user ?? "SystemAssigned"}' that is to read the key.`,
    );
  }
  checkKey(call, vault, identity, encryption);
  return { encryption };
}

/** Without an identity the key is read with the one that read the last, at first with the vault's own. */
function merged(vault: VaultRecord, asked: JsonObject): JsonObject {
  const infrastructure = textAt(asked, "infrastructureEncryption");
  const before = textAt(vault.encryption, "infrastructureEncryption") ?? "Disabled";
  if (vault.encryption !== undefined && infrastructure !== undefined && infrastructure !== before) {
    throw badRequest(refused, "Infrastructure encryption can be set only together with the first key of a vault.");
  }
  return {
    keyVaultProperties: asked["keyVaultProperties"] ?? vault.encryption?.["keyVaultProperties"] ?? {},
    kekIdentity: asked["kekIdentity"] ?? vault.encryption?.["kekIdentity"] ?? { useSystemAssignedIdentity: true },
    infrastructureEncryption: infrastructure ?? before,
  };
}

/** The key vault itself is judged only when the sandbox knows it. */
function checkKey(call: Call, vault: VaultRecord, identity: Json | undefined, encryption: JsonObject): void {
  const uri = textAt(encryption, "keyVaultProperties", "keyUri") ?? "";
  const [, host] = /^https:\/\/([a-z0-9-]+)\.[^/]+\/keys\/[^/]+(?:\/[^/]+)?\/?$/iu.exec(uri) ?? [];
  if (host === undefined) {
    throw badRequest(refused, `'${uri}' is not the URI of a key of a key vault.`);
  }
  const keys = call.estate
    .resourcesOf("Microsoft.KeyVault/vaults", "/subscriptions/")
    .find((one) => one.name.toLowerCase() === host.toLowerCase());
  if (keys === undefined) {
    return;
  }
  if (keys.location !== vault.location) {
    throw badRequest(refused, `The key vault '${keys.name}' must be in the region of the vault, '${vault.location}'.`);
  }
  if (
    at(keys, "properties", "enablePurgeProtection") !== true ||
    at(keys, "properties", "enableSoftDelete") === false
  ) {
    throw badRequest(refused, `Soft delete and purge protection must be enabled for the key vault '${keys.name}'.`);
  }
  if (!mayRead(keys.properties, principalOf(identity, keyIdentityOf(encryption)))) {
    throw badRequest(
      "UserErrorCMKKeyVaultAuthFailure",
      `The managed identity of the vault needs the permissions Get, Wrap Key and Unwrap Key on the key vault '${keys.name}'.`,
    );
  }
}

function principalOf(identity: Json | undefined, user: string | undefined): string | undefined {
  if (user === undefined) {
    return textAt(identity, "principalId");
  }
  const users = Object.entries(objectAt(identity, "userAssignedIdentities"));
  return textAt(users.find(([id]) => id.toLowerCase() === user.toLowerCase())?.[1], "principalId");
}

/** Roles are not looked at: who may do what is Entra's there, which the sandbox does not have. */
function mayRead(keys: Json | undefined, principal: string | undefined): boolean {
  if (at(keys, "enableRbacAuthorization") === true) {
    return true;
  }
  const granted = listAt(keys, "accessPolicies")
    .filter((policy) => textAt(policy, "objectId") === principal)
    .flatMap((policy) => listAt(policy, "permissions", "keys"))
    .map((permission) => textOf(permission).toLowerCase());
  return granted.includes("all") || ["get", "wrapkey", "unwrapkey"].every((one) => granted.includes(one));
}

/** What GET backupEncryptionConfigs shows. */
export function encryptionBody({ id, encryption }: VaultRecord): JsonObject {
  const user = encryption === undefined ? undefined : keyIdentityOf(encryption);
  return {
    id: `${id}/backupEncryptionConfigs/backupResourceEncryptionConfig`,
    name: "backupResourceEncryptionConfig",
    type: `${type}/backupEncryptionConfigs`,
    properties: {
      ...(user === undefined ? {} : { userAssignedIdentity: user }),
      useSystemAssignedIdentity: user === undefined,
      ...(encryption === undefined
        ? { encryptionAtRestType: "MicrosoftManaged", lastUpdateStatus: "NotEnabled" }
        : {
            encryptionAtRestType: "CustomerManaged",
            keyUri: textAt(encryption, "keyVaultProperties", "keyUri"),
            lastUpdateStatus: "Succeeded",
          }),
      infrastructureEncryptionState: textAt(encryption, "infrastructureEncryption") ?? "Disabled",
    },
  };
}
