import { policyOf, tieredAt } from "./archiveTier";
import type { Estate } from "../estate";
import type { ItemRecord, PolicyRecord, RecoveryPointRecord } from "../records";
import { keptBy } from "./retention";

/**
 * Does what time does to recovery points: moves them to the archive tier where their policy says so, and drops those that
 * no rule keeps any more. Of a stopped or deleted item everything stays ("Manage recovery points", Microsoft Learn, 2025).
 */
export function agePoints(estate: Estate, now: number): void {
  for (const item of estate.items.own) {
    const policy = policyOf(estate, item);
    if (policy === undefined || item.softDeletedAt !== undefined || item.state === "ProtectionStopped") {
      continue;
    }
    const known = nextTimes.get(item);
    if (known?.policy === policy && now < known.at) {
      continue;
    }
    const points = tiered(item, policy, now).filter(staysAt(item, policy, now));
    const isSame = points.length === item.points.length && points.every((point, index) => point === item.points[index]);
    const after = isSame ? item : { ...item, points };
    if (!isSame) {
      estate.items.set(item.id, after);
    }
    nextTimes.set(after, { policy, at: nextTime(after, policy, now) });
  }
}

/** When there is something to do for an item again, so that each request need not look at all recovery points. */
const nextTimes = new WeakMap<ItemRecord, { readonly policy: PolicyRecord; readonly at: number }>();

function nextTime(item: ItemRecord, policy: PolicyRecord, now: number): number {
  const kept = keptBy(item.points, policy.properties);
  const times = item.points.flatMap((point) => {
    const { shortUntil = -Infinity, longUntil = -Infinity } = kept.get(point.name) ?? {};
    // A copy that is complete takes the place of the one that had to stay.
    return [Math.max(shortUntil, longUntil), tieredAt(item, policy, point) ?? -Infinity, point.vaultedAt];
  });
  return Math.min(...times.filter((time) => time > now));
}

function tiered(item: ItemRecord, policy: PolicyRecord, now: number): readonly RecoveryPointRecord[] {
  return item.points.map((point) => {
    const time = tieredAt(item, policy, point);
    return time !== undefined && time <= now ? { ...point, archivedAt: time } : point;
  });
}

/**
 * The newest point, and the newest that is complete in the vault, stay for good ("Need solution for backup cleanup",
 * Microsoft Q&A, 2026).
 */
function staysAt(item: ItemRecord, policy: PolicyRecord, now: number): (point: RecoveryPointRecord) => boolean {
  const kept = keptBy(item.points, policy.properties);
  const last = new Set([item.points.at(-1)?.name, item.points.findLast(({ vaultedAt }) => vaultedAt <= now)?.name]);
  return ({ name }) => {
    const { shortUntil = -Infinity, longUntil = -Infinity } = kept.get(name) ?? {};
    return last.has(name) || Math.max(shortUntil, longUntil) > now;
  };
}
