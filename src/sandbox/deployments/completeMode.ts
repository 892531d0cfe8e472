import { textOf } from "../http/json";
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
  for (const body of estate.resources.below(`/subscriptions/${subscriptionId}/resourceGroups/${group ?? ""}/`)) {
    if (!isKept(body.id.toLowerCase(), textOf(body["managedBy"]).toLowerCase())) {
      estate.resources.delete(body.id);
      estate.guests.delete(body.id);
    }
  }
}
