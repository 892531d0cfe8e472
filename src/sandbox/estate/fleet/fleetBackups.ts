import type { Estate } from "../../state/estate";
import type { ItemRecord, JobRecord } from "../../state/records";
import { longestRun } from "../../state/backups/runSchedules";
import type { Origin } from "../../state/table";
import { itemIdOf, itemRecord, jobRecords } from "./fleetItem";
import { touches } from "./fleetMachines";
import { nightsOf } from "./fleetNights";
import {
  fleetSubscriptions,
  groupOfName,
  groupsOfVault,
  machineOfName,
  numberOf,
  placeOfSerial,
  placesOf,
  stateOf,
  vaultCount,
  vaultGroup,
  vaultIdOf,
  vaultOfGroup,
  vaultOfName,
} from "./fleetPlan";
import type { Place } from "./fleetPlan";

const day = 86_400_000;

/**
 * Protected items and jobs of the fleet, computed when they are asked for: they follow from the VM's place in the plan and
 * the estate's moment. Before anything else can count for an item, it is written down, and the estate's schedule goes on.
 * @param left when items were written down, by id in lower case
 */
export function fleetBackups(
  made: number,
  estate: Pick<Estate, "moment" | "vaults">,
  left: Map<string, number>,
): { readonly items: Origin<ItemRecord>; readonly jobs: Origin<JobRecord> } {
  const nightsAt = nightsOf(made);
  const itemAt = (place: Place): ItemRecord | undefined => {
    const item = itemRecord(place, made, nightsAt(estate.moment));
    const days = item?.softDeletedAt === undefined ? 0 : (estate.vaults.get(item.vaultId)?.softDeleteDays ?? 0);
    return item?.softDeletedAt !== undefined && item.softDeletedAt + days * day <= estate.moment ? undefined : item;
  };
  const runsAt = (place: Place): readonly number[] => {
    const { jobs, lastBefore } = nightsAt(estate.moment);
    const until = left.size === 0 ? Infinity : (left.get(itemIdOf(place).toLowerCase()) ?? Infinity);
    switch (stateOf(place)) {
      case "protected":
      case "failing":
        return until === Infinity ? jobs : jobs.filter((run) => run + longestRun <= until);
      case "firstBackupPending":
        return jobs.filter((run) => run > lastBefore && run + longestRun <= until);
      case "none":
      case "stopped":
      case "softDeleted":
        return [];
    }
  };
  return {
    items: {
      get: (id) => {
        const place = placeOfItem(id);
        return place === undefined ? undefined : itemAt(place);
      },
      below: (prefix) => recordsBelow(prefix, (place) => [itemAt(place)]),
      leaves: (id) => {
        if (!left.has(id)) {
          left.set(id, estate.moment);
        }
      },
    },
    jobs: {
      get: (id) => {
        const found = placeOfJob(id);
        const run =
          found === undefined ? undefined : runsAt(found.place).find((one) => Math.floor(one / day) === found.onDay);
        return found === undefined || run === undefined
          ? undefined
          : jobRecords(found.place, [run], nightsAt(estate.moment))[0];
      },
      below: (prefix) => recordsBelow(prefix, (place) => jobRecords(place, runsAt(place), nightsAt(estate.moment))),
    },
  };
}

function* recordsBelow<T extends { readonly id: string }>(
  prefix: string,
  make: (place: Place) => readonly (T | undefined)[],
): Generator<readonly [string, T]> {
  for (const [subscription, { subscriptionId }] of fleetSubscriptions.entries()) {
    if (!touches(`/subscriptions/${subscriptionId}/`, prefix)) {
      continue;
    }
    for (let vault = 0; vault < vaultCount(subscription); vault++) {
      if (touches(`${vaultIdOf(subscription, vault).toLowerCase()}/`, prefix)) {
        yield* recordsOf(subscription, vault, prefix, make);
      }
    }
  }
}

function* recordsOf<T extends { readonly id: string }>(
  subscription: number,
  vault: number,
  prefix: string,
  make: (place: Place) => readonly (T | undefined)[],
): Generator<readonly [string, T]> {
  for (const place of groupsOfVault(vault).flatMap((group) => placesOf(subscription, group))) {
    for (const record of make(place)) {
      const id = record?.id.toLowerCase();
      if (record !== undefined && id?.startsWith(prefix) === true) {
        yield [id, record];
      }
    }
  }
}

const vaultPattern = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/[^/]+\/vaults\/([^/]+)\//u;

/** Subscription and vault of an id below a vault, in lower case. */
function vaultOfId(id: string): { readonly subscription: number; readonly vault: number } | undefined {
  const [, subscriptionId = "", group, name = ""] = vaultPattern.exec(id) ?? [];
  const subscription = group === vaultGroup ? numberOf(subscriptionId) : undefined;
  const vault = subscription === undefined ? undefined : vaultOfName(subscription, name);
  return subscription === undefined || vault === undefined ? undefined : { subscription, vault };
}

function placeOfItem(id: string): Place | undefined {
  const found = vaultOfId(id);
  const [, groupText = "", name = ""] = /\/protecteditems\/vm;iaasvmcontainerv2;([^;/]+);([^;/]+)$/u.exec(id) ?? [];
  const group = found === undefined ? undefined : groupOfName(found.subscription, groupText);
  return found === undefined || group === undefined || vaultOfGroup(group) !== found.vault
    ? undefined
    : machineOfName(found.subscription, group, name);
}

function placeOfJob(id: string): { readonly place: Place; readonly onDay: number } | undefined {
  const found = vaultOfId(id);
  const [, days, digits] = /\/backupjobs\/(\d{8})-f1ee-4000-8000-(\d{12})$/u.exec(id) ?? [];
  if (found === undefined || days === undefined || digits === undefined) {
    return undefined;
  }
  const place = placeOfSerial(Number(digits));
  return place.subscription === found.subscription && vaultOfGroup(place.group) === found.vault
    ? { place, onDay: Number(days) }
    : undefined;
}
