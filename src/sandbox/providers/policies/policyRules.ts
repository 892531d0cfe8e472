import { badRequest } from "../../http/armFault";
import type { ArmFault } from "../../http/armFault";
import { at, listAt, objectAt, textAt } from "../../http/json";
import type { Json, JsonObject } from "../../http/json";

/*
 * Names, schedules and retention: "Support matrix for Azure VM backup" (4 May 2026), "Back up an Azure VM using Enhanced
 * policy" (11 June 2025), "Frequently asked questions – back up Azure VMs" (9 December 2025), all Microsoft Learn.
 */

/** By frequency: the longest retention, in its own unit; the shortest is 1, of daily ones 7. */
const longest: Readonly<Record<string, { readonly unit: string; readonly least: number; readonly most: number }>> = {
  dailySchedule: { unit: "Days", least: 7, most: 9999 },
  weeklySchedule: { unit: "Weeks", least: 1, most: 5163 },
  monthlySchedule: { unit: "Months", least: 1, most: 1188 },
  yearlySchedule: { unit: "Years", least: 1, most: 99 },
};

const hourlyIntervals: readonly Json[] = [4, 6, 8, 12, 24];

/** Throws 400 for a name that no policy can have. */
export function checkPolicyName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9-]{1,148}[A-Za-z0-9]$/u.test(name)) {
    throw invalid(
      `the name '${name}' must have 3 to 150 letters, digits and hyphens, start with a letter and not end with a hyphen`,
    );
  }
}

/** Throws 400 for a policy for virtual machines that Azure Backup does not take. `before` is the policy of that name. */
export function checkPolicy(properties: JsonObject, before: JsonObject | undefined): void {
  const type = textAt(properties, "policyType") ?? "V1";
  if (type !== "V1" && type !== "V2") {
    throw invalid(`the policy type '${type}' is not known`);
  }
  if (type === "V1" && textAt(before, "policyType") === "V2") {
    throw invalid("an Enhanced policy cannot become a Standard one");
  }
  const frequency = frequencyOf(properties);
  checkSchedule(objectAt(properties, "schedulePolicy"), type, frequency);
  checkRetention(objectAt(properties, "retentionPolicy"), frequency);
  checkSnapshots(properties["instantRpRetentionRangeInDays"], type, frequency);
  checkArchive(objectAt(properties, "tieringPolicy"), objectAt(properties, "retentionPolicy"));
  checkConsistency(properties["snapshotConsistencyType"], type);
  checkSnapshotGroup(objectAt(properties, "instantRPDetails"));
}

/**
 * Recovery points are moved three months old at the earliest, and with six months left ("Use Archive tier support", Microsoft
 * Learn, 2023, with the words in which its clients refuse).
 */
function checkArchive(tiering: JsonObject, retention: JsonObject): void {
  for (const [tier, { mode, duration, unit }] of Object.entries(tiering).map(
    ([name, policy]) =>
      [
        name,
        {
          mode: textAt(policy, "tieringMode"),
          duration: at(policy, "duration") ?? 0,
          unit: textAt(policy, "durationType"),
        },
      ] as const,
  )) {
    if (tier !== "ArchivedRP" || !["DoNotTier", "TierRecommended", "TierAfter"].includes(mode ?? "")) {
      throw invalid(`the tiering mode '${mode ?? ""}' for '${tier}' is not known`);
    }
    const months = Math.max(countOf(retention, "monthlySchedule"), countOf(retention, "yearlySchedule") * 12);
    if (mode !== "TierAfter") {
      if (duration !== 0) {
        throw invalid(`the tiering mode ${mode ?? ""} has no duration`);
      }
      if (mode === "TierRecommended" && months === 0) {
        throw invalid("moving recovery points to the archive needs a monthly or yearly retention");
      }
    } else if (typeof duration !== "number" || unit !== "Months" || duration < 3 || months < duration + 6) {
      throw invalid(
        "TierAfterDuration needs to be >= 3 months, at least one of monthly or yearly retention should be >= (TierAfterDuration + 6) months",
      );
    }
  }
}

function countOf(retention: JsonObject, schedule: string): number {
  const count = at(retention, schedule, "retentionDuration", "count");
  return typeof count === "number" ? count : 0;
}

/** "Back up Azure VM with agentless multi-disk crash-consistent backup" (Microsoft Learn, 25 July 2025). */
function checkConsistency(consistency: Json | undefined, type: string): void {
  if (!isThere(consistency)) {
    return;
  }
  if (consistency !== "OnlyCrashConsistent") {
    throw invalid("the only snapshot consistency type that can be asked for is OnlyCrashConsistent");
  }
  if (type !== "V2") {
    throw invalid("only an Enhanced policy makes crash-consistent snapshots without an agent");
  }
}

