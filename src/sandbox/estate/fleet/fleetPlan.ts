import { guidOf } from "../../http/formats";
import { groupId, vaultId as idOfVault, vmId as idOfVm } from "../../state/ids";
import type { GuestRecord, SubscriptionRecord } from "../../state/records";
import { tenants } from "../company";
import type { MachineSeed, SiteSeed } from "../machineSeed";

/** The plan of an estate of 100,000 VMs, 500 vaults and 40 subscriptions: who is where follows from numbers alone. */

const subscriptionCount = 40;
/** VMs of each resource group. */
const machinesPerGroup = 100;
/** Resource groups that share a region and a vault. */
const groupsPerVault = 2;

const apps = ["orders", "billing", "plant", "parcels", "portal", "ledger", "search", "images", "mail", "reports"];
const roles = ["web", "app", "sql", "cache", "batch"];
const regionNames = ["westeurope", "northeurope", "uksouth", "germanywestcentral", "eastus2"];
const divisions = ["Retail", "Freight", "Finance", "Plants", "Data"];
const stages = ["production", "test", "recovery", "development"];

/** A VM of the plan: numbers of its subscription, its group there, and itself there, all from 0. */
export interface Place {
  readonly subscription: number;
  readonly group: number;
  readonly machine: number;
}

/** How the protection of a VM of the plan stands. */
export type FleetState = "none" | "protected" | "failing" | "firstBackupPending" | "stopped" | "softDeleted";

/** The subscriptions: three in four of the first tenant, the others of the second. */
export const fleetSubscriptions: readonly SubscriptionRecord[] = Array.from(
  { length: subscriptionCount },
  (_, index) => ({
    subscriptionId: guidOf(`fleet subscription ${index}`),
    tenantId: tenants[index % 4 === 3 ? 1 : 0]?.tenantId ?? "",
    displayName: `${pick(divisions, index)} ${pick(stages, Math.floor(index / divisions.length))} ${two(index)}`,
    access: "owner",
  }),
);

const numbers = new Map(fleetSubscriptions.map(({ subscriptionId }, index) => [subscriptionId, index]));

/** Number of a subscription by its id. */
export function numberOf(subscriptionId: string): number | undefined {
  return numbers.get(subscriptionId.toLowerCase());
}

/** Id of a subscription by its number. */
export function subscriptionIdOf(subscription: number): string {
  return fleetSubscriptions[subscription]?.subscriptionId ?? "";
}

/** Resource groups with VMs in a subscription: 3,000 VMs in one, 2,000 in the next. */
export function groupCount(subscription: number): number {
  return subscription % 2 === 0 ? 30 : 20;
}

/** Vaults in a subscription. */
export function vaultCount(subscription: number): number {
  return groupCount(subscription) / groupsPerVault;
}

/** Number of the vault for the VMs of a group. */
export function vaultOfGroup(group: number): number {
  return Math.floor(group / groupsPerVault);
}

/** The groups whose VMs a vault is for. */
export function groupsOfVault(vault: number): readonly number[] {
  return Array.from({ length: groupsPerVault }, (_, index) => vault * groupsPerVault + index);
}

/** Name of a resource group. */
export function groupName(group: number): string {
  return `rg-${pick(apps, group)}-${two(group)}`;
}

/** The group that a name means. */
export function groupOfName(subscription: number, name: string): number | undefined {
  const group = Number(/-(\d\d)$/u.exec(name)?.[1] ?? Number.NaN);
  return group < groupCount(subscription) && groupName(group) === name ? group : undefined;
}

/** Region of a vault, and of the groups that it is for. */
export function regionOfVault(vault: number): string {
  return pick(regionNames, vault);
}

/** Resource group of all vaults of a subscription. */
export const vaultGroup = "rg-backup";

/** Name of a vault. */
export function vaultName(subscription: number, vault: number): string {
  return `rsv-${two(subscription)}-${two(vault)}-${regionOfVault(vault)}`;
}

