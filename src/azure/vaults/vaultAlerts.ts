import type { Arm } from "../http/armPipeline";
import { textAt, valueAt } from "../http/jsonRead";
import type { VaultSecurity } from "../models";
import { reviseVault } from "./patchVault";

type OnOff = "Enabled" | "Disabled";

/** Where the alerts are in `monitoringSettings`. */
const places = {
  jobFailureAlerts: ["azureMonitorAlertSettings", "alertsForAllJobFailures"],
  classicAlerts: ["classicAlertSettings", "alertsForCriticalOperations"],
} as const;

/** Which alerts a vault sends; undefined where Azure does not say. */
export function alertsIn(vault: unknown): Pick<VaultSecurity, keyof typeof places> {
  const state = (name: keyof typeof places): OnOff | undefined => {
    const word = textAt(vault, "properties", "monitoringSettings", ...places[name]);
    return word === "Enabled" || word === "Disabled" ? word : undefined;
  };
  return { jobFailureAlerts: state("jobFailureAlerts"), classicAlerts: state("classicAlerts") };
}

function objectIn(value: unknown, name: string): object {
  const part = valueAt(value, name);
  return typeof part === "object" && part !== null ? part : {};
}

/**
 * Turns alerts of a vault on or off: PATCH of the vault, with its other alerts as they are, as the settings are one object to
 * Azure. Needs `Microsoft.RecoveryServices/Vaults/read` and `…/write`.
 * @throws AzureError
 */
export async function setAlerts(arm: Arm, vaultId: string, name: keyof typeof places, state: OnOff): Promise<void> {
  const [group, alerts] = places[name];
  await reviseVault(arm, vaultId, (vault) => {
    const settings = objectIn(valueAt(vault, "properties"), "monitoringSettings");
    return {
      properties: { monitoringSettings: { ...settings, [group]: { ...objectIn(settings, group), [alerts]: state } } },
    };
  });
}