/** With the number between, they are a resource group's name ("Naming rules for Azure resources", Microsoft Learn, 2025). */
function checkSnapshotGroup(details: JsonObject): void {
  const prefix = textAt(details, "azureBackupRGNamePrefix") ?? "";
  const suffix = textAt(details, "azureBackupRGNameSuffix") ?? "";
  if (prefix === "" && suffix !== "") {
    throw invalid("the resource group of snapshots needs a prefix for its suffix");
  }
  const name = `${prefix}1${suffix}`;
  if (name.length > 90 || !/^[\p{L}\p{N}._()-]*[\p{L}\p{N}_()-]$/u.test(name)) {
    throw invalid(`'${name}' cannot be the name of a resource group of snapshots`);
  }
}

function frequencyOf(properties: JsonObject): string {
  return textAt(properties, "schedulePolicy", "scheduleRunFrequency") ?? "";
}

function checkSchedule(schedule: JsonObject, type: string, frequency: string): void {
  const wanted = type === "V2" ? "SimpleSchedulePolicyV2" : "SimpleSchedulePolicy";
  if (textAt(schedule, "schedulePolicyType") !== wanted) {
    throw invalid(`a policy of the type ${type} needs a schedule of the type ${wanted}`);
  }
  const known = type === "V2" ? ["Hourly", "Daily", "Weekly"] : ["Daily", "Weekly"];
  if (!known.includes(frequency)) {
    throw invalid(`a policy of the type ${type} cannot run with the frequency '${frequency}'`);
  }
  const own = type === "V1" ? schedule : objectAt(schedule, `${frequency.toLowerCase()}Schedule`);
  if (frequency === "Hourly") {
    checkHours(own);
    return;
  }
  const times = listAt(own, "scheduleRunTimes");
  if (times.length !== 1 || !isHalfHour(times[0])) {
    throw invalid("a schedule needs one time of the day, at a full or a half hour");
  }
  if (frequency === "Weekly" && listAt(own, "scheduleRunDays").length === 0) {
    throw invalid("a weekly schedule needs the days of the week");
  }
}

function checkHours(hourly: JsonObject): void {
  const duration = at(hourly, "scheduleWindowDuration");
  if (!hourlyIntervals.includes(at(hourly, "interval") ?? null)) {
    throw invalid("the interval of an hourly schedule must be 4, 6, 8, 12 or 24 hours");
  }
  if (typeof duration !== "number" || duration < 4 || duration > 24) {
    throw invalid("the window of an hourly schedule must be 4 to 24 hours");
  }
  if (!isHalfHour(at(hourly, "scheduleWindowStartTime"))) {
    throw invalid("the window of an hourly schedule must start at a full or a half hour");
  }
}

function isHalfHour(time: Json | undefined): boolean {
  return typeof time === "string" && /T\d{2}:(?:00|30)(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/u.test(time);
}

function checkRetention(retention: JsonObject, frequency: string): void {
  if (textAt(retention, "retentionPolicyType") !== "LongTermRetentionPolicy") {
    throw invalid("a policy for virtual machines needs a retention of the type LongTermRetentionPolicy");
  }
  const needed = frequency === "Weekly" ? "weeklySchedule" : "dailySchedule";
  if (!isThere(retention[needed])) {
    throw invalid(`a policy that runs ${frequency.toLowerCase()} needs a retention for it`);
  }
  if (frequency === "Weekly" && isThere(retention["dailySchedule"])) {
    throw invalid("a policy that runs weekly cannot have a daily retention");
  }
  for (const [name, { unit, least, most }] of Object.entries(longest)) {
    const duration = objectAt(retention, name, "retentionDuration");
    if (!isThere(retention[name])) {
      continue;
    }
    const { count } = duration;
    if (typeof count !== "number" || count < least || count > most || duration["durationType"] !== unit) {
      throw invalid(`the ${name.replace("Schedule", "")} retention must be ${least} to ${most} ${unit.toLowerCase()}`);
    }
  }
}

function isThere(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

function checkSnapshots(days: Json | undefined, type: string, frequency: string): void {
  if (days === undefined || days === null) {
    return;
  }
  const isFixed = type === "V1" && frequency === "Weekly";
  const [least, most] = isFixed ? [5, 5] : type === "V2" ? [1, 30] : [1, 5];
  if (typeof days !== "number" || days < least || days > most) {
    throw invalid(`the instant restore snapshots must be kept for ${isFixed ? "5" : `${least} to ${most}`} days`);
  }
}

/** Whether one policy keeps anything shorter than another, of which a Resource Guard wants to know. */
export function keepsShorter(properties: JsonObject, before: JsonObject): boolean {
  return Object.keys(longest).some((name) => {
    const count = (of: JsonObject): Json | undefined => at(of, "retentionPolicy", name, "retentionDuration", "count");
    const [now, then] = [count(properties), count(before)];
    return typeof then === "number" && !(typeof now === "number" && now >= then);
  });
}

function invalid(what: string): ArmFault {
  return badRequest(
    "BMSUserErrorInvalidPolicyInput",
    `Input for create or update policy is not in proper format: ${what}.`,
  );
}
