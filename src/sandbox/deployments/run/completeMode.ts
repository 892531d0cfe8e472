import type { Inside } from "../../http/call";
import { textOf } from "../../http/json";
import type { Estate } from "../../state/estate";
import { groupId } from "../../state/ids";
import { isLocked } from "../../state/locks";
import type { DeploymentRecord } from "../../state/records";
import { hasGoingVault, refusalOf, remains } from "./deleteGroup";
import type { Refusal } from "./deleteGroup";
import type { Plan } from "../plan/plannedResource";

/** What one round of deletions has come to. */
export interface DeletionRound {
  /** Ids of what is gone. */
  readonly gone: readonly string[];
  /** Whether more may go in another round. */
  readonly goesOn: boolean;
  /** What would not go. */
  readonly refusals: readonly Refusal[];
}

/**
 * What a deployment in the mode `Complete` deletes at its end: what its resource group holds and its template does not. Nothing
 * goes while the group is locked; what lies below a resource stays with it, and locks and rights stay as well.
 *
 * Source: "Azure Resource Manager deployment modes" and "Deletion of Azure resources for complete mode deployments" (Microsoft
 * Learn, June 2026).
 */
export function superfluous(
  estate: Estate,
  { subscriptionId, group, mode }: DeploymentRecord,
  { resources }: Plan,
): readonly string[] {
  const scope = groupId(subscriptionId, group ?? "");
  // A lock of a single resource does not lock the group: its deletion is tried, and refused.
  if (mode !== "Complete" || group === undefined || isLocked(estate, `${scope}/providers/any`)) {
    return [];
  }
  const kept = resources.flatMap(({ id, isLeftOut }) => (id === undefined || isLeftOut ? [] : [id.toLowerCase()]));
  // The disks and interfaces that a machine has made belong to it.
  const isKept = (id: string, owner: string): boolean =>
    kept.some((each) => id === each || id.startsWith(`${each}/`) || owner.includes(each));
  return remains(estate, scope).filter(
    (id) =>
      !/\/providers\/microsoft\.authorization\//iu.test(id) &&
      !isKept(id.toLowerCase(), textOf(estate.resources.get(id)?.["managedBy"]).toLowerCase()),
  );
}

/**
 * Asks the providers to delete what is superfluous. What is refused in one round may go in the next, once what needs it is gone.
 * @param now milliseconds since 1970
 */
export function deleteSuperfluous(inside: Inside, record: DeploymentRecord, plan: Plan, now: number): DeletionRound {
  const { estate } = inside;
  if (record.mode !== "Complete") {
    return { gone: [], goesOn: false, refusals: [] };
  }
  const before = superfluous(estate, record, plan);
  const refusals = before.flatMap((id) => refusalOf(inside, id, now));
  const after = new Set(superfluous(estate, record, plan));
  const gone = before.filter((id) => !after.has(id));
  const isVaultGoing = hasGoingVault(estate, groupId(record.subscriptionId, record.group ?? ""));
  return { gone, goesOn: (after.size > 0 && gone.length > 0) || isVaultGoing, refusals };
}
