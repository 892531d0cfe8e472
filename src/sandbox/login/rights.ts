import type { Estate } from "../state/estate";
import { groupId } from "../state/ids";
import type { Access, RoleRecord } from "../state/records";
import type { Principal } from "./tokens";

/** Where a right is asked for: a subscription, or a resource group and what is in it. */
export interface Place {
  readonly subscriptionId: string;
  /** Empty for the subscription itself. */
  readonly group: string;
}

const owner: readonly RoleRecord[] = [{ actions: ["*"], notActions: [] }];

/** What a Backup Reader may do beyond reading: questions, which change nothing. */
const questions = [
  "Microsoft.RecoveryServices/locations/backupStatus/action",
  "Microsoft.RecoveryServices/locations/backupPreValidateProtection/action",
  "Microsoft.RecoveryServices/locations/checkNameAvailability/action",
];

const reader: readonly RoleRecord[] = [{ actions: ["*/read", ...questions], notActions: [] }];

/**
 * The roles of somebody at a place, as Azure lists them: those of the subscription and those of the group.
 * A group with the access `reader` is closed to writes, whatever the subscription allows; one with `owner` says nothing.
 * @param principal undefined for the person of the sandbox
 */
export function rolesAt(
  estate: Estate,
  principal: Pick<Principal, "access"> | undefined,
  { subscriptionId, group }: Place,
): readonly RoleRecord[] {
  const inGroup = estate.groups.get(groupId(subscriptionId, group))?.access ?? "owner";
  const inSubscription = rolesOf(estate.subscriptions.get(subscriptionId)?.access ?? "owner");
  const roles = typeof inGroup === "string" ? inSubscription : [...inSubscription, ...inGroup];
  return principal?.access === "reader" || inGroup === "reader" ? lookingOnly(roles) : roles;
}

/**
 * Whether somebody may do something at a place.
 * "Understand Azure role definitions" (Microsoft Learn, 2025): one role has it among its actions and not among its notActions,
 * where `*` stands for any text.
 */
export function mayAct(
  estate: Estate,
  principal: Pick<Principal, "access"> | undefined,
  place: Place,
  action: string,
): boolean {
  return allows(rolesAt(estate, principal, place), action);
}

/** Whether an action only looks. */
export function isReading(action: string): boolean {
  return allows(reader, action);
}

function rolesOf(access: Access): readonly RoleRecord[] {
  switch (access) {
    case "owner":
      return owner;
    case "reader":
      return reader;
    default:
      return access;
  }
}

/** What is left of roles where nothing can be changed. */
function lookingOnly(roles: readonly RoleRecord[]): readonly RoleRecord[] {
  return [
    ...roles.map(({ actions, notActions }) => ({
      actions,
      notActions: [...notActions, "*/write", "*/delete", "*/action"],
    })),
    { actions: questions.filter((each) => allows(roles, each)), notActions: [] },
  ];
}

function allows(roles: readonly RoleRecord[], action: string): boolean {
  return roles.some(({ actions, notActions }) => isAmong(actions, action) && !isAmong(notActions, action));
}

const patterns = new Map<string, RegExp>();

function isAmong(actions: readonly string[], action: string): boolean {
  return actions.some((each) => patternOf(each).test(action));
}

/** Kept: a query asks for each row of an answer. */
function patternOf(action: string): RegExp {
  const known = patterns.get(action);
  const pattern = known ?? new RegExp(`^${action.replaceAll(/[^\w*]/gu, "\\$&").replaceAll("*", ".*")}$`, "iu");
  patterns.set(action, pattern);
  return pattern;
}
