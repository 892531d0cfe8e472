import { guidOf, isoTime } from "../../http/formats";
import { Estate } from "../../state/estate";
import type { Origin } from "../../state/table";
import { groupId } from "../../state/ids";
import type { GuestRecord, ResourceRecord } from "../../state/records";
import { addMachine, guestOf, osProfile } from "../buildMachine";
import { images } from "../images";
import {
  fleetSubscriptions,
  groupCount,
  groupName,
  groupOfName,
  lowerGroupPath,
  machineId,
  machineOfName,
  machineSeed,
  numberOf,
  placesOf,
  siteOf,
} from "./fleetPlan";
import type { Place } from "./fleetPlan";

const machineType = "Microsoft.Compute/virtualMachines";
/** Resource groups whose disks and networks are kept for the next question. */
const groupsKept = 8;

/**
 * VMs, disks and networks of the fleet, computed when they are asked for. VMs are many and asked for all at once, so
 * they are made by themselves; everything else is built group by group, as the small estate is.
 * @param made milliseconds since 1970
 */
export function fleetResources(made: number): Origin<ResourceRecord> {
  const kept = new Map<string, Estate>();
  const wholeGroup = (subscription: number, group: number): Estate => {
    const key = `${subscription} ${group}`;
    const estate = kept.get(key) ?? buildGroup(subscription, group, made);
    kept.delete(key);
    kept.set(key, estate);
    const [oldest] = kept.keys();
    if (kept.size > groupsKept && oldest !== undefined) {
      kept.delete(oldest);
    }
    return estate;
  };
  return {
    get: (id) => {
      const place = placeOfId(id);
      if (place !== undefined) {
        return machineRecord(place, made);
      }
      const group = groupOfId(id);
      return group === undefined ? undefined : wholeGroup(group.subscription, group.group).resources.get(id);
    },
    below: function* (prefix, types) {
      const machinesOnly = types !== undefined && ![...types].some(isOtherType);
      for (const { subscription, group } of groupsBelow(prefix)) {
        const records = machinesOnly
          ? placesOf(subscription, group).map((place) => machineRecord(place, made))
          : wholeGroup(subscription, group).resources.all;
        for (const record of records) {
          const id = record.id.toLowerCase();
          if (id.startsWith(prefix)) {
            yield [id, record] as const;
          }
        }
      }
    },
  };
}

/** What runs inside the VMs of the fleet. */
export const fleetGuests: Origin<GuestRecord> = {
  get: (id) => {
    const place = placeOfId(id);
    return place === undefined ? undefined : guestOf(machineSeed(place));
  },
  below: function* (prefix) {
    for (const { subscription, group } of groupsBelow(prefix)) {
      for (const place of placesOf(subscription, group)) {
        const id = machineId(place).toLowerCase();
        if (id.startsWith(prefix)) {
          yield [id, guestOf(machineSeed(place))] as const;
        }
      }
    }
  },
};

/** The place that the id of a VM (in lower case) means. */
export function placeOfId(id: string): Place | undefined {
  const [, name] = /\/providers\/microsoft\.compute\/virtualmachines\/([^/]+)$/u.exec(id) ?? [];
  const group = name === undefined ? undefined : groupOfId(id);
  return name === undefined || group === undefined ? undefined : machineOfName(group.subscription, group.group, name);
}

function groupOfId(id: string): { readonly subscription: number; readonly group: number } | undefined {
  const [, subscriptionId = "", name = ""] = /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\//u.exec(id) ?? [];
  const subscription = numberOf(subscriptionId);
  const group = subscription === undefined ? undefined : groupOfName(subscription, name);
  return subscription === undefined || group === undefined ? undefined : { subscription, group };
}

/** The groups that can have something with such an id. */
function* groupsBelow(prefix: string): Generator<{ readonly subscription: number; readonly group: number }> {
  for (const [subscription, { subscriptionId }] of fleetSubscriptions.entries()) {
    if (!touches(`/subscriptions/${subscriptionId}/`, prefix)) {
      continue;
    }
    for (let group = 0; group < groupCount(subscription); group++) {
      if (touches(lowerGroupPath(subscription, groupName(group)), prefix)) {
        yield { subscription, group };
      }
    }
  }
}

/** Whether something below a path can start with a prefix: one of the two begins with the other. */
export function touches(path: string, prefix: string): boolean {
  return path.startsWith(prefix) || prefix.startsWith(path);
}

function buildGroup(subscription: number, group: number, made: number): Estate {
  const estate = new Estate();
  const site = siteOf(subscription, group);
  for (const place of placesOf(subscription, group)) {
    addMachine(estate, site, machineSeed(place), made);
  }
  return estate;
}

/** Types, in lower case, of what stands beside the VMs in a group. */
function isOtherType(type: string): boolean {
  return /^microsoft\.(?:compute|network)\//u.test(type) && type !== machineType.toLowerCase();
}

/** The same body as `addMachine` makes, without the disks and networks that it stands on. */
function machineRecord(place: Place, made: number): ResourceRecord {
  const { subscriptionId, group, location } = siteOf(place.subscription, place.group);
  const seed = machineSeed(place);
  const { name } = seed;
  const { os, publisher, offer, sku } = images[seed.image];
  const providers = `${groupId(subscriptionId, group)}/providers`;
  const id = `${providers}/${machineType}/${name}`;
  const diskName = `${name}_OsDisk_1`;
  return {
    name,
    id,
    type: machineType,
    location,
    tags: {},
    properties: {
      hardwareProfile: { vmSize: "Standard_D4s_v5" },
      provisioningState: "Succeeded",
      vmId: guidOf(id),
      storageProfile: {
        imageReference: { publisher, offer, sku, version: "latest" },
        osDisk: {
          osType: os,
          name: diskName,
          caching: "ReadWrite",
          deleteOption: "Detach",
          diskSizeGB: os === "Windows" ? 127 : 30,
          createOption: "FromImage",
          managedDisk: { storageAccountType: "Premium_LRS", id: `${providers}/Microsoft.Compute/disks/${diskName}` },
        },
        dataDisks: [],
      },
      osProfile: osProfile(seed),
      networkProfile: {
        networkInterfaces: [
          {
            id: `${providers}/Microsoft.Network/networkInterfaces/${name}-nic`,
            properties: { primary: true, deleteOption: "Detach" },
          },
        ],
      },
      timeCreated: isoTime(made),
    },
  };
}
