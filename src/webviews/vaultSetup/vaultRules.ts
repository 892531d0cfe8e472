import * as l10n from "@vscode/l10n";

/**
 * The naming rules that can be checked without asking Azure. A vault: 2-50 characters, a letter first, then letters,
 * digits and hyphens ("Naming rules and restrictions for Azure resources"; Recovery Services vaults, 2025-12-10).
 * @returns the sentence to show, or undefined when the name keeps the rules
 */
export function vaultNameProblem(name: string): string | undefined {
  if (name.length === 0) {
    return l10n.t("Enter a name for the vault.");
  }
  if (!/^[A-Za-z]/.test(name)) {
    return l10n.t("A vault name starts with a letter.");
  }
  if (!/^[A-Za-z0-9-]*$/.test(name)) {
    return l10n.t("A vault name has only letters, digits and hyphens.");
  }
  if (name.length < 2) {
    return l10n.t("A vault name has at least 2 characters.");
  }
  if (name.length > 50) {
    return l10n.t("A vault name has at most 50 characters; this one has {0}.", name.length);
  }
  return undefined;
}

/** Resource groups: 1-90 letters, digits, underscores, hyphens, dots and parentheses, no dot at the end. */
export function resourceGroupNameProblem(name: string, existing: readonly string[]): string | undefined {
  if (name.length === 0) {
    return l10n.t("Enter a name for the new resource group.");
  }
  if (name.length > 90) {
    return l10n.t("A resource group name has at most 90 characters; this one has {0}.", name.length);
  }
  if (!/^[\p{L}\p{N}_().-]*$/u.test(name)) {
    return l10n.t("A resource group name has only letters, digits, underscores, hyphens, dots and parentheses.");
  }
  if (name.endsWith(".")) {
    return l10n.t("A resource group name does not end with a dot.");
  }
  if (existing.some((other) => other.toLowerCase() === name.toLowerCase())) {
    return l10n.t("This resource group exists already; choose it from the list instead.");
  }
  return undefined;
}
