import { agePoints } from "../state/backups/agePoints";
import { Estate } from "../state/estate";
import { groupId } from "../state/ids";
import { addMachine } from "./buildMachine";
import { addVault } from "./buildVault";
import { subscriptions, tenants } from "./company";
import { otherSites } from "./otherSites";
import { productionSites } from "./productionSites";
import { vaultSeeds } from "./vaultSeeds";

/** The estate as it is on the first start, with a history that ends just before `now`. */
export function freshEstate(now: number): Estate {
  const estate = new Estate();
  for (const tenant of tenants) {
    estate.tenants.set(tenant.tenantId, tenant);
  }
  for (const subscription of subscriptions) {
    estate.subscriptions.set(subscription.subscriptionId, subscription);
  }
  const sites = [...productionSites, ...otherSites];
  for (const { subscriptionId, group, location, access } of sites) {
    addGroup(estate, subscriptionId, group, location, access ?? "owner");
  }
  for (const { subscriptionId, group, location } of vaultSeeds) {
    addGroup(estate, subscriptionId, group, location, "owner");
  }
  const made = now - 220 * 86_400_000;
  for (const site of sites) {
    for (const machine of site.machines) {
      addMachine(estate, site, machine, made);
    }
  }
  for (const vault of vaultSeeds) {
    addVault(estate, vault, now);
  }
  // The history reaches farther back than some policies keep.
  agePoints(estate, now);
  return estate;
}

function addGroup(
  estate: Estate,
  subscriptionId: string,
  name: string,
  location: string,
  access: "owner" | "reader",
): void {
  const id = groupId(subscriptionId, name);
  if (estate.groups.get(id) === undefined) {
    estate.groups.set(id, { id, subscriptionId, name, location, tags: {}, access });
  }
}
