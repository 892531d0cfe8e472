import type { Location } from "../../azure/models";
import type { RegionChoice } from "../../webviews/vaultSetup/messages";

/**
 * The regions to choose from, the ones with most VMs first, then by name. Regions where no vault can be made appear
 * only when VMs are there, so that nobody looks for them in vain.
 */
export function regionChoices(
  locations: readonly Location[],
  virtualMachines: ReadonlyMap<string, number>,
): readonly RegionChoice[] {
  const counts = new Map([...virtualMachines].map(([region, count]) => [region.toLowerCase(), count]));
  return locations
    .map((location) => ({
      name: location.name,
      displayName: location.displayName,
      virtualMachines: counts.get(location.name.toLowerCase()) ?? 0,
      supported: location.vaults,
    }))
    .filter((region) => region.supported || region.virtualMachines > 0)
    .sort((a, b) => b.virtualMachines - a.virtualMachines || a.displayName.localeCompare(b.displayName));
}
