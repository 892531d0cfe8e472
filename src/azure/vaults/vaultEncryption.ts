import * as l10n from "@vscode/l10n";
import type { Arm } from "../http/armPipeline";
import { AzureError, isForbidden, isMissing } from "../http/azureError";
import { booleanAt, textAt, valueAt } from "../http/jsonRead";
import { parseResourceId, sameId } from "../ids";
import type { VaultChange, VaultEncryption } from "../models";
import { patchVault, readVault } from "./patchVault";
import { guarded } from "./resourceGuard";
import { hasSystemIdentity, userIdentitiesIn } from "./vaultIdentity";

type OnOff = "Enabled" | "Disabled";

/**
 * With which key a vault's backups are encrypted: GET backupEncryptionConfigs, or of the vault for accounts that may not
 * read it. Needs `Microsoft.RecoveryServices/Vaults/backupEncryptionConfigs/read` or `…/Vaults/read`.
 */
export async function getVaultEncryption(arm: Arm, vaultId: string): Promise<VaultEncryption> {
  const { subscriptionId, resourceGroup, name } = parseResourceId(vaultId);
  try {
    return fromConfig(await arm.backup(subscriptionId).backupResourceEncryptionConfigs.get(name, resourceGroup));
  } catch (error) {
    if (!isForbidden(error) && !isMissing(error)) {
      throw error;
    }
    const { body } = await readVault(arm, vaultId);
    return fromVault(valueAt(body, "properties", "encryption"));
  }
}

function fromConfig(config: unknown): VaultEncryption {
  const properties = valueAt(config, "properties");
  const isOwn = textAt(properties, "encryptionAtRestType") === "CustomerManaged";
  const user = textAt(properties, "userAssignedIdentity");
  return {
    keyUri: isOwn ? textAt(properties, "keyUri") : undefined,
    userIdentity: isOwn && booleanAt(properties, "useSystemAssignedIdentity") !== true ? user : undefined,
    infrastructure: onOff(textAt(properties, "infrastructureEncryptionState")),
    lastUpdate: textAt(properties, "lastUpdateStatus"),
  };
}

function fromVault(encryption: unknown): VaultEncryption {
  const isSystem = booleanAt(encryption, "kekIdentity", "useSystemAssignedIdentity") === true;
  return {
    keyUri: textAt(encryption, "keyVaultProperties", "keyUri"),
    userIdentity: isSystem ? undefined : textAt(encryption, "kekIdentity", "userAssignedIdentity"),
    infrastructure: onOff(textAt(encryption, "infrastructureEncryption")),
    lastUpdate: undefined,
  };
}

function onOff(word: string | undefined): OnOff | undefined {
  return word === "Enabled" || word === "Disabled" ? word : undefined;
}

/** What a vault's encryption is to be: the URI of the key may lack a version, then Azure follows the newest. */
type EncryptionRequest = Omit<Extract<VaultChange, { readonly kind: "encryption" }>, "kind">;

/**
 * Encrypts a vault with a customer's key, for good, or gives it another key: PATCH of the vault ("Encrypt backup data by using
 * customer-managed keys", 2024-06-12). The identity has to be the vault's, and to have Get, Wrap Key and Unwrap Key on the key
 * vault, which is in the vault's region, with soft delete and purge protection; nothing may have been protected in the vault
 * before its first key. Needs `Microsoft.RecoveryServices/Vaults/write` and `…/read`, and what a Resource Guard asks for.
 * @throws AzureError `invalid` with code `VaultIdentityNeeded` when the vault does not have the identity, or with Azure's reason
 */
export async function setVaultEncryption(arm: Arm, vaultId: string, request: EncryptionRequest): Promise<void> {
  const { keyUri, userIdentity, infrastructure } = request;
  const { body } = await readVault(arm, vaultId);
  const isThere =
    userIdentity === undefined
      ? hasSystemIdentity(body)
      : userIdentitiesIn(body).some((id) => sameId(id, userIdentity));
  if (!isThere) {
    throw new AzureError(
      userIdentity === undefined
        ? l10n.t("The vault '{0}' has no identity of its own to read the key with.", parseResourceId(vaultId).name)
        : l10n.t(
            "The identity '{0}' has to be assigned to the vault '{1}' before it can read its key.",
            parseResourceId(userIdentity).name,
            parseResourceId(vaultId).name,
          ),
      { kind: "invalid", code: "VaultIdentityNeeded" },
    );
  }
  const encryption = {
    keyVaultProperties: { keyUri },
    kekIdentity:
      userIdentity === undefined
        ? { useSystemAssignedIdentity: true }
        : { userAssignedIdentity: userIdentity, useSystemAssignedIdentity: false },
    ...(infrastructure === undefined ? {} : { infrastructureEncryption: infrastructure }),
  };
  await guarded(arm, vaultId, "changeEncryption", (requests) =>
    patchVault(arm, vaultId, {
      properties: { encryption, ...(requests.length === 0 ? {} : { resourceGuardOperationRequests: requests }) },
    }),
  );
}

/**
 * Whether a vault is encrypted as it was to be: GET backupEncryptionConfigs. Needs
 * `Microsoft.RecoveryServices/Vaults/backupEncryptionConfigs/read`.
 */
export async function isEncryptedAs(arm: Arm, vaultId: string, wanted: EncryptionRequest): Promise<boolean> {
  const now = await getVaultEncryption(arm, vaultId);
  return (
    now.keyUri?.toLowerCase() === wanted.keyUri.toLowerCase() &&
    sameId(now.userIdentity ?? "", wanted.userIdentity ?? "") &&
    (wanted.infrastructure === undefined || now.infrastructure === wanted.infrastructure)
  );
}
