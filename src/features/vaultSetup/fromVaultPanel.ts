import type { FromVaultPanel, RedundancyChoice, VaultPlan } from "../../webviews/vaultSetup/messages";

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function areStrings(fields: Fields, names: readonly string[]): boolean {
  return names.every((name) => typeof fields[name] === "string");
}

/** Whether a value of the panel is a redundancy that Azure knows. */
export function isRedundancy(value: unknown): value is RedundancyChoice {
  return value === "GeoRedundant" || value === "LocallyRedundant" || value === "ZoneRedundant";
}

/** Guards what a form has decided, as it comes from the panel. */
export function isPlan(value: unknown): value is VaultPlan {
  return (
    isFields(value) &&
    areStrings(value, ["subscriptionId", "location", "resourceGroup", "name"]) &&
    typeof value["newResourceGroup"] === "boolean" &&
    isRedundancy(value["redundancy"])
  );
}

/** Guards the extension's side of the line to the vault panel. */
export function isFromVaultPanel(value: unknown): value is FromVaultPanel {
  if (!isFields(value)) {
    return false;
  }
  switch (value["kind"]) {
    case "ready":
    case "cancel":
    case "protectVms":
    case "setRedundancy":
    case "showJobs":
    case "openInPortal":
    case "reload":
      return true;
    case "loadPlaces":
      return typeof value["subscriptionId"] === "string";
    case "checkName":
      return (
        typeof value["question"] === "number" &&
        areStrings(value, ["subscriptionId", "resourceGroup", "location", "name"])
      );
    case "create":
      return isPlan(value["plan"]);
    default:
      return false;
  }
}
