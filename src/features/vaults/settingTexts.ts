import * as vscode from "vscode";
import type { RedundancySetting, ResourceGuardMapping, VaultSecurity } from "../../azure/models";
import { resourceNameOf } from "../../host/resourceId";
import { redundancyText } from "../../wording/redundancyText";

/** All that a vault says of its settings. */
export interface VaultSettings {
  readonly redundancy: RedundancySetting;
  readonly security: VaultSecurity;
  readonly guard: ResourceGuardMapping | undefined;
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
      return t("on, not locked: backups cannot be deleted before they expire; it can be turned off again");
    case "Locked":
      return t("on and locked: backups cannot be deleted before they expire; it can never be turned off");
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

/** The redundancy, and whether it can change. */
export function redundancySettingText({ redundancy, locked }: RedundancySetting): string {
  const name = redundancyText(redundancy);
  return locked ? vscode.l10n.t("{0}, can no longer change", name) : vscode.l10n.t("{0}, can still change", name);
}
