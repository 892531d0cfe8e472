import { at, textAt } from "../../http/json";
import type { Estate } from "../estate";
import type { ItemRecord, PolicyRecord, RecoveryPointRecord } from "../records";
import { addMonths, keptBy } from "./retention";

/** How old a recovery point must be for the archive tier, and for how long it must still be kept, in months. */
const leastAge = 3;
const leastLeft = 6;

/** The policy of an item; undefined when its protection was stopped. */
export function policyOf(
  estate: Estate,
  { vaultId, policyName }: Pick<ItemRecord, "vaultId" | "policyName">,
): PolicyRecord | undefined {
  return policyName === "" ? undefined : estate.policies.get(`${vaultId}/backupPolicies/${policyName}`);
}

/**
 * Why a recovery point cannot go to the archive tier; undefined when it can. Of virtual machines Azure takes only monthly
 * and yearly points, three months old in the vault, with six months of retention left, and "no active daily and weekly
 * dependencies" ("Overview of Archive tier in Azure Backup", Microsoft Learn, 2024).
 */
export function moveObstacle(
  item: ItemRecord,
  policy: PolicyRecord | undefined,
  point: RecoveryPointRecord,
  now: number,
): string | undefined {
  if (point.archivedAt !== undefined) {
    return "This recovery point is in the archive tier already.";
  }
  const times = timesOf(item, policy, point);
  if (times === undefined) {
    return "This recovery point cannot be moved to the archive tier: only monthly and yearly recovery points can.";
  }
  if (now < times.oldAt) {
    return "This recovery point cannot be moved to the archive tier yet: it must be three months old.";
  }
  if (times.keptUntil < addMonths(now, leastLeft)) {
    return "This recovery point cannot be moved to the archive tier: less than six months of its retention are left.";
  }
  return now < times.freeAt
    ? "This recovery point cannot be moved to the archive tier yet: daily or weekly recovery points depend on it."
    : undefined;
}

/**
 * When the tiering of a policy moves a recovery point by itself; undefined when it never does. `TierAfter` waits for the
 * months that it names, `TierRecommended` moves a point as soon as it can be moved.
 */
export function tieredAt(item: ItemRecord, policy: PolicyRecord, point: RecoveryPointRecord): number | undefined {
  const mode = textAt(policy.properties, "tieringPolicy", "ArchivedRP", "tieringMode");
  const months = at(policy.properties, "tieringPolicy", "ArchivedRP", "duration");
  if (point.archivedAt !== undefined || (mode !== "TierAfter" && mode !== "TierRecommended")) {
    return undefined;
  }
  const times = timesOf(item, policy, point);
  if (times === undefined) {
    return undefined;
  }
  const asked = mode === "TierAfter" && typeof months === "number" ? addMonths(point.time, months) : -Infinity;
  const time = Math.max(times.oldAt, times.freeAt, asked);
  return times.keptUntil < addMonths(time, leastLeft) ? undefined : time;
}

interface Times {
  /** When it has been in the vault for long enough. */
  readonly oldAt: number;
  /** When no daily or weekly point depends on it any more. */
  readonly freeAt: number;
  readonly keptUntil: number;
}

/** Undefined for a point that no monthly or yearly rule keeps. */
function timesOf(item: ItemRecord, policy: PolicyRecord | undefined, point: RecoveryPointRecord): Times | undefined {
  const kept = policy === undefined ? undefined : keptBy(item.points, policy.properties);
  const own = kept?.get(point.name);
  if (kept === undefined || own === undefined || own.longUntil === -Infinity) {
    return undefined;
  }
  let freeAt = own.shortUntil;
  // Backups are incremental: what follows builds on this point, up to the next one that is kept for as long.
  for (const later of item.points.slice(item.points.indexOf(point) + 1)) {
    const { shortUntil = -Infinity, longUntil = -Infinity } = kept.get(later.name) ?? {};
    if (longUntil !== -Infinity) {
      break;
    }
    freeAt = Math.max(freeAt, shortUntil);
  }
  return { oldAt: addMonths(point.vaultedAt, leastAge), freeAt, keptUntil: own.longUntil };
}
