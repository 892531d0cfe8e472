import * as vscode from "vscode";
import { input } from "../../host/prompts/inputPrompt";
import type { Choice } from "../../host/prompts/prompts";
import { pick } from "../../host/prompts/prompts";
import { resourceNameOf, sameId } from "../../host/resources/resourceId";
import type { VaultSettings } from "./settingTexts";
import type { WantedChange } from "./wantedChange";

/** Why a vault cannot get a customer's key now ("Encrypt backup data by using customer-managed keys", 2024-06-12), or undefined. */
export function encryptionProblem({ encryption, redundancy, security }: VaultSettings): string | undefined {
  if (encryption.keyUri !== undefined) {
    return undefined;
  }
  // The redundancy is locked by the first thing that is registered with the vault.
  if (redundancy.locked) {
    return vscode.l10n.t("Only a vault that never protected anything can get a key of yours; a new one can.");
  }
  return security.systemIdentity !== "Enabled" && security.userIdentities.length === 0
    ? vscode.l10n.t("An identity of the vault reads the key: assign one first.")
    : undefined;
}

/** What is wrong with the URI of a key, or undefined. Its version may be left out. */
export function keyUriProblem(text: string): string | undefined {
  return /^https:\/\/[a-z0-9-]+\.[^/\s]+\/keys\/[a-z0-9-]+(?:\/[a-z0-9]+)?$/i.test(text.trim())
    ? undefined
    : vscode.l10n.t("Enter the URI of a key: https://KEYVAULT.vault.azure.net/keys/KEY, with its version or without.");
}

const identityId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/i;

/** What is wrong with the resource ID of a user-assigned identity, or undefined. */
export function identityIdProblem(text: string): string | undefined {
  return identityId.test(text.trim())
    ? undefined
    : vscode.l10n.t(
        "Enter the resource ID of an identity: /subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME",
      );
}

/**
 * Asks for the key, who reads it, and with the first key for infrastructure encryption, which comes with no other.
 * @throws CancellationError
 */
export async function askEncryption(title: string, settings: VaultSettings): Promise<WantedChange | undefined> {
  const t = vscode.l10n.t;
  const { encryption } = settings;
  const typed = await input({
    title,
    prompt: t("URI of an RSA key. Its key vault is in the vault's region, with soft delete and purge protection."),
    value: encryption.keyUri,
    validate: keyUriProblem,
  });
  const keyUri = typed.trim();
  const userIdentity = await askReader(title, settings);
  if (encryption.keyUri !== undefined) {
    return keyUri.toLowerCase() === encryption.keyUri.toLowerCase() &&
      (userIdentity ?? "").toLowerCase() === (encryption.userIdentity ?? "").toLowerCase()
      ? undefined
      : { change: { kind: "encryption", keyUri, userIdentity, infrastructure: undefined }, warning: undefined };
  }
  const infrastructure = await pick<"Enabled" | "Disabled">({
    title,
    placeholder: t("Encrypt the storage a second time, with Azure's key? It cannot be decided later."),
    choices: [
      { label: t("Once"), detail: t("With your key."), value: "Disabled" },
      { label: t("Twice"), detail: t("With your key, and the infrastructure with another."), value: "Enabled" },
    ],
  });
  return {
    change: { kind: "encryption", keyUri, userIdentity, infrastructure },
    warning: t("The vault's backups depend on this key for good: it never goes back to a key that Azure manages."),
  };
}

function askReader(title: string, { security, encryption }: VaultSettings): Promise<string | undefined> {
  const t = vscode.l10n.t;
  const isNow = (id: string | undefined): boolean =>
    encryption.keyUri !== undefined && (id ?? "").toLowerCase() === (encryption.userIdentity ?? "").toLowerCase();
  const line = (label: string, id: string | undefined, problem?: string): Choice<string | undefined> => ({
    label,
    description: isNow(id) ? t("now") : undefined,
    unsuitable: problem,
    value: id,
  });
  return pick<string | undefined>({
    title,
    placeholder: t("Which identity reads the key? It needs Get, Wrap Key and Unwrap Key for it."),
    choices: [
      line(
        t("The vault's own identity"),
        undefined,
        security.systemIdentity === "Enabled" ? undefined : t("The vault has none; turn it on first."),
      ),
      ...security.userIdentities.map((id) => line(resourceNameOf(id), id)),
    ],
  });
}

/**
 * Assigns an identity to the vault or takes one away; the one that reads the vault's key stays.
 * @throws CancellationError
 */
export async function askIdentities(title: string, { security, encryption }: VaultSettings): Promise<WantedChange> {
  const t = vscode.l10n.t;
  const chosen = await pick<string | undefined>({
    title,
    placeholder: t("Assign an identity, or choose one to take it away from the vault"),
    unsuitableTitle: t("cannot be taken away"),
    choices: [
      {
        label: t("Assign an identity"),
        detail: t("By its resource ID."),
        icon: new vscode.ThemeIcon("add"),
        value: undefined,
      },
      ...security.userIdentities.map((id) => ({
        label: resourceNameOf(id),
        detail: id,
        icon: new vscode.ThemeIcon("remove"),
        unsuitable: sameId(id, encryption.userIdentity ?? "") ? t("It reads the vault's key.") : undefined,
        value: id,
      })),
    ],
  });
  if (chosen !== undefined) {
    return { change: { kind: "userIdentity", id: chosen, state: "Removed" }, warning: undefined };
  }
  const typed = await input({ title, prompt: t("Resource ID of the identity"), validate: identityIdProblem });
  return { change: { kind: "userIdentity", id: typed.trim(), state: "Assigned" }, warning: undefined };
}
