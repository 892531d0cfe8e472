import { textOf } from "../http/json";
import { rememberSource } from "../state/backedUpMachine";
import type { Estate } from "../state/estate";
import type { DeploymentRecord } from "../state/records";
import type { Plan } from "./plannedResource";

/**
 * What a deployment in the mode `Complete` does at its end: resources of the group that its template does not have go. Vaults
 * stay, as they do in Azure while they hold anything; children stay with their parents.
 *
 * Source: "Azure Resource Manager deployment modes" (Microsoft Learn, June 2026).
 */
export function removeOthers(estate: Estate, { subscriptionId, group }: DeploymentRecord, { resources }: Plan): void {
  const kept = resources.flatMap(({ id, isLeftOut }) => (id === undefined || isLeftOut ? [] : [id.toLowerCase()]));
  // The disks and interfaces that a machine has made belong to it.
  const isKept = (id: string, text: string): boolean =>
    kept.some((each) => id === each || id.startsWith(`${each}/`) || text.includes(each));
  const gone = estate.resources
    .below(`/subscriptions/${subscriptionId}/resourceGroups/${group ?? ""}/`)
    .filter((body) => !isKept(body.id.toLowerCase(), textOf(body["managedBy"]).toLowerCase()));
  // Before any disk goes: protected items keep what was backed up.
  for (const body of gone.filter(({ type }) => type.toLowerCase() === "microsoft.compute/virtualmachines")) {
    rememberSource(estate, body);
  }
  for (const { id } of gone) {
    estate.resources.delete(id);
    estate.guests.delete(id);
  }
}
