import { Estate } from "../../state/estate";
import type { Origins } from "../../state/estate";
import { groupId } from "../../state/ids";
import { addVault } from "../buildVault";
import { tenants } from "../company";
import { fleetBackups } from "./fleetBackups";
import { itemIdOf } from "./fleetItem";
import { fleetGuests, fleetResources, placeOfId } from "./fleetMachines";
import { fleetPolicy } from "./fleetNights";
import {
  fleetSubscriptions,
  groupCount,
  groupName,
  regionOfVault,
  vaultCount,
  vaultGroup,
  vaultName,
  vaultOfGroup,
} from "./fleetPlan";

/**
 * An estate of 100,000 VMs, 500 vaults and 40 subscriptions, the same at each start. Vaults, policies and resource
 * groups are records; VMs, what belongs to them, and their backups are computed when they are asked for.
 * @param now milliseconds since 1970: histories end before it
 */
export function fleetEstate(now: number): Estate {
  const estate = new Estate(fleetOrigins(now));
  for (const tenant of tenants) {
    estate.tenants.set(tenant.tenantId, tenant);
  }
  for (const [number, subscription] of fleetSubscriptions.entries()) {
    const { subscriptionId } = subscription;
    estate.subscriptions.set(subscriptionId, subscription);
    addGroup(estate, subscriptionId, vaultGroup, "westeurope");
    for (let group = 0; group < groupCount(number); group++) {
      addGroup(estate, subscriptionId, groupName(group), regionOfVault(vaultOfGroup(group)));
    }
    for (let vault = 0; vault < vaultCount(number); vault++) {
      addVault(
        estate,
        {
          subscriptionId,
          group: vaultGroup,
          name: vaultName(number, vault),
          location: regionOfVault(vault),
          redundancy: vault % 3 === 0 ? "GeoRedundant" : "LocallyRedundant",
          daily: [[fleetPolicy.name, fleetPolicy.time, fleetPolicy.days]],
          items: [],
        },
        now,
      );
    }
  }
  return estate;
}

/** What the fleet's records are computed from. @param made milliseconds since 1970 when the fleet was made */
export function fleetOrigins(made: number): (estate: Estate) => Origins {
  return (estate) => {
    const left = new Map<string, number>();
    // What happens to a VM counts for its backups from then on.
    const leaves = (id: string): void => {
      const place = placeOfId(id);
      if (place !== undefined) {
        estate.items.keep(itemIdOf(place));
      }
    };
    return {
      name: "fleet",
      made,
      left,
      resources: { ...fleetResources(made - 220 * 86_400_000), leaves },
      guests: { ...fleetGuests, leaves },
      ...fleetBackups(made, estate, left),
    };
  };
}

function addGroup(estate: Estate, subscriptionId: string, name: string, location: string): void {
  const id = groupId(subscriptionId, name);
  estate.groups.set(id, { id, subscriptionId, name, location, tags: {}, access: "owner" });
}