/** Id of the vault for the VMs of a group. */
export function vaultIdOf(subscription: number, vault: number): string {
  return idOfVault(subscriptionIdOf(subscription), vaultGroup, vaultName(subscription, vault));
}

/** Number of a vault by its name. */
export function vaultOfName(subscription: number, name: string): number | undefined {
  const vault = Number(/^rsv-\d\d-(\d\d)-/u.exec(name)?.[1] ?? Number.NaN);
  return vault < vaultCount(subscription) && vaultName(subscription, vault) === name ? vault : undefined;
}

/** Name of a VM; unlike any other one of the estate. */
export function machineName({ subscription, group, machine }: Place): string {
  return `${pick(apps, group)}-${pick(roles, machine)}-${two(subscription)}${two(group)}${two(machine)}`;
}

/** The machine of a group that a name means. */
export function machineOfName(subscription: number, group: number, name: string): Place | undefined {
  const machine = Number(/(\d\d)$/u.exec(name)?.[1] ?? Number.NaN);
  const place = { subscription, group, machine };
  return Number.isNaN(machine) || machineName(place) !== name ? undefined : place;
}

/** Id of a VM. */
export function machineId(place: Place): string {
  return idOfVm(subscriptionIdOf(place.subscription), groupName(place.group), machineName(place));
}

/** The places of a group's VMs. */
export function placesOf(subscription: number, group: number): readonly Place[] {
  return Array.from({ length: machinesPerGroup }, (_, machine) => ({ subscription, group, machine }));
}

/** The number of a VM in the whole plan; with gaps, for there are not a hundred groups. */
export function serialOf({ subscription, group, machine }: Place): number {
  return (subscription * 100 + group) * machinesPerGroup + machine;
}

/** The place that a number of `serialOf` means. */
export function placeOfSerial(serial: number): Place {
  const groups = Math.floor(serial / machinesPerGroup);
  return { subscription: Math.floor(groups / 100), group: groups % 100, machine: serial % machinesPerGroup };
}

/** Where the VMs of a group stand. */
export function siteOf(subscription: number, group: number): SiteSeed {
  return {
    subscriptionId: subscriptionIdOf(subscription),
    group: groupName(group),
    location: regionOfVault(vaultOfGroup(group)),
    machines: [],
  };
}

/** A VM as the builders of the estate take it. */
export function machineSeed(place: Place): MachineSeed {
  const trouble = troubleOf(place);
  return {
    name: machineName(place),
    image: isWindows(place) ? "windows2022" : "ubuntu2204",
    ...(trouble === undefined
      ? {}
      : { guest: trouble === "agentUnavailable" ? { agent: "notReady" as const } : { trouble } }),
  };
}

/** Of a hundred VMs about 70 are protected and well, 22 are in no vault, and each other state is there too. */
export function stateOf({ subscription, group, machine }: Place): FleetState {
  const draw = (subscription * 31 + group * 17 + machine * 7 + ((machine * group) % 13)) % 100;
  if (draw < 22) {
    return "none";
  }
  if (draw < 26) {
    return "failing";
  }
  if (draw < 29) {
    return "stopped";
  }
  return draw === 29 ? "softDeleted" : draw === 30 ? "firstBackupPending" : "protected";
}

/** What keeps a failing VM from being backed up; undefined for the others. Only Windows has VSS writers. */
export function troubleOf(place: Place): "agentUnavailable" | NonNullable<GuestRecord["trouble"]> | undefined {
  if (stateOf(place) !== "failing") {
    return undefined;
  }
  return pick(
    ["agentUnavailable", "snapshotTimeout", isWindows(place) ? "vssWriter" : "snapshotNetwork"] as const,
    place.subscription + place.machine,
  );
}

function isWindows({ machine }: Place): boolean {
  return machine % 3 === 0;
}

/** Path of a subscription or a group in lower case, for comparing with prefixes. */
export function lowerGroupPath(subscription: number, group: string): string {
  return `${groupId(subscriptionIdOf(subscription), group).toLowerCase()}/`;
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) {
    throw new RangeError("The list to pick from is empty.");
  }
  return found;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
