import type { Inside } from "../../http/call";
import { isJsonObject } from "../../http/json";
import type { JsonObject } from "../../http/json";
import type { Estate } from "../../state/estate";
import { parentOfId } from "../../state/ids";
import type { GroupRecord, ResultRecord } from "../../state/records";

/** Milliseconds at speed 1 between two rounds of a deletion. */
export const roundLasts = 3000;

/** What one resource of a group answered when it was to be deleted. */
export interface Refusal {
  readonly id: string;
  readonly error: JsonObject;
}

/**
 * One round of the deletion of a resource group at a moment (milliseconds since 1970): asks the provider of everything that is
 * left to delete it. What is refused in one round may go in the next, once what needs it is gone; when nothing goes any more,
 * the deletion has failed and the group stays with what is left.
 *
 * Source: "Azure Resource Manager resource group and resource deletion" (Microsoft Learn, June 2026).
 */
export function deleteRound(inside: Inside, record: ResultRecord, now: number): void {
  const { estate } = inside;
  const group = estate.groups.get(record.deletes?.groupId ?? "");
  if (group === undefined || record.deletes === undefined) {
    estate.results.set(record.id, { id: record.id, readyAt: now, status: record.status });
    return;
  }
  const before = remains(estate, group.id);
  const refusals = before.flatMap((id) => refusalOf(inside, id, now));
  const after = remains(estate, group.id);
  const isVaultGoing = hasGoingVault(estate, group.id);
  if (after.length === 0 && !isVaultGoing) {
    forget(estate, group);
    estate.results.set(record.id, { id: record.id, readyAt: now, status: record.status });
  } else if (after.length < before.length || isVaultGoing) {
    const nextAt = now + Math.max(1, roundLasts / inside.settings.speed);
    estate.results.set(record.id, { ...record, deletes: { groupId: group.id, nextAt } });
  } else {
    estate.groups.set(group.id, { ...group, deletion: undefined });
    const body = { error: blocked(group, refusals) };
    estate.results.set(record.id, { id: record.id, readyAt: now, status: 409, body });
  }
}

/** Ids of what is to be deleted on its own in a resource group: what lies below another resource goes with it. */
export function remains(estate: Estate, group: string): readonly string[] {
  const isTop = (id: string): boolean =>
    parentOfId(id) === undefined && id.toLowerCase().split("/providers/").length === 2;
  return [
    ...estate.resources.below(`${group}/`).map(({ id }) => id),
    ...estate.vaults.below(`${group}/`).flatMap(({ id, goneAt }) => (goneAt === undefined ? [id] : [])),
  ].filter(isTop);
}

/** Whether a vault of a resource group has been deleted and is not gone yet. */
export function hasGoingVault(estate: Estate, group: string): boolean {
  return estate.vaults.below(`${group}/`).some(({ goneAt }) => goneAt !== undefined);
}

/** Asks the provider of a resource to delete it; what it answers when it does not. @param now milliseconds since 1970 */
export function refusalOf(inside: Inside, id: string, now: number): readonly Refusal[] {
  const { status, body } = inside.ask({
    method: "DELETE",
    target: encodeURI(id),
    apiVersion: "2024-04-01",
    now,
  });
  const error = isJsonObject(body) ? body["error"] : undefined;
  return status >= 400 ? [{ id, error: isJsonObject(error) ? error : {} }] : [];
}

/** Each refusal is a text of JSON inside the details, as Azure hands on what a provider has answered. */
function blocked(group: GroupRecord, refusals: readonly Refusal[]): JsonObject {
  const names = refusals.map(({ id }) => id.split("/providers/")[1] ?? id);
  return {
    code: "ResourceGroupDeletionBlocked",
    message: `Deletion of resource group '${group.name}' failed as resources with identifiers '${names.join(",")}' could not be deleted. The provisioning state of the resource group will be rolled back. Please check audit logs for more details.`,
    details: refusals.map(({ id, error }) => ({ code: null, target: id, message: JSON.stringify({ error }) })),
  };
}

/** The group, and what it holds that is no resource of its own: children of what went, and deployments. */
function forget(estate: Estate, { id }: GroupRecord): void {
  for (const table of [estate.resources, estate.deployments]) {
    for (const record of table.below(`${id}/`)) {
      table.delete(record.id);
    }
  }
  estate.groups.delete(id);
}
