import * as vscode from "vscode";
import type { RedundancySetting, ResourceGuardMapping, VaultEncryption, VaultSecurity } from "../../azure/models";
import { resourceNameOf } from "../../host/resources/resourceId";

/** All that a vault says of its settings. */
export interface VaultSettings {
  readonly redundancy: RedundancySetting;
  readonly security: VaultSecurity;
  readonly guard: ResourceGuardMapping | undefined;
  readonly encryption: VaultEncryption;
}

/** "on, deleted backups can be brought back for 14 days"; undefined when Azure does not say. */
export function softDeleteText({ softDelete, softDeleteDays: days }: VaultSecurity): string | undefined {
  const t = vscode.l10n.t;
  switch (softDelete) {
    case undefined:
      return undefined;
    case "Disabled":
      return t("off: deleted backups are gone at once");
    case "Enabled":
      return days === undefined ? t("on") : t("on, deleted backups can be brought back for {0} days", days);
    case "AlwaysOn":
      return days === undefined
        ? t("on for good")
        : t("on for good, deleted backups can be brought back for {0} days", days);
  }
}

/** What immutability means in each state; undefined when Azure does not say. */
export function immutabilityText({ immutability }: VaultSecurity): string | undefined {
  const t = vscode.l10n.t;
  switch (immutability) {
    case undefined:
      return undefined;
    case "Disabled":
      return t("off");
    case "Unlocked":
      return t("on, not locked: backups stay until they expire");
    case "Locked":
      return t("on and locked: backups stay until they expire");
  }
}

/** On, off, off for good; undefined when Azure does not say. */
export function stateText(word: "Enabled" | "Disabled" | "PermanentlyDisabled" | undefined): string | undefined {
  const t = vscode.l10n.t;
  switch (word) {
    case undefined:
      return undefined;
    case "Enabled":
      return t("on");
    case "Disabled":
      return t("off");
    case "PermanentlyDisabled":
      return t("off for good");
  }
}

/** "by the Resource Guard G". The mapping may be unreadable: then the vault itself says on or off. */
export function guardText({ guard, security }: VaultSettings): string | undefined {
  return guard === undefined
    ? stateText(security.multiUserAuthorization)
    : vscode.l10n.t("by the Resource Guard {0}", resourceNameOf(guard.guardId));
}

/** "backup in kv-prod": a key by its name and its key vault; the URI itself when it is another one than expected. */
export function keyText(keyUri: string): string {
  const [, host, key] = /^https:\/\/([^./]+)[^/]*\/keys\/([^/]+)/i.exec(keyUri) ?? [];
  return host === undefined || key === undefined ? keyUri : vscode.l10n.t("{0} in {1}", key, host);
}

/** Whose key encrypts the backups, who reads it, and whether the last change of it went wrong. */
export function encryptionText({ keyUri, userIdentity, infrastructure, lastUpdate }: VaultEncryption): string {
  const t = vscode.l10n.t;
  if (keyUri === undefined) {
    return t("with a key that Azure manages");
  }
  return [
    t("with the key {0}", keyText(keyUri)),
    userIdentity === undefined
      ? t("read by the vault's own identity")
      : t("read by the identity {0}", resourceNameOf(userIdentity)),
    infrastructure === "Enabled" ? t("infrastructure encryption") : undefined,
    /fail/i.test(lastUpdate ?? "") ? t("its last change failed") : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

/** "reader, restorer"; "none". */
export function identitiesText({ userIdentities }: VaultSecurity): string {
  return userIdentities.length === 0 ? vscode.l10n.t("none") : userIdentities.map(resourceNameOf).join(", ");
}

/** "env: prod, team: shop"; "none". */
export function tagsText({ tags }: VaultSecurity): string {
  const texts = Object.entries(tags).map(([name, value]) => (value === "" ? name : `${name}: ${value}`));
  return texts.length === 0 ? vscode.l10n.t("none") : texts.join(", ");
}
